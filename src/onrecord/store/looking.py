"""How far is looked for more: without an end where hits are asked for, for a while where they are only counted."""

from __future__ import annotations

from dataclasses import dataclass

COUNTED = 6_000  # entries of an index that are gone through to count; with words, passages that may hold them
_PASSAGES = 5  # that are gone through by a full text index in the time of one entry


@dataclass(slots=True)
class Look:
    """What is left to look at; None: as much as it takes. `ended`: it was given up before there was no more."""

    left: int | None = None
    ended: bool = False

    def goes_on(self, entries: int) -> bool:
        """Whether to look at more, after so many entries."""
        if self.left is None:
            return True
        self.left -= entries
        self.ended = self.left <= 0
        return not self.ended

    def after(self, passages: int) -> bool:
        """The same, after so many passages that a full text index was asked for."""
        return self.goes_on(passages // _PASSAGES)
