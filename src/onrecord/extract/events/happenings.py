"""A mention of an event → what it tells of it, and whether two mentions may be of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.events.participants import Part
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.events.uses import is_verb, verb_uses
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Occurrence, Timex
from onrecord.model.vocabulary import Role, Status

_BACK = frozenset({"the", "this", "that", "these", "those"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "we", "i", "you"})
_ALIKE: Mapping[Status, str] = {"happened": "did", "ongoing": "did", "planned": "may", "possible": "may"}
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "another", "more", "further", "other"})
_MORE = frozenset({"another", "more", "further"})  # of people or things that were not told of before
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
class Happening:
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


def happening(text: str, scene: Scene, at: int, one: Told) -> Happening | None:
    """What a mention tells of its event; None where it can be of none that is told twice ("any attack", "said")."""
    tree, word = scene.tree, one.trigger.at
    if not families(one.occurrence.predicate) or (is_verb(tree, word) and verb_uses(tree, word) & _LOOSE):
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
            told = _number(tree, part.noun)
            counted[part.role] = counted.get(part.role, frozenset()) | told
    place = one.occurrence.place
    return Happening(
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
        other=any(tree.low(child) in _said("other") or tree.words[child].tag == "JJS" for child in beside)
        or any(_MORE & told for told in counted.values()),
    )


def _number(tree: Tree, noun: int) -> set[str]:
    """How many there are, or which of them it is, as far as the words before a noun tell: "two", "a second"."""
    said = (tree.low(child) for child in tree.children(noun, "nummod", "det"))
    number = {_WORDS.get(each, each) for each in said if each not in _BACK}
    which = _ORDINALS.intersection(tree.low(child) for child in tree.children(noun, "amod", "det"))
    return (number - {"1"}) | which if which else number


def _modifiers(scene: Scene, at: int) -> frozenset[str]:
    """The nouns before a noun that tell which kind it is: "drone attack"."""
    tree = scene.tree
    before = (child for child in tree.children(at, "compound") if child < at and tree.words[child].upos == "NOUN")
    return frozenset(tree.words[child].lemma.lower() for child in before if scene.time(child) is None)


def agree(event: Happening, seen: Happening) -> bool:
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
        first, again = event.counted.get(role, frozenset()), seen.counted.get(role, frozenset())
        if first and again and not first & again:
            return False
        if event.parts.get(role) and first & _ORDINALS != again & _ORDINALS:
            return False  # "a man", "a second man"
    return True


def same_lot(event: Happening, seen: Happening) -> bool:
    """Whether the same people or things, told with as many words, undergo it in both mentions."""
    patients = event.parts.get("patient", frozenset()) & seen.parts.get("patient", frozenset())
    if not patients or seen.plural:
        return False
    if event.counted.get("patient") != seen.counted.get("patient"):
        return False
    return bool(seen.counted.get("patient")) or (event.time is not None and event.time == seen.time)


def no_news(event: Happening, seen: Happening) -> bool:
    """Whether a noun tells no date, no place and nobody undergoing it that the event has not: "the October attack"."""
    patient = seen.parts.get("patient") is None or event.parts.get("patient") is not None
    return patient and (seen.time is None or event.time is not None) and (seen.place is None or event.place is not None)


def join(event: Happening, seen: Happening) -> None:
    """What one more mention adds."""
    event.mentions += seen.mentions
    event.words |= seen.words
    event.time = max(event.time or "", seen.time or "", key=len) or None
    event.place = event.place or seen.place
    event.modifiers |= seen.modifiers
    for role, who in seen.parts.items():
        event.parts[role] = event.parts.get(role, frozenset()) | who
        event.counted[role] = event.counted.get(role, frozenset()) | seen.counted.get(role, frozenset())


def families(predicate: str) -> tuple[str, ...]:
    """The families of words of a predicate; none where it is of none."""
    return _table().get(predicate, ())


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(families.split()) for word, families in table("event_families")}


@cache
def _said(use: str) -> frozenset[str]:
    return frozenset(word for word, told in table("event_settings") if told == use)
