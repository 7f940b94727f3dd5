"""Quantities and dated events → the quantities, with the day since which they count where an event tells it.

"400 people have fled since the attack": since the day of the attack, if the report tells it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.tree import Tree
from onrecord.model import Analysis, Occurrence, Offsets, Quantity

_DATED = re.compile(r"\d{4}")
_MOST = 256  # uses of "since" in one report that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Since:
    """A day, the words that tell it, the stretch of what is told to have been so since then, and that of the event."""

    day: str
    evidence: tuple[Offsets, ...]
    told: Offsets
    event: Offsets


def since_events(
    analysis: Analysis, quantities: Sequence[Quantity], occurrences: Sequence[Occurrence], tree: Tree | None = None
) -> tuple[Quantity, ...]:
    """The quantities; those of people that are counted since a dated event have its day."""
    waiting = [at for at, one in enumerate(quantities) if one.outcome and one.since is None and one.on is None]
    text = analysis.document.text
    if not waiting or "since" not in text.casefold():
        return tuple(quantities)
    found = list(_sinces(tree or Tree(text, analysis.words), occurrences))
    filled = list(quantities)
    for at in waiting:
        number = quantities[at].number
        told = [one for one in found if _holds(one.told, number) and not _holds(one.event, number)]
        if len({one.day for one in told}) == 1:
            evidence = tuple(sorted({*quantities[at].evidence, *told[0].evidence}))
            filled[at] = replace(quantities[at], since=told[0].day, evidence=evidence)
    return tuple(filled)


def _sinces(tree: Tree, occurrences: Sequence[Occurrence]) -> Iterator[_Since]:
    """Each "since" before an event that has a date: "since the attack", "since the war began"."""
    dated = {one.trigger[0]: one for one in occurrences if one.time and _DATED.match(one.time)}
    marks = [at for at, word in enumerate(tree.words) if word.relation in ("case", "mark") and tree.low(at) == "since"]
    for at in marks[:_MOST]:
        event = tree.words[at].head
        above = tree.words[event].head if event >= 0 else -1
        if above < 0:
            continue
        told = (dated.get(tree.words[each].start) for each in (event, *tree.children(event, "nsubj")))
        one = next((each for each in told if each is not None), None)
        if one is not None and one.time is not None:
            words = tree.words[at].start, max(one.trigger[1], tree.words[event].end)
            yield _Since(
                day=one.time,
                evidence=(words, *(place for place in one.evidence if not _holds(words, place))),
                told=tree.place(tree.extent(above)),
                event=tree.place(tree.extent(event)),
            )


def _holds(outer: Offsets, inner: Offsets) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
