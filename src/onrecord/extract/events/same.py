"""Occurrences of one report → the same, with which of them tell of an event that was told before, and its date.

A mention is tied to an earlier one of its family (table `event_families`) where nothing in the two differs - status,
date, place, who did it and to whom - and something ties them: a noun that points back ("the attack", "its assault"), or
the same people or things undergoing it. Where two events may be meant none is: to tie two events does more harm than to
leave two mentions of one apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.extract.events.participants import Part
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.events.uses import is_verb, verb_uses
from onrecord.lexicon import table
from onrecord.model import Occurrence, Timex
from onrecord.model.vocabulary import Role, Status

RECENT = 12  # events of a family that a mention may be of: the latest ones
_BACK = frozenset({"the", "this", "that", "these", "those"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "we", "i", "you"})
_ALIKE: Mapping[Status, str] = {"happened": "did", "ongoing": "did", "planned": "may", "possible": "may"}
_LOOSE = frozenset({"light", "aspect", "tells", "gives", "own"})  # verbs that say too little to be told again
_WORDS = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An occurrence with the trigger, the parts and the time that it was read from."""

    trigger: Trigger
    occurrence: Occurrence
    parts: Sequence[Part]
    time: Timex | None


@dataclass(slots=True, kw_only=True)
class _Event:
    """What all mentions of one event have told so far."""

    first: int
    status: str
    plural: bool
    time: str | None
    place: str | None
    modifiers: frozenset[str]
    parts: dict[Role, frozenset[str]]
    counted: dict[Role, frozenset[str]]
    mentions: list[int]
    words: set[str]
    other: bool


def same_events(text: str, scene: Scene, told: Sequence[Told]) -> tuple[Occurrence, ...]:
    """The occurrences, each with the index of the first mention of its event in `same_as`, and the event's date."""
    events: list[_Event] = []
    known: dict[str, list[_Event]] = defaultdict(list)
    same_as: dict[int, int] = {}
    for at, one in enumerate(told):
        families = _families(one.occurrence.predicate)
        seen = _event(text, scene, at, one)
        fits = [] if seen is None else _fits(scene, one, seen, _recent(known, families))
        if seen is None:
            continue
        if len(fits) == 1:
            same_as[at] = fits[0].first
            _join(fits[0], seen)
            seen = fits[0]
        else:
            events.append(seen)
        for family in families:
            if seen not in known[family][-RECENT:]:
                known[family].append(seen)
    dates = {at: date for event in events if len(event.mentions) > 1 for at, date in _shared(event, told)}
    return tuple(_tied(one, same_as.get(at), dates.get(at)) for at, one in enumerate(told))


def _recent(known: Mapping[str, Sequence[_Event]], families: Iterable[str]) -> list[_Event]:
    found = {event.first: event for family in families for event in known.get(family, ())[-RECENT:]}
    return [found[first] for first in sorted(found)]


def _event(text: str, scene: Scene, at: int, one: Told) -> _Event | None:
    """What a mention tells of its event; None where it can be of none that is told twice ("any attack", "said")."""
    tree, word = scene.tree, one.trigger.at
    if not _families(one.occurrence.predicate) or (is_verb(tree, word) and verb_uses(tree, word) & _LOOSE):
        return None
    beside = list(tree.children(word, "det", "amod", "advmod", "nmod"))
    if any(tree.low(child) in _said("general") for child in beside):
        return None
    parts: dict[Role, frozenset[str]] = {}
    counted: dict[Role, frozenset[str]] = {}
    for part in one.parts:
        low = tree.low(part.noun)
        if low not in _PRONOUNS:
            parts[part.role] = parts.get(part.role, frozenset()) | {tree.words[part.noun].lemma.lower()}
            number = [tree.low(child) for child in tree.children(part.noun, "nummod", "det")]
            told = {_WORDS.get(each, each) for each in number if each not in _BACK}
            counted[part.role] = counted.get(part.role, frozenset()) | told
    place = one.occurrence.place
    return _Event(
        first=at,
        status=_ALIKE.get(one.occurrence.status, "not"),
        plural=tree.words[word].tag in ("NNS", "NNPS"),
        time=one.occurrence.time,
        place=text[place[0] : place[1]].casefold() if place else None,
        modifiers=_modifiers(scene, word),
        parts=parts,
        counted=counted,
        mentions=[at],
        words={one.occurrence.predicate},
        other=any(tree.low(child) in _said("other") or tree.words[child].tag == "JJS" for child in beside),
    )


def _modifiers(scene: Scene, at: int) -> frozenset[str]:
    """The nouns before a noun that tell which kind it is: "drone attack"."""
    tree = scene.tree
    before = (child for child in tree.children(at, "compound") if child < at and tree.words[child].upos == "NOUN")
    return frozenset(tree.words[child].lemma.lower() for child in before if scene.time(child) is None)


def _fits(scene: Scene, one: Told, seen: _Event, known: Sequence[_Event]) -> list[_Event]:
    """The events told before that a mention is of."""
    if seen.other:
        return []
    agreeing = [event for event in known if _agree(event, seen)]
    if is_verb(scene.tree, one.trigger.at) or not _points_back(scene, one.trigger.at):
        return [event for event in agreeing if _same_lot(event, seen)]
    if seen.time is not None or seen.place is not None:
        tied = [event for event in agreeing if _no_news(event, seen)]
        return tied if len(agreeing) == 1 or len(tied) == 1 else []
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


def _agree(event: _Event, seen: _Event) -> bool:
    """Whether nothing that two mentions tell differs."""
    if event.status != seen.status or event.plural != seen.plural:
        return False
    if event.time and seen.time and not (event.time.startswith(seen.time) or seen.time.startswith(event.time)):
        return False
    if event.place and seen.place and event.place != seen.place:
        return False
    if event.modifiers and seen.modifiers and not event.modifiers & seen.modifiers:
        return False
    for role, who in seen.parts.items():
        if event.parts.get(role) and not event.parts[role] & who:
            return False
        if event.counted.get(role) and seen.counted.get(role) and not event.counted[role] & seen.counted[role]:
            return False
    return True


def _same_lot(event: _Event, seen: _Event) -> bool:
    """Whether the same people or things, told with as many words, undergo it in both mentions."""
    patients = event.parts.get("patient", frozenset()) & seen.parts.get("patient", frozenset())
    if not patients or seen.plural:
        return False
    if event.counted.get("patient") != seen.counted.get("patient"):
        return False
    return bool(seen.counted.get("patient")) or (event.time is not None and event.time == seen.time)


def _no_news(event: _Event, seen: _Event) -> bool:
    """Whether a noun with a date or a place tells none that the event has not: "the October attack" is that one."""
    return (seen.time is None or event.time is not None) and (seen.place is None or event.place is not None)


def _join(event: _Event, seen: _Event) -> None:
    """What one more mention adds."""
    event.mentions += seen.mentions
    event.words |= seen.words
    event.time = max(event.time or "", seen.time or "", key=len) or None
    event.place = event.place or seen.place
    event.modifiers |= seen.modifiers
    for role, who in seen.parts.items():
        event.parts[role] = event.parts.get(role, frozenset()) | who
        event.counted[role] = event.counted.get(role, frozenset()) | seen.counted.get(role, frozenset())


def _shared(event: _Event, told: Sequence[Told]) -> Iterable[tuple[int, Timex]]:
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


def _families(predicate: str) -> tuple[str, ...]:
    return _table().get(predicate, ())


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(families.split()) for word, families in table("event_families")}


@cache
def _said(use: str) -> frozenset[str]:
    return frozenset(word for word, told in table("event_settings") if told == use)
