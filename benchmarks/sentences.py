"""Sentences of `news.toml` written into a text, with the places of what was marked in them.

In: a pattern, and a cast that fills its slots. Out: the text so far, and for each sentence its marks and slots as
offsets. A pattern is cut into steps once; writing one is a walk over the steps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

_STEP = re.compile(r"\{(?P<mark>\w)\||(?P<close>\})|<(?P<slot>\w+)>|(?P<words>[^{}<]+)")


class Step(NamedTuple):
    """Open a mark, close the last one, fill a slot, or write words."""

    does: str
    what: str


class Place(NamedTuple):
    """A mark or a slot as it stands in the text: what it is called, and its code points."""

    name: str
    start: int
    end: int


class Cast(Protocol):
    """Who and what a report is about."""

    def fill(self, slot: str) -> str:
        """The words for a slot."""
        ...


@dataclass(slots=True, kw_only=True)
class Sentence:
    """A sentence in its text: marks and slots in the order in which they end."""

    start: int
    end: int = 0
    marks: list[Place] = field(default_factory=list)
    slots: list[Place] = field(default_factory=list)

    def marked(self, name: str) -> list[Place]:
        """The marks of that name."""
        return [mark for mark in self.marks if mark.name == name]


class Page:
    """A text being written."""

    def __init__(self) -> None:
        self.end = 0
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._parts)

    def write(self, words: str) -> int:
        """Words as they are; returns where they begin."""
        start = self.end
        self._parts.append(words)
        self.end += len(words)
        return start

    def sentence(self, pattern: str, cast: Cast) -> Sentence:
        """A pattern, filled in; it begins with a capital letter."""
        sentence = Sentence(start=self.end)
        parts, end = self._parts, self.end
        opened: list[tuple[str, int]] = []
        for does, what in steps(pattern):
            if does == "words":
                parts.append(what)
                end += len(what)
            elif does == "mark":
                opened.append((what, end))
            elif does == "close":
                name, start = opened.pop()
                sentence.marks.append(Place(name, start, end))
            elif words := cast.fill(what):
                if end == sentence.start:
                    words = words[0].upper() + words[1:]
                parts.append(words)
                sentence.slots.append(Place(what, end, end + len(words)))
                end += len(words)
        self.end = sentence.end = end
        return sentence


@cache
def steps(pattern: str) -> tuple[Step, ...]:
    """A pattern, cut."""
    cut = []
    for found in _STEP.finditer(pattern):
        does = found.lastgroup or ""
        cut.append(Step(does, found[does]))
    return tuple(cut)
