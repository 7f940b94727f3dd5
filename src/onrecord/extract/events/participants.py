"""A trigger in its tree → the noun phrases of who did it, to whom, and who got it.

The roles are those of the record: an agent does it, a patient is who or what it is done to or undergoes it, a recipient
gets it or is the other side. Each of several that are joined ("Qatar and Egypt") is a participant of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.events.nouns import noun_roles, strays
from onrecord.extract.events.phrases import NOMINAL, SCORE, is_nobody, is_ruled_out, joined, noun_phrase
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.subjects import subject
from onrecord.extract.events.uses import Uses, cases, is_nominal, is_verb, verb_uses
from onrecord.extract.events.verbs import antecedent, is_passive, object_of_clause
from onrecord.extract.tree import Tree
from onrecord.model import Offsets
from onrecord.model.vocabulary import Role

_EMPTY = frozenset({"it", "this", "that", "these", "what", "which", "there", "all", "so", "such"})
_MEASURES = frozenset({"percent", "cent", "%", "pc", "point", "points"})  # "rose 5 percent": by how much, not what
_NO_AGENTS = frozenset(
    {"way", "means", "virtue", "accident", "mistake", "hand", "law", "far", "comparison", "contrast"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody or something that takes part: its role, its noun, and the characters of its phrase."""

    role: Role
    noun: int
    place: Offsets


def participants(scene: Scene, at: int) -> tuple[Part, ...]:
    """Who took part in the event that hangs on a word, in the order of the text."""
    roles = _roles(scene, at)
    found: dict[Offsets, Part] = {}
    cut = frozenset(strays(scene.tree, at))
    for role, noun in roles:
        for first, last in _each(scene, noun):
            start = _place(scene, first, at, cut)
            end = start if last == first else _place(scene, last, at, cut)
            if start is not None and end is not None:
                place = start[0], end[1]
                found.setdefault(place, Part(role=role, noun=last, place=place))
    return _named_once(scene.tree, [found[place] for place in sorted(found)])


def _roles(scene: Scene, at: int) -> Iterator[tuple[Role, int]]:
    if scene.tree.words[at].upos == "ADJ":  # "three were hurt"
        about = subject(scene.tree, at)
        return iter([("patient", about)] if about is not None else [])
    if is_nominal(scene.tree, at):
        return _of_gerund(scene, at)
    return _verb_roles(scene, at) if is_verb(scene.tree, at) else noun_roles(scene, at)


def _of_gerund(scene: Scene, at: int) -> Iterator[tuple[Role, int]]:
    """Those whom "of" and "by" tie to a participle that is used as a noun: "held after the killing of a nun"."""
    tree = scene.tree
    for child in tree.children(at, "obj", "obl", "nmod"):
        before = cases(tree, child)
        if before & {"of", "by"} and child > at and scene.time(child) is None:
            yield ("patient" if "of" in before else "agent"), child
            yield from (("agent", below) for below in tree.children(child, "nmod") if "by" in cases(tree, below))


def _each(scene: Scene, noun: int) -> Iterator[tuple[int, int]]:
    """Those who are joined, each once; what is joined within one name is one: "the Ministry of Land and Sea"."""
    name = scene.name(noun)
    for first, last in joined(scene.tree, noun):
        if first == noun or name is None or scene.name(first) is not name:
            yield first, last


