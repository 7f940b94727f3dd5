"""What the network reads in a row of words: everything by word index, ranges half-open."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRead:
    """A name: its words, its kind, the network's probability for its first word."""

    words: Range
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRead:
    """An attribution: one cue, the stretches of its source and content; probabilities for the cue and for negation."""

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    negative: float


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

    begins: list[int]
    upos: list[str]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[NameRead]
    sources: list[Range]
    cues: list[Range]
    contents: list[Range]
    attributions: list[AttributionRead]
    references: list[ReferenceRead]
