"""Words for what happens → which parts their neighbours play, by the tables `event_verbs` and `event_noun_roles`."""

from __future__ import annotations

from functools import cache

from onrecord.extract.tree import Tree, once
from onrecord.lexicon import table

Uses = frozenset[str]

NONE: Uses = frozenset()


@once
def verb_uses(tree: Tree, at: int) -> Uses:
    """The uses of a verb with its particle, else of the verb alone; none of what is no verb."""
    word = tree.words[at]
    if word.upos not in ("VERB", "AUX"):
        return NONE
    lemma = word.lemma
    for child in tree.children(at, "compound"):
        if is_particle(tree, child):
            return _verbs().get(f"{lemma} {tree.low(child)}", NONE)
    if lemma == "take" and tree.has_word(at, ("place",), "obj"):
        return _verbs().get("take place", NONE)
    return _verbs().get(lemma, NONE)


def is_particle(tree: Tree, at: int) -> bool:
    """Whether a word makes one verb with its verb ("handed over"); "held over killing a nun" has a preposition."""
    word = tree.words[at]
    if word.relation != "compound:prt" or tree.low(at) not in ("over", "through") or at + 1 >= len(tree.words):
        return word.relation == "compound:prt"
    behind = tree.words[at + 1]
    return not (behind.head == word.head and behind.relation == "advcl" and behind.tag == "VBG")


@once
def noun_uses(tree: Tree, at: int) -> Uses:
    """The uses of a noun, as it stands or by its lemma."""
    return _nouns().get(tree.low(at)) or _nouns().get(tree.words[at].lemma.lower(), NONE)


def is_verb(tree: Tree, at: int) -> bool:
    """Whether a trigger is a verb, not a noun."""
    return tree.words[at].upos in ("VERB", "AUX")


def is_nominal(tree: Tree, at: int) -> bool:
    """Whether a participle is used as a noun for what is done to who stands after "of": "the killing of a nun"."""
    if tree.words[at].tag != "VBG" or at + 1 >= len(tree.words) or tree.low(at + 1) != "of":
        return False
    bare = any("of" not in cases(tree, child) for child in tree.children(at, "obj"))
    return "undergone" in noun_uses(tree, at) and not bare and not tree.has(at, "aux")


@once
def cases(tree: Tree, at: int) -> frozenset[str]:
    """The prepositions before a noun, in lower case."""
    return frozenset(tree.low(child) for child in tree.children(at, "case"))


@cache
def _verbs() -> dict[str, Uses]:
    return {verb: frozenset(uses.split()) for verb, uses in table("event_verbs")}


@cache
def _nouns() -> dict[str, Uses]:
    return {noun: frozenset(uses.split()) for noun, uses in table("event_noun_roles")}
