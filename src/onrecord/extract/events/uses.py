"""Words for what happens → which parts their neighbours play, by the tables `event_verbs` and `event_noun_roles`."""

from __future__ import annotations

from functools import cache

from onrecord.extract.tree import Tree
from onrecord.lexicon import table

Uses = frozenset[str]

NONE: Uses = frozenset()


def verb_uses(tree: Tree, at: int) -> Uses:
    """The uses of a verb with its particle, else of the verb alone; none of what is no verb."""
    word = tree.words[at]
    if word.upos not in ("VERB", "AUX"):
        return NONE
    lemma = word.lemma
    for child in tree.children(at, "compound"):
        if tree.words[child].relation == "compound:prt":
            return _verbs().get(f"{lemma} {tree.low(child)}", NONE)
    if lemma == "take" and any(tree.low(child) == "place" for child in tree.children(at, "obj")):
        return _verbs().get("take place", NONE)
    return _verbs().get(lemma, NONE)


def noun_uses(tree: Tree, at: int) -> Uses:
    """The uses of a noun, as it stands or by its lemma."""
    return _nouns().get(tree.low(at)) or _nouns().get(tree.words[at].lemma.lower(), NONE)


def is_verb(tree: Tree, at: int) -> bool:
    """Whether a trigger is a verb, not a noun."""
    return tree.words[at].upos in ("VERB", "AUX")


def cases(tree: Tree, at: int) -> frozenset[str]:
    """The prepositions before a noun, in lower case."""
    return frozenset(tree.low(child) for child in tree.children(at, "case"))


@cache
def _verbs() -> dict[str, Uses]:
    return {verb: frozenset(uses.split()) for verb, uses in table("event_verbs")}


@cache
def _nouns() -> dict[str, Uses]:
    return {noun: frozenset(uses.split()) for noun, uses in table("event_noun_roles")}
