"""Attributions → with sources and contents that go on to the end of the phrase in the tree that they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from onrecord.extract.statements.stretches import overlap
from onrecord.extract.tree import Tree
from onrecord.model import Attribution, Offsets

_STOPS = frozenset({".", "!", "?"})


def with_whole_phrases(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with whole sources and contents; nothing is taken that another part of them has."""
    ways = (_with_noun, _with_relative, _to_its_end)
    return [reduce(lambda now, way: way(tree, now), ways, one) for one in found]


def _with_noun(tree: Tree, one: Attribution) -> Attribution:
    """A source of which only the determiner was read has its noun: "the forecast"; "Neither claim" is nobody's."""
    words = tree.inside(one.source) if one.source else range(0)
    if len(words) != 1 or tree.words[words[0]].relation != "det" or tree.words[words[0]].head <= words[0]:
        return one
    return _with_source(one, tree.place((words[0], tree.words[words[0]].head + 1)))


def _with_relative(tree: Tree, one: Attribution) -> Attribution:
    """A source that ends in what somebody is has the clause right behind that: "Ruiz, an aide who left in May"."""
    words = tree.inside(one.source) if one.source else range(0)
    if len(words) < 3 or tree.words[words[-1]].upos != "NOUN":
        return one
    told = next((at for at in tree.children(words[-1], "acl") if at > words[-1]), None)
    if told is None or tree.words[words[-1]].relation != "appos" or tree.extent(told)[0] != words[-1] + 1:
        return one
    return _with_source(one, tree.place((words[0], tree.phrase(told)[1])))


def _with_source(one: Attribution, source: Offsets) -> Attribution:
    taken = [*one.content, *((one.cue,) if one.cue else ())]
    return one if overlap(source, taken) else replace(one, source=source)


def _to_its_end(tree: Tree, one: Attribution) -> Attribution:
    """An infinitive has the phrase of its own verb with which the sentence ends: "to meet them on Monday"."""
    said = tree.inside(one.content[-1])
    if one.form != "indirect" or not said or tree.low(said[0]) != "to":
        return one
    ends = (at for verb in said for at in tree.children(verb, "obl") if tree.extent(at)[0] == said[-1] + 1)
    last = next((at for at in ends if _stops(tree, tree.extent(at)[1])), None)
    if last is None:
        return one
    whole = one.content[-1][0], tree.place(tree.phrase(last))[1]
    taken = [place for place in (one.source, one.cue) if place]
    return one if overlap(whole, taken) else replace(one, content=(*one.content[:-1], whole))


def _stops(tree: Tree, at: int) -> bool:
    return at < len(tree.words) and tree.low(at) in _STOPS
