"""Attributions → with who was told, where the words beside the saying tell it, and the outlets among them.

"Told the council", "said to the council", "in a letter to the council", "Speaking to the council, she said". Who was
told ends before a clause that tells more of him, and before the words that tell when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.carriers import Outlets
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.nodes import phrase_words
from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Attribution, Offsets

LONGEST = 25  # words of who was told
_ENDS = frozenset({"who", "whom", "whose", "which", "that", "–", "—", "(", '"', "“", "”", ":", ";"})
_WHEN = frozenset({"late", "early", "earlier", "later", "shortly", "afterwards", "yesterday", "today", "tonight"})
_NOBODY = frozenset({"times", "time", "week", "month", "year"})  # "asked several times"
_TOWARDS = frozenset({"say", "write", "speak", "complain", "explain", "announce", "confess", "admit", "add", "reply"})


def with_addressees(tree: Tree, found: Sequence[Attribution], outlets: Outlets, edges: Edges) -> list[Attribution]:
    """The attributions with who was told."""
    return [_told(tree, _listening(tree, one), outlets, edges) for one in found]


def _listening(tree: Tree, one: Attribution) -> Attribution:
    """Who stands behind "told to" is told, and says nothing: "As told to Ana Ruiz"."""
    words, said_by = (tree.inside(place) if place else range(0) for place in (one.cue, one.source))
    if not words or not said_by or said_by[0] != words[-1] + 2:
        return one
    if (tree.low(words[-1]), tree.low(words[-1] + 1)) != ("told", "to"):
        return one
    return replace(one, source=None, source_kind=None, antecedent=None, addressee=one.source)


def _told(tree: Tree, one: Attribution, outlets: Outlets, edges: Edges) -> Attribution:
    place = one.addressee or _addressee(tree, one)
    if place is None:
        return one
    if inside := tree.inside(place):
        first, end = _trimmed(tree, inside)
        if tree.low(end - 1) in _NOBODY and tree.words[end - 1].upos == "NOUN":
            return replace(one, addressee=None)
        place = tree.place((first, end))
    taken = [*one.content, *(each for each in (one.source, one.cue) if each)]
    place = edges.whole_names(place, taken)
    if any(start < place[1] and place[0] < end for start, end in taken):
        return replace(one, addressee=None)
    return replace(one, addressee=place, via=tuple(dict.fromkeys((*one.via, *outlets.inside(place)))))


def _addressee(tree: Tree, one: Attribution) -> Offsets | None:
    """The first place beside the saying that tells who was told, outside of what was said."""
    if one.cue is None or one.polarity == "declined":
        return None
    for verb in tree.inside(one.cue):
        if tree.words[verb].upos != "VERB":
            continue
        for head in _beside(tree, verb):
            place = tree.place(tree.extent(head))
            if tree.is_whole(head) and not any(a < place[1] and place[0] < b for a, b in one.content):
                return place
    return None


def _beside(tree: Tree, verb: int) -> Iterator[int]:
    """The heads of the phrases for who was told, by a verb that says something."""
    if tree.low(verb) in _tellers():
        yield from tree.children(verb, "iobj")
    for child in tree.children(verb, "obl", "advcl"):
        leads = _leads(tree.low(child), "verb" if tree.words[child].relation.startswith("advcl") else "noun")
        if leads:
            yield from _led(tree, child, leads)
        elif tree.words[verb].lemma in _TOWARDS and "to" in _cases(tree, child):
            yield child


def _led(tree: Tree, head: int, leads: frozenset[str]) -> Iterator[int]:
    for child in tree.children(head, "nmod", "obl", "obj"):
        cases = _cases(tree, child)
        if leads & cases or ("object" in leads and not cases and tree.words[child].relation == "obj"):
            yield child


def _cases(tree: Tree, head: int) -> frozenset[str]:
    return frozenset(tree.low(case) for case in tree.children(head, "case"))


def _trimmed(tree: Tree, span: range) -> Range:
    """Without the preposition before it, the clause that tells more, and when it was."""
    first, end = span[0], min(span[-1] + 1, span[0] + LONGEST)
    while first < end - 1 and tree.words[first].upos == "ADP":
        first += 1
    for at in range(first + 1, end):
        low = tree.low(at)
        when = low in _WHEN or (low in phrase_words("day") and tree.words[at].relation.startswith(("obl", "nmod")))
        if low in _ENDS or when or (tree.words[at].relation.startswith("acl") and tree.words[at].tag == "VBN"):
            end = max(first + 1, min(at, tree.extent(at)[0])) if when else at
            break
    while end > first + 1 and tree.words[end - 1].upos in ("ADP", "PUNCT", "DET"):
        end -= 1
    return first, end


@cache
def _leads(word: str, use: str) -> frozenset[str]:
    return next(
        (frozenset(leads.split()) for own, of, leads in table("occasions") if (own, of) == (word, use)), frozenset()
    )


@cache
def _tellers() -> frozenset[str]:
    """The forms of the verbs that stand before who is told."""
    return frozenset(
        form for _, forms, _, _, own in table("reporting_verbs") if "o" in own.split() for form in forms.split()
    )
