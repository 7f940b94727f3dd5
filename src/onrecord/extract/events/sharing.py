"""A trigger in its tree → the other words whose time and place are its own too.

The verb that says no more than that it happens ("held talks on Monday"), the verb that an opening participle shares its
subject with ("Speaking on Monday, he promised"), the happening that did what the trigger tells ("Monday's blast killed
two").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.extract.events.nouns import light_verb
from onrecord.extract.events.uses import cases, is_verb, verb_uses
from onrecord.extract.events.verbs import antecedent, is_passive
from onrecord.extract.tree import Tree

Shared = Literal["all", "opening"]  # all that hangs there, or only what stands before it

_IN = frozenset({"in", "during", "at", "by", "when"})
_MOST = 8  # words that share with one


def sharing(tree: Tree, at: int) -> Iterator[tuple[int, Shared]]:
    """The words to look at for when and where, the trigger first; what a word "opening" tells stands before it."""
    yield at, "all"
    if is_verb(tree, at):
        yield from _of_verb(tree, at)
    else:
        yield from _of_noun(tree, at)


def _of_noun(tree: Tree, at: int) -> Iterator[tuple[int, Shared]]:
    verb = light_verb(tree, at)
    if verb is not None:
        yield verb, "all"
        return
    yield from ((child, "all") for child in _effects(tree, at))
    word = tree.words[at]
    if word.head < 0 or not is_verb(tree, word.head):
        return
    uses, relation = verb_uses(tree, word.head), tree.base(at)
    happens = relation == "nsubj" and not is_passive(tree, word.head) and {"occurs", "effect"} & uses
    inside = relation == "obl" and cases(tree, at) & _IN and {"effect", "done"} & uses
    there = word.relation == "nsubj" and tree.has(word.head, "expl")
    if happens or inside or there or (word.relation == "nsubj:pass" and tree.words[word.head].lemma == "hold"):
        yield word.head, "all"


def _effects(tree: Tree, noun: int) -> Iterator[int]:
    """ "the blast that killed two in 2019"."""
    for child in tree.children(noun, "acl"):
        if tree.words[child].relation == "acl:relcl" and "effect" in verb_uses(tree, child):
            own = tree.first(child, "nsubj")
            if own is not None and tree.words[own].relation == "nsubj" and tree.low(own) in ("that", "which"):
                yield child


def _of_verb(tree: Tree, at: int) -> Iterator[tuple[int, Shared]]:
    word, uses = tree.words[at], verb_uses(tree, at)
    above = word.head if 0 <= word.head < len(tree.words) and is_verb(tree, word.head) else None
    relation = tree.base(at)
    if "aspect" in uses:
        yield from ((child, "all") for child in tree.children(at, "xcomp"))
    if above is not None and relation == "xcomp" and "aspect" in verb_uses(tree, above):
        yield above, "all"
    yield from ((child, "all") for child in _opening_participles(tree, at))
    if above is not None and relation == "conj":
        yield above, "opening"
        yield from ((child, "all") for child in _opening_participles(tree, above))
        if tree.words[above].relation == "advcl" and _is_result(tree, above, tree.words[above].head):
            yield tree.words[above].head, "all"
    if above is not None and relation == "advcl" and _is_result(tree, at, above):
        yield above, "all"
    if {"effect", "done"} & uses:
        yield from ((noun, "all") for noun in _doing(tree, at, uses))


def _opening_participles(tree: Tree, verb: int) -> Iterator[int]:
    """ "Speaking to farmers on Monday, …": what is told of the same somebody at the same time."""
    for found, child in enumerate(tree.children(verb, "advcl")):
        word = tree.words[child]
        if found < _MOST and child < verb and word.tag == "VBG" and not _is_marked(tree, child):
            yield child


def _is_result(tree: Tree, verb: int, above: int) -> bool:
    """ "exploded on Monday, killing two": there and then."""
    return verb > above and tree.words[verb].tag == "VBG" and not _is_marked(tree, verb)


def _is_marked(tree: Tree, verb: int) -> bool:
    return tree.has(verb, "mark", "aux", "case", "nsubj")


def _doing(tree: Tree, verb: int, uses: frozenset[str]) -> Iterator[int]:
    """The happening that did what a verb tells ("the blast which killed two"), or in which it was done."""
    if "effect" in uses and not is_passive(tree, verb):
        subject = tree.first(verb, "nsubj")
        noun = antecedent(tree, subject, verb) if subject is not None else None
        if noun is not None and tree.words[noun].upos == "NOUN":
            yield noun
    for found, child in enumerate(tree.children(verb, "obl")):
        if found < _MOST and tree.words[child].upos == "NOUN" and cases(tree, child) & _IN:
            yield child
