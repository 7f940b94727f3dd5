"""One figure as one report tells it, in terms in which it can be held against those of other reports."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from onrecord.model.report import Span
from onrecord.model.vocabulary import Bound, Outcome, Scope

MarkKind: TypeAlias = Literal["corrected", "former", "withdrawn", "denied", "lower", "replaced"]
DayBasis: TypeAlias = Literal["as_of", "until", "on", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader should know of a figure, with the words that say so, where words do.

    `corrected`: it is given in place of another one. `former`: it is what was said before ("up from 19").
    `withdrawn`: its source takes it back. `denied`: it is told in what somebody denies, or does not say. `lower`: its
    source had a higher one before. `replaced`: a later version of the report has another one in its place.
    """

    kind: MarkKind
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A figure of people in a report. Keys (`group`, `place_key`, `source_key`) are names as they are compared.

    `group` is who is counted, "" where that is anybody; `counted` the words for it. `day` is the day that the figure is
    true of, and `basis` how that is known. `place` is the figure's own, `scene` are those that the report begins with.
    `source` is None in the reporter's own voice; `source_key` is then that of the outlet, with "~" before it.
    `explicit`: a numeral or a word for a number stands there, no "a man", no list of names. `sentence` holds the words
    around.
    """

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    published: str | None
    fact: str
    span: Span
    sentence: Span
    outcome: Outcome
    group: str
    counted: str | None
    scope: Scope
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound | None
    since: str | None
    until: str | None
    on: str | None
    day: str | None
    basis: DayBasis | None
    dated: bool  # the text itself says of what day it is true
    place: str | None
    place_key: str
    scene: tuple[str, ...]
    source: str | None
    source_key: str
    anonymous: bool
    explicit: bool
    marks: tuple[Mark, ...]
    confidence: float

    @property
    def number(self) -> Decimal | None:
        """The number that stands in the words; of a range, its lower end."""
        for each in (self.value, self.low, self.high):
            if each is not None:
                return each
        return None

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Where it stands among others, the same in whatever order they came."""
        return self.day or "", self.published or "", self.sighting, self.span.start

    def has(self, *kinds: MarkKind) -> bool:
        """Whether it bears one of these marks."""
        return any(mark.kind in kinds for mark in self.marks)
