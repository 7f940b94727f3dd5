"""How far a long run is: one line on standard error that is written over, only where that is a terminal."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TextIO

from onrecord.cli.printable import printable

EVERY = 0.1  # seconds between two lines
CLEAR = "\r\x1b[2K"


@dataclass(slots=True, kw_only=True)
class Progress:
    """Counts inputs. Says nothing about the first one, so that a single report is read in silence."""

    stream: TextIO
    shown: bool
    width: int = 80
    read: int = 0
    failed: int = 0
    done: int = 0
    began: float = field(default_factory=time.monotonic)
    written: float = 0.0
    standing: bool = False

    def step(self, label: str, *, failed: bool = False, done: int = 0, total: int | None = None) -> None:
        """One more input is done, `done` of a total that is known; the line is written at most ten times a second."""
        self.read += 1
        self.failed += failed
        self.done += done
        now = time.monotonic()
        if not self.shown or self.read < 2 or now - self.written < EVERY:
            return
        rate = self.read / max(now - self.began, 1e-6)
        failures = f", {self.failed} failed" if self.failed else ""
        line = f"{self.read} inputs{failures} · {rate:.0f} a second · {self._left(now, total)}{printable(label)}"
        self.stream.write(f"{CLEAR}{_cut(line, self.width - 1)}")
        self.stream.flush()
        self.written, self.standing = now, True

    def _left(self, now: float, total: int | None) -> str:
        """How much of the total is done and how long the rest takes at this rate."""
        if not total or not self.done:
            return ""
        share = min(self.done / total, 1.0)
        seconds = round((now - self.began) * (1 - share) / share)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"{share:.0%}, {left} left · "

    def clear(self) -> None:
        """Take the line away, before something else is written or at the end."""
        if self.standing:
            self.stream.write(CLEAR)
            self.stream.flush()
            self.standing = False


def _cut(line: str, width: int) -> str:
    """No more than fits: a line that wraps could not be written over."""
    from rich.cells import cell_len, set_cell_size  # here, since few runs come to it

    return line if cell_len(line) <= width else set_cell_size(line, width)
