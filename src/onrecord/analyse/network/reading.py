"""What the network reads in a row of words: everything by word index, ranges half-open."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRead:
    """A name: its words, its kind, the network's probability for its first word."""

    words: Range
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRead:
    """An attribution: one cue, the stretches of its source and content; probabilities for the cue and for negation.

    The words of the content are content with the mean probability `tagged`, and this cue's with `linked`.
    """

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    negative: float
    linked: float = 1.0
    tagged: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRead:
    """A mention by its head word; `antecedent` is the index of an earlier one in the list, or None."""

    words: Range
    head: int
    antecedent: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report. `begins` are the first words of the sentences; heads count from 0, -1 is the root of a sentence."""

    begins: list[int] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[NameRead] = field(default_factory=list)
    sources: list[Range] = field(default_factory=list)
    cues: list[Range] = field(default_factory=list)
    contents: list[Range] = field(default_factory=list)
    attributions: list[AttributionRead] = field(default_factory=list)
    references: list[ReferenceRead] = field(default_factory=list)
