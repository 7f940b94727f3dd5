"""Occurrences of one report → the same, with which of them tell of an event that was told before, and its date.

A mention is tied to an earlier one of its family (table `event_families`) where nothing in the two differs - status,
date, place, who did it and to whom - and something ties them: a noun that points back ("the attack", "its assault"), or
the same people or things undergoing it. Where two events may be meant none is: to tie two events does more harm than to
leave two mentions of one apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.extract.events.happenings import Happening, Told, agree, families, happening, join, no_news, same_lot
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.uses import is_verb
from onrecord.model import Occurrence, Timex

RECENT = 12  # events of a family that a mention may be of: the latest ones
_BACK = frozenset({"the", "this", "that", "these", "those"})


def same_events(text: str, scene: Scene, told: Sequence[Told]) -> tuple[Occurrence, ...]:
    """The occurrences, each with the index of the first mention of its event in `same_as`, and the event's date."""
    events: list[Happening] = []
    known: dict[str, list[Happening]] = defaultdict(list)
    same_as: dict[int, int] = {}
    for at, one in enumerate(told):
        kin = families(one.occurrence.predicate)
        seen = happening(text, scene, at, one)
        fits = [] if seen is None else _fits(scene, one, seen, _recent(known, kin))
        if seen is None:
            continue
        if len(fits) == 1:
            same_as[at] = fits[0].first
            join(fits[0], seen)
            seen = fits[0]
        else:
            events.append(seen)
        for family in kin:
            if seen not in known[family][-RECENT:]:
                known[family].append(seen)
    dates = {at: date for event in events if len(event.mentions) > 1 for at, date in _shared(event, told)}
    return tuple(_tied(one, same_as.get(at), dates.get(at)) for at, one in enumerate(told))


def _recent(known: Mapping[str, Sequence[Happening]], kin: Iterable[str]) -> list[Happening]:
    found = {event.first: event for family in kin for event in known.get(family, ())[-RECENT:]}
    return [found[first] for first in sorted(found)]


def _fits(scene: Scene, one: Told, seen: Happening, known: Sequence[Happening]) -> list[Happening]:
    """The events told before that a mention is of."""
    if seen.other:
        return []
    agreeing = [event for event in known if agree(event, seen)]
    if is_verb(scene.tree, one.trigger.at) or not _points_back(scene, one.trigger.at):
        return [event for event in agreeing if same_lot(event, seen)]
    if any(not no_news(event, seen) for event in agreeing):
        agreeing = [event for event in agreeing if no_news(event, seen)]
        return agreeing if len(agreeing) == 1 else []
    if _is_owned(scene, one.trigger.at):
        return [event for event in agreeing if one.occurrence.predicate in event.words]
    return agreeing


def _is_owned(scene: Scene, at: int) -> bool:
    """Whether a pronoun alone makes a noun definite: "its assault" may be told for the first time."""
    tree = scene.tree
    return any(tree.words[child].tag == "PRP$" for child in tree.children(at, "nmod"))


def _points_back(scene: Scene, at: int) -> bool:
    """Whether a noun takes up what was told: "the attack", "their visit"."""
    tree = scene.tree
    children = tree.children(at, "det", "nmod")
    return any(tree.low(child) in _BACK or tree.words[child].relation == "nmod:poss" for child in children)


def _shared(event: Happening, told: Sequence[Told]) -> Iterable[tuple[int, Timex]]:
    """The date of an event for those of its mentions that tell none."""
    dated = next((time for at in event.mentions if (time := told[at].time) and time.value == event.time), None)
    return [(at, dated) for at in event.mentions if dated is not None and told[at].time is None]


def _tied(one: Told, first: int | None, date: Timex | None) -> Occurrence:
    if first is None and date is None:
        return one.occurrence
    evidence = set(one.occurrence.evidence)
    if date is None:
        return replace(one.occurrence, same_as=first)
    evidence.add((date.span.start, date.span.end))
    return replace(one.occurrence, same_as=first, time=date.value, evidence=tuple(sorted(evidence)))
