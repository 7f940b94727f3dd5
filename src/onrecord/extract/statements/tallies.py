"""Attributions → with the counts that somebody puts at a number: "officials put the toll at 14"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.refused import verb_group
from onrecord.extract.statements.stretches import overlap, trimmed
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Attribution, Offsets

CONFIDENCE = 0.75


def with_tallies(text: str, tree: Tree, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions, and the counts that none of them reads."""
    cued = {at for one in found if one.cue for at in tree.inside(one.cue)}
    new = [
        one
        for verb, word in enumerate(tree.words)
        if word.upos == "VERB" and verb not in cued and (word.lemma, "verb") in table("tallies")
        for one in [_tally(text, tree, verb, edges)]
        if one is not None
    ]
    asides = [one for one in found if one.cue and any(_is_aside(tree, one.cue, each) for each in new)]
    return [*(one for one in found if one not in asides), *new]


def _is_aside(tree: Tree, cue: Offsets, tally: Attribution) -> bool:
    """Whether a cue hangs on who counts: "the union, citing records, put the dead at 14"."""
    if tally.source is None:
        return False
    who = tree.inside(tally.source)
    return any(tree.words[at].head in who and tree.words[at].tag == "VBG" for at in tree.inside(cue))


def _tally(text: str, tree: Tree, verb: int, edges: Edges) -> Attribution | None:
    passive = any(tree.words[at].relation == "aux:pass" for at in tree.children(verb, "aux"))
    if any(tree.children(verb, "mark")) and "to" in map(tree.low, tree.children(verb, "mark")):
        return None
    counted = next(tree.children(verb, "nsubj" if passive else "obj"), None)
    at = next((each for each in tree.children(verb, "obl", "nmod") if _is_number(tree, each)), None)
    if at is None and counted is not None:
        at = next((each for each in tree.children(counted, "nmod") if _is_number(tree, each)), None)
    agent = next((each for each in tree.children(verb, "obl") if tree.words[each].relation == "obl:agent"), None)
    who = agent if passive else next(tree.children(verb, "nsubj"), None)
    if counted is None or at is None or who is None or (tree.words[counted].lemma, "counted") not in table("tallies"):
        return None
    first, end = tree.phrase(who)
    end = next((at for at in range(who + 1, end) if tree.low(at) == "," and tree.words[at + 1].tag == "VBG"), end)
    source = trimmed(text, tree.place((first + (tree.words[first].upos == "ADP"), end)))
    cue, number = verb_group(tree, verb, verb + 1), tree.phrase(at)
    parts: list[Range] = [tree.phrase(counted), number] if passive else [(tree.extent(counted)[0], number[1])]
    content = edges.stretches(map(tree.place, parts))
    if not content or "\n" in text[content[0][0] : content[-1][1]]:
        return None
    if overlap(source, content) or overlap(tree.place(cue), [*content, source]):
        return None
    return Attribution(
        form=edges.form(content),
        content=content,
        cue=tree.place(cue),
        source=source,
        confidence=CONFIDENCE,
        rule="tally",
    )


def _is_number(tree: Tree, head: int) -> bool:
    """Whether words are a number behind "at"."""
    counted = tree.words[head].tag == "CD" or any(tree.children(head, "nummod"))
    return counted and "at" in map(tree.low, tree.children(head, "case"))
