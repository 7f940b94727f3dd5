"""A stretch of a report's text → segments: words under the same marks, so that marks may nest and overlap.

In: the report and a stretch. Out: segments in order that join to the stretch. A segment belongs to the shortest fact
that covers it; the first segment of each fact's own words is where a person comes to it with the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model.report import Report, Span
from onrecord.model.told import told_events

_HEADS = frozenset({"content", "figure", "number", "time", "event"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that play a part in a fact: which part, and the fact's id (a time's is its number in the report)."""

    start: int
    end: int
    part: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Words under the same marks: `parts` they play, the fact that they belong to, and facts that begin here.

    `opens`: the person comes to `fact` here. `pins`: facts that have no words of their own, since shorter ones cover
    them all. `depth` is how many statements the words are inside of.
    """

    words: str
    parts: tuple[str, ...] = ()
    fact: str | None = None
    statement: str | None = None
    opens: bool = False
    pins: tuple[str, ...] = ()
    depth: int = 0


def marks(report: Report) -> list[Mark]:
    """All marks of a report in the order of the text."""
    return sorted(_marks(report), key=lambda mark: (mark.start, -mark.end))


def _marks(report: Report) -> Iterator[Mark]:
    for statement in report.statements:
        parts = [("content", span) for span in statement.content]
        parts += [("source", statement.source)] if statement.source else []
        parts += [("cue", statement.cue)] if statement.cue else []
        yield from (_mark(span, part, statement.id) for part, span in parts)
    for figure in report.figures:
        yield _mark(figure.span, "figure", figure.id)
        yield _mark(figure.number, "number", figure.id)
    for time in report.times:
        yield _mark(time.span, "time", time.id)
    for event in told_events(report):
        yield _mark(event.span, "event", event.id)


def _mark(span: Span, part: str, fact: str) -> Mark:
    return Mark(start=span.start, end=span.end, part=part, fact=fact)


def segments(text: str, stretch: tuple[int, int], found: Iterable[Mark]) -> list[Segment]:
    """The stretch cut at every beginning and end of a mark; `found` are those that touch it."""
    first, last = stretch
    inside = [mark for mark in found if mark.start < last and mark.end > first and mark.start < mark.end]
    if not inside:
        return [Segment(words=text[first:last])] if first < last else []
    cuts = sorted(
        {first, last, *(place for mark in inside for place in (mark.start, mark.end) if first < place < last)}
    )
    starting = sorted(inside, key=lambda mark: mark.start)
    pieces: list[tuple[int, int, tuple[Mark, ...]]] = []
    active: list[Mark] = []
    at = 0
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        while at < len(starting) and starting[at].start <= start:
            active.append(starting[at])
            at += 1
        pieces.append((start, end, tuple(mark for mark in active if mark.end > start)))
    return list(_owned(text, pieces, _beginnings(inside, first)))


def _beginnings(inside: Iterable[Mark], first: int) -> Mapping[str, int]:
    """Where each fact's own words begin in the stretch; a fact that began before it is not come to here."""
    begun: dict[str, int] = {}
    for mark in inside:
        if mark.part in _HEADS:
            begun[mark.fact] = min(mark.start, begun.get(mark.fact, mark.start))
    return {fact: start for fact, start in begun.items() if start >= first}


def _owned(
    text: str, pieces: list[tuple[int, int, tuple[Mark, ...]]], beginnings: Mapping[str, int]
) -> Iterator[Segment]:
    """Segments of their owners: the shortest mark wins. Facts that win no segment are pinned where they begin."""
    owners = [min(active, key=_shortest, default=None) for _, _, active in pieces]
    first: dict[str, int] = {}
    for index, owner in enumerate(owners):
        if owner is not None and owner.part in _HEADS and owner.fact in beginnings:
            first.setdefault(owner.fact, index)
    pinned: dict[int, list[str]] = {}
    for fact, start in beginnings.items():
        if fact not in first:
            pinned.setdefault(start, []).append(fact)
    for index, ((start, end, active), owner) in enumerate(zip(pieces, owners, strict=True)):
        inside = sorted((mark for mark in active if mark.part in ("content", "source", "cue")), key=_shortest)
        yield Segment(
            words=text[start:end],
            parts=tuple(dict.fromkeys(mark.part for mark in active)),
            fact=owner.fact if owner else None,
            statement=inside[0].fact if inside else None,
            opens=owner is not None and first.get(owner.fact) == index,
            pins=tuple(pinned.get(start, ())),
            depth=sum(mark.part == "content" for mark in active),
        )


def _shortest(mark: Mark) -> tuple[int, str, str]:
    return mark.end - mark.start, mark.part, mark.fact
