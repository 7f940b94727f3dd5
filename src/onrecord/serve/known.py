"""What was worked out before, and takes long: kept for some seconds, by which a page may lag behind, or for good."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

MOST = 64
SECONDS = 15.0


@dataclass(slots=True)
class Known:
    """Answers by what was asked; the one that was asked for longest ago goes first. `seconds`: how long one holds."""

    most: int = MOST
    seconds: float = SECONDS
    _answers: OrderedDict[Hashable, tuple[float, Any]] = field(default_factory=OrderedDict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def of(self, asked: Hashable, work: Callable[[], Any]) -> Any:
        """The answer, worked out where it is not known."""
        found = self.get(asked)
        if found is not None:
            return found
        answer = work()
        self.keep(asked, answer)
        return answer

    def get(self, asked: Hashable) -> Any:
        """The answer, None where it is not known."""
        with self._turn:
            found = self._answers.get(asked)
            if found is None or time.monotonic() - found[0] >= self.seconds:
                return None
            self._answers.move_to_end(asked)
            return found[1]

    def keep(self, asked: Hashable, answer: Any) -> None:
        """What was worked out for another reason."""
        now = time.monotonic()
        with self._turn:
            self._answers[asked] = (now, answer)
            self._answers.move_to_end(asked)
            while len(self._answers) > self.most:
                self._answers.popitem(last=False)
