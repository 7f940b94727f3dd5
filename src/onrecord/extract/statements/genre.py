"""Attributions of a text that reports little → those whose content is a clause; of a report, all of them.

Interviews, speeches, trials, essays and guides are full of attitudes to things ("I love the harbour", "you will hear
the bells") that nobody would put on record, and the engine learnt from news, where such words tell a politician's
position. What a text is, is told by how often others than its own voice say something in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.extract.statements.nodes import phrase_words
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution

FEWEST = 20  # sentences from which a text can be told to be no report
RARELY = 0.038  # sayings a sentence; 2 of PolNeAR's 84 reports have fewer, and 42 of the 48 texts of GUM's even half
NESTED = 3  # quotations that may stand in one another
VOICED = 0.3  # share that its own voice has of a text that is no report; news has 0.1, a column of opinion 0.4
SURE_OF_VOICED = 0.45  # and in one that reports, but in a voice of its own
SURE = 0.8  # least confidence of what is no clause in a text that is no report
_PRONOUNS = ("WRB", "WP", "WDT")
_CONJUNCTIONS = ("that", "whether", "if")
_CLAUSES = ("nsubj", "csubj", "expl")


def of_its_kind(analysis: Analysis, tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that a text of its kind makes."""
    sure = _sure(analysis, tree, found)
    return [one for one in found if one.confidence >= sure or one.form == "direct" or _is_clause(tree, one)]


def _sure(analysis: Analysis, tree: Tree, found: Sequence[Attribution]) -> float:
    """The least confidence of what is no clause; a short text is given the benefit of the doubt."""
    count = len(analysis.sentences)
    if count < FEWEST:
        return 0.0
    if sum(_reports(tree, one) for one in found) < RARELY * count:
        return SURE
    own = sum(_is_own(tree, one) and not _is_quoted(analysis, one) for one in found)
    return SURE_OF_VOICED if own >= VOICED * len(found) else 0.0


def _reports(tree: Tree, one: Attribution) -> bool:
    """Whether somebody who is neither the text's voice nor addressed by it says something."""
    if one.source is None or one.cue is None or _is_own(tree, one):
        return False
    return any(tree.words[at].lemma in phrase_words("saying") for at in tree.inside(one.cue))


def _is_own(tree: Tree, one: Attribution) -> bool:
    """Whether it is the text's own voice, or whom that speaks to."""
    who = tree.inside(one.source) if one.source else ()
    return len(who) == 1 and tree.low(who[0]) in _voices()


def _is_quoted(analysis: Analysis, one: Attribution) -> bool:
    """Whether its source stands in quotation marks."""
    if one.source is None:
        return False
    before = bisect_right(analysis.quotations, one.source[0], key=lambda each: each.start)
    return any(one.source[0] < each.end for each in analysis.quotations[max(0, before - NESTED) : before])


def _is_clause(tree: Tree, one: Attribution) -> bool:
    """Whether a content opens as a clause, or its head has a subject."""
    words = [at for stretch in one.content for at in tree.inside(stretch)]
    inside = set(words)
    if words and (tree.words[words[0]].tag in _PRONOUNS or tree.low(words[0]) in _CONJUNCTIONS):
        return True
    return any(any(tree.children(at, *_CLAUSES)) for at in words if tree.words[at].head not in inside)


@cache
def _voices() -> frozenset[str]:
    return frozenset(row[0] for row in table("first_persons") if row[1] in ("I", "we", "you"))
