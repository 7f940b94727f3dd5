"""Events of different reports → what came of what was planned, and what one says was and another that it was not.

Two reports tell of one event where verb, day and those who took part agree: of one incident, or with a proper name that
both have. A plan that is told to have happened or to be called off is updated; two sources, one of which says that it
did not happen, contradict each other. Whatever is not named alike stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.model.doing import Doing
from onrecord.model.relation import Relation, RelationKind, Rule, Side
from onrecord.model.vocabulary import Status

MOST = 0.5  # share of the words of who took part that two tellings have in common
NEARLY = 0.75  # the same, of those who are said to have done it and not to have
LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "happen", "say", "tell", "give", "put"})
CAME = frozenset({"happened", "ongoing"})
NOT = frozenset({"cancelled", "did_not_happen"})
AGAINST: Mapping[Status, tuple[Status, ...]] = {  # what an event is held against, by what it is told to be
    "happened": ("planned", "did_not_happen"),
    "ongoing": ("planned", "did_not_happen"),
    "cancelled": ("planned",),
    "did_not_happen": ("planned", "happened", "ongoing"),
}
LOOKED_AT = 100  # events of one kind, day or incident that one is held against


def event_relations(doings: Iterable[Doing], incidents: Mapping[str, str]) -> Iterator[Relation]:
    """The relations between events; the same in whatever order they come."""
    groups: dict[tuple[str, ...], list[Doing]] = defaultdict(list)
    for one in doings:
        for key in event_keys(one, incidents.get(one.sighting)):
            groups[key].append(one)
    for key, several in groups.items():
        yield from events_of(key, several)


def event_keys(one: Doing, incident: str | None) -> Iterator[tuple[str, ...]]:
    """What its like is found by: the verb with its day, and with its incident."""
    if one.day is not None:
        yield "event", one.predicate, one.day
    if incident is not None:
        yield "event of", one.predicate, incident


def events_of(key: tuple[str, ...], doings: Iterable[Doing]) -> Iterator[Relation]:
    """The relations between events that share a key; without an incident they need a name that both have."""
    before: dict[Status, list[Doing]] = defaultdict(list)
    for one in sorted(doings, key=lambda each: each.order):
        held = [each for status in AGAINST.get(one.status, ()) for each in before[status][-LOOKED_AT:]]
        named = held if key[0] == "event of" else [each for each in held if one.names & each.names]
        yield from _first(one, sorted(named, key=lambda each: each.order))
        before[one.status].append(one)


def _first(one: Doing, several: Iterable[Doing]) -> Iterator[Relation]:
    """Of each rule the first event that it holds of."""
    seen: set[str] = set()
    for other in several:
        found = _held(one, other)
        if found is not None and found.rule not in seen:
            seen.add(found.rule)
            yield found


def _held(one: Doing, other: Doing) -> Relation | None:
    if one.sighting == other.sighting or one.predicate in LIGHT or not _are_one(one, other):
        return None
    later = (one.published or "")[:10] > (other.published or "")[:10]
    if other.status == "planned" and later and one.agents and other.agents:
        if one.status in CAME and one.day is not None and one.day == other.day:
            return _relation("updates", one, other, "planned and happened", 0.85)
        if one.status in NOT:
            return _relation("updates", one, other, "planned and cancelled", 0.85)
    differ = (one.status in CAME and other.status == "did_not_happen") or (
        one.status == "did_not_happen" and other.status in CAME
    )
    named = one.source_key and other.source_key and one.source_key != other.source_key
    if differ and named and one.day is not None and one.day == other.day and _is_told_alike(one, other):
        return _relation("contradicts", one, other, "said and not said", 0.7)
    return None


def _are_one(one: Doing, other: Doing) -> bool:
    """Whether day and place do not differ, and who took part is named alike in all roles that both tell."""
    for first, second in ((one.day, other.day), (one.place_key, other.place_key)):
        if first and second and first != second:
            return False
    roles = [(one.agents, other.agents), (one.patients, other.patients)]
    both = [(first, second) for first, second in roles if first and second]
    if not both or any(len(first & second) < MOST * len(first | second) for first, second in both):
        return False
    return len(both) == 2 or not (one.agents and one.patients and other.agents and other.patients)


def _is_told_alike(one: Doing, other: Doing) -> bool:
    """Whether both roles are told, and in nearly the same words."""
    roles = ((one.agents, other.agents), (one.patients, other.patients))
    return all(first and second and len(first & second) >= NEARLY * len(first | second) for first, second in roles)


def _relation(kind: RelationKind, one: Doing, other: Doing, rule: Rule, confidence: float) -> Relation:
    return Relation(kind=kind, one=side(one), other=side(other), rule=rule, confidence=confidence)


def side(one: Doing) -> Side:
    """An event as a side of a relation."""
    return Side(
        sighting=one.sighting,
        report=one.report,
        key=one.key,
        url=one.url,
        outlet=one.outlet,
        kind="event",
        fact=one.fact,
        spans=(one.span,),
        source=one.source,
        day=(one.published or "")[:10] or None,
    )
