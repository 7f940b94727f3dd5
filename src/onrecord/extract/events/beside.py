"""An event in its tree → what the words beside it tell: those of its clause, or the modifiers of a noun.

What stands above it is left out of account here (see `statuses`).
"""

from __future__ import annotations

from onrecord.extract.events.ahead import ahead
from onrecord.extract.events.clauses import clause
from onrecord.extract.events.cues import PLAIN, Told, beside, governs, under
from onrecord.extract.events.grammar import is_clause, is_finite, marked_to
from onrecord.extract.tree import Tree

_NOT = ("did_not_happen", "happened")
_STATES = frozenset({"in", "under", "on", "at"})  # "is in talks", "are under way"
_RELATIVES = frozenset({"which", "that", "who"})


def own(tree: Tree, at: int, below: int | None, *, reported: bool) -> Told:
    """What is told beside a word; negation by the word `below` is left out, since it is that word's own.

    `reported`: it stands in what somebody said, where "would" is a future seen from the past.
    """
    if is_clause(tree, at) and not (below is None and _is_relation(tree, at)):
        told = clause(tree, at, below, reported=reported)
        return told if tree.words[at].upos != "NOUN" or told.status != "happened" else _noun(tree, at)
    return _noun(tree, at)


def _is_relation(tree: Tree, at: int) -> bool:
    """Whether a predicate is a noun behind a preposition that stands apart from it: "was not behind the attack"."""
    case = tree.first(at, "case") if tree.words[at].upos == "NOUN" else None
    return case is not None and tree.low(case) not in _STATES


def _noun(tree: Tree, at: int) -> Told:
    """What the modifiers of a noun tell of it."""
    told = PLAIN
    for child in tree.children(at, "det", "amod", "advmod", "compound", "nmod", "obl", "acl", "cc", "nummod"):
        base = tree.base(child)
        if base == "acl":
            found = _participle(tree, child)
        elif base == "nmod" or base == "obl":
            future = ahead(tree, child)
            found = None if future is None else Told("planned", future)
        else:
            found = _modifier(tree, child)
        if found is not None and found.status != "happened":
            told = found if told.status in ("happened", "planned", found.status) else told
    return told


def _modifier(tree: Tree, child: int) -> Told | None:
    effect = beside("modifier", tree.low(child))
    if effect is None:
        return None
    if tree.low(child) == "no" and tree.low(min(child + 1, len(tree.words) - 1)) in ("more", "fewer", "less", "doubt"):
        return None
    negated = any(beside("adverb", tree.low(each)) == _NOT for each in tree.children(child, "advmod"))
    return under(Told("did_not_happen") if negated else PLAIN, effect, child)


def _participle(tree: Tree, at: int) -> Told | None:
    """What a participle or relative clause behind a noun tells: "talks planned for May", "a trip that was scrapped"."""
    if tree.words[at].relation == "acl:relcl":
        subject = tree.first(at, "nsubj")
        if subject is None or tree.low(subject) not in _RELATIVES:
            return None
        found = governs(tree, at, "obj" if tree.words[subject].relation == "nsubj:pass" else "subj")
    elif tree.words[at].tag == "VBN" and not is_finite(tree, at):
        found = governs(tree, at, "obj") if marked_to(tree, at) is None else None
    else:
        return None
    if found is None:
        return None
    effect, words = found
    return under(clause(tree, at, None, reported=False), effect, *words)
