"""A report → notes: each fact in a line of words, under the block in which it begins.

In: the report, its sources, what people said of its facts. Out: notes by the index of their block, in the order of the
text; times that mean more than their words say are one line at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.model import Report, Timex
from onrecord.model.phrases import Piece, event_words, figure_words, statement_words
from onrecord.model.told import told_events
from onrecord.serve.sources import Source, Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A fact beside its block: whose it is, what it says, how sure the program is, and what people said of it."""

    fact: str
    kind: str
    start: int
    source: Source | None
    words: tuple[Piece, ...]
    confidence: float
    judged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What stands beside a block: notes, and its words for time with what they mean."""

    notes: tuple[Note, ...]
    times: tuple[Timex, ...]


def notes(report: Report, sources: Sources, judged: Mapping[str, str]) -> list[Noted]:
    """What stands beside each block."""
    starts = [block.span.start for block in report.blocks]
    facts: list[list[Note]] = [[] for _ in starts]
    times: list[list[Timex]] = [[] for _ in starts]
    if not starts:
        return []
    for note in sorted(_notes(report, sources, judged), key=lambda note: note.start):
        facts[max(0, bisect_right(starts, note.start) - 1)].append(note)
    for time in report.times:
        index = max(0, bisect_right(starts, time.span.start) - 1)
        if time.value and time.value != time.span.exact and report.blocks[index].kind != "header":
            times[index].append(time)
    return [Noted(notes=tuple(one), times=tuple(other)) for one, other in zip(facts, times, strict=True)]


def _notes(report: Report, sources: Sources, judged: Mapping[str, str]) -> Iterator[Note]:
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    figures = {figure.id: figure for figure in report.figures}
    told: list[tuple[str, str, int, tuple[Piece, ...], float]] = [
        (
            one.id,
            "statement",
            one.content[0].start if one.content else 0,
            tuple(statement_words(one, names, times)),
            one.confidence,
        )
        for one in report.statements
    ]
    told += [
        (one.id, "figure", one.span.start, tuple(figure_words(one, names, figures)), one.confidence)
        for one in report.figures
    ]
    told += [
        (one.id, "event", one.span.start, tuple(event_words(one, names)), one.confidence) for one in told_events(report)
    ]
    for fact, kind, start, words, confidence in told:
        yield Note(
            fact=fact,
            kind=kind,
            start=start,
            source=sources.of.get(fact),
            words=words,
            confidence=confidence,
            judged=judged.get(fact, ""),
        )
