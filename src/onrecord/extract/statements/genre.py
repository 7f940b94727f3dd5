"""Attributions of a text that reports little → those whose content is a clause; of a report, all of them.

Interviews, speeches, trials, essays and guides are full of attitudes to things ("I love the harbour", "you will hear
the bells") that nobody would put on record, and the engine learnt from news, where such words tell a politician's
position. What a text is, is told by how often others than its own voice say something in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.statements.nodes import phrase_words
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution

FEWEST = 20  # sentences from which a text can be told to be no report
RARELY = 0.035  # sayings a sentence; 2 of PolNeAR's 84 reports have fewer, and 42 of the 48 texts of GUM's even half
SURE = 0.8  # least confidence of what is no clause in a text that is no report
_CLAUSES = ("nsubj", "csubj", "expl")


def of_its_kind(analysis: Analysis, tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that a text of its kind makes."""
    if is_report(analysis, tree, found):
        return list(found)
    return [one for one in found if one.confidence >= SURE or one.form == "direct" or _is_clause(tree, one)]


def is_report(analysis: Analysis, tree: Tree, found: Sequence[Attribution]) -> bool:
    """Whether others say something in it often enough; a short text is given the benefit of the doubt."""
    count = len(analysis.sentences)
    return count < FEWEST or sum(_reports(tree, one) for one in found) >= RARELY * count


def _reports(tree: Tree, one: Attribution) -> bool:
    """Whether somebody who is neither the text's voice nor addressed by it says something."""
    if one.source is None or one.cue is None:
        return False
    who, cue = tree.inside(one.source), tree.inside(one.cue)
    own = len(who) == 1 and tree.low(who[0]) in _voices()
    return not own and any(tree.words[at].lemma in phrase_words("saying") for at in cue)


def _is_clause(tree: Tree, one: Attribution) -> bool:
    return any(any(tree.children(at, *_CLAUSES)) for stretch in one.content for at in tree.inside(stretch))


@cache
def _voices() -> frozenset[str]:
    return frozenset(row[0] for row in table("first_persons") if row[1] in ("I", "we", "you"))
