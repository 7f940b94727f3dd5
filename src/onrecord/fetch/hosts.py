"""When a host may be asked: not too often, and not for a while where it does not answer or asks to be left alone.

In: a host before it is asked, and what came of it. Out: nothing, after a wait; or RefusedError, at once. So a site that
lists ten thousand pages and answers none of them costs a few waits, and not ten thousand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.fetch import refusals

PATIENCE = 5  # answers that did not come, one after the other, after which a host is left alone
LEFT_ALONE = 900.0  # seconds for which it is
_MOST = 10_000  # hosts that are remembered


@dataclass(slots=True, kw_only=True)
class Hosts:
    """What is known of hosts in this run."""

    sleep: Callable[[float], None]
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _silent: dict[str, int] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=dict)

    def turn(self, host: str) -> None:
        """Raises RefusedError where the host is left alone for now."""
        left = self._alone.get(host, 0.0) - self.clock()
        if left > 0:
            raise refusals.left_alone(host, left)

    def wait(self, host: str, delay: float) -> None:
        """Wait until the host may be asked again."""
        now = self.clock()
        due = self._next.get(host, now)
        if due > now:
            self.sleep(due - now)
        for known in (self._next, self._silent, self._alone):
            if len(known) >= _MOST:
                known.clear()
        self._next[host] = max(due, now) + delay

    def answered(self, host: str) -> None:
        """An answer came, whatever it was."""
        self._silent.pop(host, None)

    def failed(self, host: str, error: refusals.RefusedError) -> None:
        """None came, or one that asks to be left alone."""
        if error.pause:
            self._alone[host] = self.clock() + error.pause
        elif error.silent:
            self._silent[host] = self._silent.get(host, 0) + 1
            if self._silent[host] >= PATIENCE:
                self._alone[host] = self.clock() + LEFT_ALONE
                del self._silent[host]
        else:
            self.answered(host)
