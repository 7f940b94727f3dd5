"""A trigger in its tree, times and names → when and where it was, and the words that tell it.

A time or a place counts where it hangs on the trigger, or on a word that shares it (see `sharing`). Lengths of time,
deadlines and beginnings ("for two days", "by Friday", "since May") date nothing; "the mayor of Velt" is no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.extract.events.nouns import strays
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.sharing import Shared
from onrecord.extract.events.uses import Uses, cases, is_verb, noun_uses, verb_uses
from onrecord.extract.tree import Range, Tree
from onrecord.lexicon import table, words
from onrecord.model import Offsets, Timex

_DATED = re.compile(r"\d{3,4}")  # of a value: a year, or a decade ("198")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 8  # nouns of a verb that are looked at
_LEADS = frozenset({"to", "into"})
_PLANNED = frozenset({"plan", "schedule", "set", "call", "slate", "arrange", "fix", "book", "organise", "organize"})
_DEEPEST = 3  # nouns within nouns in which the name of a place is looked for


def when(scene: Scene, at: Sequence[tuple[int, Shared]]) -> Timex | None:
    """The time that dates an event; `at` are the words whose time is its own (see `sharing`)."""
    for word, shared in at:
        if not scene.tells_time(_reach(scene.tree, word)):
            continue
        found = _time_at(scene, word, before=word if shared == "opening" else None) or _time_of_when(scene, word)
        if found is not None:
            return found
    below = at and is_verb(scene.tree, at[0][0]) and scene.tells_time(scene.tree.extent(at[0][0]))
    return _time_below(scene, at[0][0]) if below else None


def _reach(tree: Tree, at: int) -> Range:
    """The words in which a time is looked for: those under a word, or under what a noun hangs on, and two before."""
    head = tree.words[at].head
    first, end = tree.extent(head if head >= 0 and not is_verb(tree, at) else at)
    return first - 2, end


def where(scene: Scene, at: Iterable[tuple[int, Shared]]) -> Offsets | None:
    """The name of the place of an event; `at` are the words whose place is its own."""
    for word, shared in at:
        if not scene.tells_place(scene.tree.extent(word)):
            continue
        found = _place_at(scene, word, before=word if shared == "opening" else None)
        if found is not None:
            return found
    return None


def _time_at(scene: Scene, at: int, before: int | None) -> Timex | None:
    """The time that hangs on a word; None where there are two that differ."""
    tree, found = scene.tree, list[Timex]()
    for child in tree.children(at, "obl", "nmod", "advmod", "compound", "amod", "nummod", "appos", "dep"):
        if before is not None and child > before:
            break
        time = scene.time(child) or _within_part(scene, child)
        if time is None or not _is_date(time) or _is_told_inside(tree, at, child):
            continue
        if (
            time not in found
            and not cases(tree, child) & _setting("undated")
            and not _opens_undated(scene, child, time)
        ):
            found.append(time)
    if not found and not is_verb(tree, at):
        return _planned_for(scene, at)
    if not found:
        return None
    found.sort(key=lambda time: len(time.value or ""))
    same = all((found[-1].value or "").startswith(time.value or "") for time in found)
    return found[-1] if same else None


def _time_of_when(scene: Scene, at: int) -> Timex | None:
    """ "in 1987, when the dam burst": the time right before "when"."""
    tree = scene.tree
    for child in tree.children(at, "mark", "advmod"):
        if tree.low(child) == "when" and tree.extent(at)[0] == child and child > 1:
            time = scene.time(child - 1 - (tree.low(child - 1) == ","))
            return time if time is not None and _is_date(time) else None
    return None


def _time_below(scene: Scene, at: int) -> Timex | None:
    """ "fired at a base near the port on Sunday": a day that the tree hangs on a thing, and things have no day."""
    tree = scene.tree
    things = list(tree.children(at, "obl", "obj"))
    for thing in things[:_MOST]:
        for below in (thing, *tree.children(thing, "nmod")):
            if tree.low(below) in words("event_nouns") or tree.words[below].lemma.lower() in words("event_nouns"):
                break
            for child in tree.children(below, "nmod", "obl"):
                time = scene.time(child)
                if time and child > below and cases(tree, child) == {"on"} and _DAY.fullmatch(time.value or ""):
                    return time
    return None


def _is_date(time: Timex) -> bool:
    return time.type in ("DATE", "TIME") and bool(time.value) and bool(_DATED.match(time.value or ""))


def _opens_undated(scene: Scene, child: int, time: Timex) -> bool:
    """Whether the preposition hangs on another word of the time: "since 5 a.m. on Monday"."""
    tree = scene.tree
    first = tree.inside((time.span.start, time.span.end))[0]
    own = 0 < first <= child and (first != child or tree.words[first - 1].head != tree.words[child].head)
    return own and tree.low(first - 1) in _setting("undated")  # "after Monday's fire": it is the fire that has one


def _is_told_inside(tree: Tree, at: int, child: int) -> bool:
    """Whether a clause stands between a verb and what the tree hangs on it: "said he was not in Velt on Monday"."""
    first = tree.extent(child)[0]
    if "," in (tree.low(first), tree.low(first - 1)):
        return False
    return any(at < inside < child for inside in tree.children(at, "ccomp"))


def _planned_for(scene: Scene, at: int) -> Timex | None:
    """ "a march planned for Thursday", "the vote is set for June 3": the day of what is planned."""
    tree = scene.tree
    word = tree.words[at]
    planned = [child for child in tree.children(at, "acl") if tree.words[child].tag in ("VBN", "VBD")]
    if word.relation in ("nsubj:pass", "obj") and 0 <= word.head < len(tree.words):
        planned.append(word.head)
    for verb in planned:
        for child in tree.children(verb, "obl") if tree.words[verb].lemma in _PLANNED else ():
            time = scene.time(child)
            first = tree.inside((time.span.start, time.span.end))[0] if time is not None else 0
            if time is not None and _is_date(time) and first and tree.low(first - 1) == "for":
                return time
    return None


def _within_part(scene: Scene, at: int) -> Timex | None:
    """ "on the morning of 7 May": the day whose part it is."""
    if scene.tree.low(at) not in _setting("part"):
        return None
    return next((time for child in scene.tree.children(at, "nmod") if (time := scene.time(child))), None)


def _place_at(scene: Scene, at: int, before: int | None) -> Offsets | None:
    """The place that hangs on a word: the nearest behind it, else the nearest before it."""
    tree = scene.tree
    verb = is_verb(tree, at)
    uses = verb_uses(tree, at) if verb else noun_uses(tree, at)
    found = [
        (child < at, abs(child - at), place)
        for child in (*tree.children(at, "obl", "nmod", "obj", "compound", "nsubj"), *strays(tree, at))
        if (before is None or child < before)
        and (place := _place_of(scene, at, child, uses))
        and not _is_told_inside(tree, at, child)
    ]
    return min(found)[2] if found else None


def _place_of(scene: Scene, at: int, child: int, uses: Uses) -> Offsets | None:
    """The place that a word below a trigger names, if it tells where."""
    tree = scene.tree
    relation, before = tree.words[child].relation, cases(tree, child)
    if any(_span(scene, other) for other in tree.children(child, "conj")):
        return None  # "visited Ostria and Norvale": one of two would be half of it
    if relation == "compound" or (relation == "nmod" and not before and child < at):
        named = scene.name(child)
        return _span(scene, child) if named and not {"with", "to", "goes"} & uses and not is_verb(tree, at) else None
    if relation in ("obj", "nsubj:pass"):
        return _named(scene, child) if "deed" in uses and is_verb(tree, at) else None
    if before & _setting("locative") or (before & _LEADS and "goes" in uses) or ("of" in before and "deed" in uses):
        return _named(scene, child, whole="on" not in before)
    return None


def _named(scene: Scene, at: int, whole: bool = True, depth: int = _DEEPEST) -> Offsets | None:
    """The name of the place that a noun is or is within: "Velt", "the town of Velt", "a hospital in Velt"."""
    tree = scene.tree
    found = _span(scene, at)
    if found is not None or not depth or tree.words[at].upos not in ("NOUN", "PROPN", "ADJ") or scene.name(at):
        return found
    noun = tree.low(at) in words("place_nouns")
    for child in _below(scene, at, noun, whole):
        found = (
            _span(scene, child) if tree.words[child].relation == "compound" else _named(scene, child, True, depth - 1)
        )
        if found is not None:
            return found
    return None


def _below(scene: Scene, at: int, noun: bool, whole: bool) -> Iterator[int]:
    """The words under a noun that may tell which place it is, or where."""
    tree = scene.tree
    for child in tree.children(at, "appos", "nmod", "compound"):
        relation, before = tree.words[child].relation, cases(tree, child)
        if relation == "appos" or relation == "compound" or not before:
            if noun and relation != "nmod:poss":
                yield child
        elif "of" in before:
            if noun:
                yield child
        elif before & {"in", "near", "outside", "at"} and whole:
            yield child


def _span(scene: Scene, at: int) -> Offsets | None:
    name = scene.name(at)
    return (name.start, name.end) if name is not None and name.kind == "place" else None


@cache
def _setting(use: str) -> frozenset[str]:
    return frozenset(word for word, told in table("event_settings") if told == use)
