"""A word of a tree → its grammar, as far as a status asks for it: tense, voice, what leads it in, definiteness."""

from __future__ import annotations

from onrecord.extract.events.cues import beside
from onrecord.extract.tree import Tree, once

_QUOTES = frozenset({'"', "“", "”", "„", "«", "‘", "''", "``"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@once
def is_clause(tree: Tree, at: int) -> bool:
    """Whether a word is a verb, or has a copula or auxiliary."""
    word = tree.words[at]
    return (word.upos in ("VERB", "AUX") and word.tag not in ("NN", "NNS")) or tree.has(at, "cop", "aux")


@once
def is_finite(tree: Tree, at: int) -> bool:
    """Whether the clause of a word has a tense of its own."""
    tags = [tree.words[at].tag, *(tree.words[aux].tag for aux in tree.children(at, "aux", "cop"))]
    return any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags)


@once
def marked_to(tree: Tree, at: int) -> int | None:
    """The "to" of an infinitive."""
    for mark in tree.children(at, "mark"):
        if tree.words[at].tag == "VBG" and not tree.has(at, "aux"):
            return None  # "close to signing"
        if tree.low(mark) == "to" or tree.has_word(mark, ("to",), "fixed"):
            return mark
    return at - 1 if at and tree.words[at].tag == "VB" and tree.low(at - 1) == "to" else None


def adverb_of(tree: Tree, at: int, low: str) -> int | None:
    return next((adverb for adverb in tree.children(at, "advmod") if tree.low(adverb) == low), None)


def has_subject(tree: Tree, at: int) -> bool:
    return tree.has(at, "nsubj", "csubj", "expl")


def is_quoted(tree: Tree, at: int) -> bool:
    """Whether a clause begins behind a quotation mark."""
    first, _ = tree.extent(at)
    return any(tree.low(each) in _QUOTES for each in range(max(first - 1, 0), min(first + 2, at + 1)))


def is_present(tree: Tree, at: int) -> bool:
    return any(tree.words[each].tag in ("VBZ", "VBP") for each in (at, *tree.children(at, "aux", "cop")))


def is_past(tree: Tree, at: int) -> bool:
    """Whether a clause is in the past tense, without a modal."""
    tags = [tree.words[each].tag for each in (at, *tree.children(at, "aux", "cop"))]
    return "VBD" in tags and "MD" not in tags


def is_thought(tree: Tree, at: int) -> bool:
    return tree.has_word(at, ("would", "'d", "’d"), "aux")


def is_passive(tree: Tree, head: int, subtype: str) -> bool:
    """Whether a subject is that of a passive, by its relation or by the forms of the verb."""
    if subtype == "nsubj" and tree.words[head].tag == "VBN":
        return any(tree.words[each].lemma.lower() == "be" for each in tree.children(head, "aux", "cop"))
    return subtype == "nsubj:pass"


def has_agent(tree: Tree, at: int) -> bool:
    return any(tree.words[each].relation == "obl:agent" for each in tree.children(at, "obl"))


def is_definite(tree: Tree, at: int) -> bool:
    if tree.has_word(at, _DEFINITE, "det"):
        return True
    return any(tree.words[each].relation == "nmod:poss" for each in tree.children(at, "nmod"))


@once
def led_by(tree: Tree, at: int) -> tuple[str, tuple[int, ...]]:
    """The conjunction or preposition before a word, in lower case, and its words."""
    for mark in tree.children(at, "mark", "case", "advmod"):
        low = tree.low(mark)
        if mark > at or (low == "to" and tree.words[at].tag in ("VB", "VBN")):
            continue
        if tree.words[mark].relation == "advmod" and not (beside("time link", low) or beside("link", low)):
            continue
        places = (mark, *tree.children(mark, "fixed"))
        word = " ".join(tree.low(each) for each in places)
        for first in (mark - 1, mark):  # "ahead of", "instead of"
            if 0 <= first < at - 1 and beside("link", both := f"{tree.low(first)} {tree.low(first + 1)}"):
                return both, (first, first + 1)
        return word, places
    return "", ()
