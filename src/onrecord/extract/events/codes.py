"""Predicates and who takes part → codes of PLOVER, the ontology of political events; none where none fits.

PLOVER (Open Event Data Alliance; Halterman, Schrodt, Beger, Bagozzi and Scarborough 2023) has 16 event types, some with
modes: a code is the type, or type and mode ("ASSAULT:aerial"). The mapping is the table `plover`, read from the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.events.scene import Scene
from onrecord.extract.events.uses import cases, is_verb
from onrecord.lexicon import table, words
from onrecord.model.vocabulary import Role

_ACTING: Mapping[str, tuple[Role, int]] = {
    "doer": ("agent", 1),
    "doers": ("agent", 2),
    "victim": ("patient", 1),
    "other": ("recipient", 1),
}
_TARGETING = frozenset({"on", "against", "upon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A trigger with its predicate and the nouns of who takes part, by role."""

    scene: Scene
    at: int
    predicate: str
    parts: Sequence[tuple[Role, int]]

    def nouns(self, role: Role) -> list[int]:
        """The nouns in a role."""
        return [noun for each, noun in self.parts if each == role]

    def acting(self, role: Role) -> int:
        """How many in a role can act: people, institutions, and countries that do something."""
        return sum(_acts(self.scene, noun, place=role != "patient") for noun in self.nouns(role))


def code(asked: Asked) -> str | None:
    """The code of an event, "EVENT" or "EVENT:mode"."""
    rows = _rows().get((asked.predicate, "v" if is_verb(asked.scene.tree, asked.at) else "n"), ())
    for conditions, found in rows:
        if all(_holds(asked, condition) for condition in conditions):
            return found
    return None


def _holds(asked: Asked, condition: str) -> bool:
    tree, at = asked.scene.tree, asked.at
    name, _, listed = condition.partition("=")
    wanted = listed.split("|")
    if name in ("mod", "nomod"):
        before = {
            tree.words[child].lemma.lower() for child in tree.children(at, "compound", "amod", "nmod") if child < at
        }
        before |= {tree.low(child) for child in tree.children(at, "compound", "amod", "nmod") if child < at}
        return before.isdisjoint(wanted) == (name == "nomod")
    if name in ("prep", "noprep"):
        tied = any(cases(tree, child).intersection(wanted) for child in tree.children(at, "obl", "nmod"))
        return tied == (name == "prep")
    if name == "obj":
        return any(_is_called(asked.scene, noun, wanted) for noun in asked.nouns("patient"))
    return _simple(asked, name)


def _simple(asked: Asked, name: str) -> bool:
    """A condition without words."""
    tree, at, patients = asked.scene.tree, asked.at, asked.nouns("patient")
    agents = asked.nouns("agent")
    if name in ("armed", "worker", "workers"):
        return any(_kinds().get(tree.low(noun)) == name.removesuffix("s") for noun in agents)
    if name == "violence":
        heads = [(tree.words[noun].lemma.lower(), noun) for noun in agents if not is_verb(tree, noun)]
        told = (code(Asked(scene=asked.scene, at=noun, predicate=lemma, parts=())) for lemma, noun in heads)
        return any(found is not None and found.startswith("ASSAULT") for found in told)
    if name == "place":
        return any(_is_place(asked.scene, noun) for noun in patients)
    if name == "target":
        return any(cases(tree, child) & _TARGETING for child in tree.children(at, "nmod"))
    if name == "comp":
        return tree.has(at, "xcomp")
    if name == "plain":
        return not tree.has(at, "ccomp", "xcomp")
    if name in _ACTING:
        role, least = _ACTING[name]
        return asked.acting(role) >= least
    return name == "-" or bool(patients) == (name == "patient")


def _acts(scene: Scene, noun: int, *, place: bool) -> bool:
    word = scene.tree.words[noun]
    if word.upos in ("ADJ", "NUM"):
        return True  # "Norwegian strikes", "two of them"
    return scene.acts(noun) or scene.tree.low(noun) in _kinds() or (place and _is_place(scene, noun))


def _is_place(scene: Scene, noun: int) -> bool:
    name = scene.name(noun)
    return (name is not None and name.kind == "place") or scene.tree.low(noun) in words("place_nouns")


def _is_called(scene: Scene, noun: int, wanted: Sequence[str]) -> bool:
    """Whether a noun, or a word right before it, is one of the lemmas."""
    tree = scene.tree
    heads = [noun, *(child for child in tree.children(noun, "compound", "amod") if child < noun)]
    return any(tree.words[each].lemma.lower() in wanted or tree.low(each) in wanted for each in heads)


@cache
def _kinds() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("actors")}


@cache
def _rows() -> Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]:
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for predicate, word, conditions, told in table("plover"):
        found.setdefault((predicate, word), []).append((tuple(conditions.split()), told))
    return found