def _named_once(tree: Tree, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, a noun with the name right behind it as one: "lawmaker Ana Ruiz" where the tree has two."""
    whole: list[Part] = []
    for part in parts:
        last = whole[-1] if whole else None
        told = last is not None and last.role == part.role and tree.words[last.noun].tag == "NN"
        if last and told and last.place[1] + 1 == part.place[0] and tree.words[part.noun].upos == "PROPN":
            whole[-1] = Part(role=part.role, noun=part.noun, place=(last.place[0], part.place[1]))
        else:
            whole.append(part)
    return tuple(whole)


def _place(scene: Scene, noun: int, trigger: int, cut: frozenset[int]) -> Offsets | None:
    """The characters of a participant's phrase; None for nobody, for a time and for a word that only points."""
    tree = scene.tree
    if is_nobody(tree, noun) or scene.time(noun) is not None:
        return None
    phrase = noun_phrase(tree, noun, trigger, cut)
    if phrase is None or (phrase[1] - phrase[0] == 1 and tree.low(noun) in _EMPTY - {"it"}):
        return None
    start, end = tree.place(phrase)
    name = scene.name(noun)  # "the Ministry of Land and Sea": a name is never cut
    whole = name is not None and start <= name.start and not start <= tree.words[trigger].start < name.end
    return (start, max(end, name.end)) if name is not None and whole else (start, end)


def _verb_roles(scene: Scene, at: int) -> Iterator[tuple[Role, int]]:
    tree, uses = scene.tree, verb_uses(scene.tree, at)
    objects = list(_objects(scene, at))
    about = subject(tree, at)
    if is_passive(tree, at) and not (tree.words[at].relation in ("root", "conj") and objects and not _has_be(tree, at)):
        if about is not None:
            gets = ("gives" in uses and objects) or ("tells" in uses and not objects and scene.acts(about))
            yield ("recipient" if gets else "patient"), about
        yield from (("agent", noun) for noun in by_whom(scene, at))
    elif about is not None:
        complement = tree.has(at, "xcomp", "ccomp")
        undergone = not objects and not complement and bool({"undergoes", "done"} & uses or _is_held_over(scene, at))
        if not (undergone and "done" in uses and _is_led_in(tree, at)):  # "jailed for killing over a debt"
            yield ("patient" if undergone else "agent"), about
    yield from (("recipient" if _is_told(scene, at, uses, noun) else "patient", noun) for noun in objects)
    for noun in tree.children(at, "iobj"):
        gets = bool(objects) or bool({"gives", "tells"} & uses)
        yield ("recipient" if gets else "patient"), noun
    yield from _other_side(scene, at, uses, objects)


def _objects(scene: Scene, at: int) -> Iterator[int]:
    """The objects of a verb, no times and no measures; a relative pronoun stands for its noun."""
    tree = scene.tree
    for child in (*tree.children(at, "obj"), *_shared_objects(tree, at)):
        noun = antecedent(tree, child, at)
        low, verb = tree.low(child), tree.words[at].lemma
        measured = low in _MEASURES or (low in ("place", "part") and verb == "take") or bool(SCORE.fullmatch(low))
        measured = measured or (verb == "vote" and tree.words[child].upos == "NUM")
        if noun is not None and not measured and scene.time(noun) is None and tree.words[noun].upos in NOMINAL:
            yield noun
    before = object_of_clause(tree, at)
    if before is not None and ("undergoes" not in verb_uses(tree, at) or _is_done_by_somebody(scene, at)):
        yield before


def _shared_objects(tree: Tree, at: int) -> Iterator[int]:
    """The objects behind two joined verbs that the tree hangs on the first: "consolidate and develop the port"."""
    word = tree.words[at]
    if word.relation == "conj" and is_verb(tree, word.head) and not tree.has(at, "obj"):
        yield from (child for child in tree.children(word.head, "obj") if child > at)


def _is_done_by_somebody(scene: Scene, at: int) -> bool:
    """ "the boat the smugglers burned", not "the day the boat burned"."""
    own = scene.tree.first(at, "nsubj")
    return own is not None and scene.acts(own)


def by_whom(scene: Scene, at: int) -> Iterator[int]:
    """Who did it, of a passive: "by the army"; no time and no way in which it was done."""
    tree = scene.tree
    for child in tree.children(at, "obl"):
        word = tree.words[child]
        if "by" in cases(tree, child):
            lone = word.upos == "NOUN" and word.tag == "NN" and next(tree.children(child), child) == child
            if is_ruled_out(tree, child) and not any(tree.low(each) == "but" for each in _joins(tree, child)):
                continue  # "by rebels on Monday, not by police"
            if scene.time(child) is None and not lone and word.lemma.lower() not in _NO_AGENTS:
                yield child


def _is_held_over(scene: Scene, at: int) -> bool:
    """A headline's "man held over theft"."""
    tree = scene.tree
    word = tree.words[at]
    if word.lemma != "hold" or word.tag not in ("VBD", "VBN") or word.relation != "root":
        return False
    led = (tree.low(each) for child in tree.children(at, "advcl") for each in tree.children(child, "mark"))
    over = (each for child in tree.children(at, "obl") if scene.time(child) is None for each in cases(tree, child))
    particle = (tree.low(child) for child in tree.children(at, "compound"))
    return "over" in {*led, *over, *particle}


def _is_led_in(tree: Tree, at: int) -> bool:
    """Whether a participle stands behind a preposition: "jailed for killing"."""
    return tree.words[at].tag == "VBG" and any(
        tree.words[child].tag == "IN" for child in tree.children(at, "mark", "case")
    )


def _joins(tree: Tree, noun: int) -> Iterator[int]:
    for child in tree.children(noun, "conj"):
        yield from tree.children(child, "cc")


def _is_told(scene: Scene, at: int, uses: Uses, noun: int) -> bool:
    """Whether an object is who gets it: "told reporters", "met the envoy"."""
    if "tells" in uses:
        return scene.acts(noun) and not scene.tree.has(at, "iobj")
    return scene.tree.words[at].lemma.lower() == "meet" and scene.acts(noun)


def _other_side(scene: Scene, at: int, uses: Uses, objects: Sequence[int]) -> Iterator[tuple[Role, int]]:
    """Who gets it or is the other side: "handed to the mayor", "met with the envoy", "held talks with the union"."""
    tree = scene.tree
    for child in tree.children(at, "obl"):
        before = cases(tree, child)
        if scene.time(child) is not None:
            continue
        if "to" in before and "gives" in uses:
            gets = scene.acts(child) if "goes" in uses or not objects else not _is_place(scene, child)
            gets = gets and (bool(objects) or "goes" not in uses) and tree.words[child].tag != "VBG"
        else:
            gets = "with" in before and "with" in uses and (scene.acts(child) or _is_place(scene, child))
        if gets:
            yield "recipient", child


def _is_place(scene: Scene, noun: int) -> bool:
    name = scene.name(noun)
    return name is not None and name.kind == "place"


def _has_be(tree: Tree, at: int) -> bool:
    return any(tree.words[child].relation == "aux:pass" for child in tree.children(at, "aux"))
