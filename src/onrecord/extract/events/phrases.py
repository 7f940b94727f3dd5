"""A noun in its tree → the words of its phrase, and of each that is joined to it.

A phrase is what a source is in the record: determiner, role, modifiers and apposition, without a relative clause, a
mark at its end or what is joined by "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.tree import Range, Tree

MOST = 8  # joined nouns that are told apart
DEEPEST = 12  # nouns within nouns that are looked at for the phrase's end
LONGEST = 120  # words of a phrase: more are a list or layout
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
SCORE = re.compile(r"\d+[-–:]\d+")  # "beat them 3-1"
_WHO = frozenset({"who", "whose", "whom", "which"})
_JOINED = frozenset({"conj", "cc", "case"})  # belong to a phrase only where they stand within it
_LEFT_OUT = frozenset(
    [
        "punct",
        "parataxis",
        "advcl",
        "cop",
        "nsubj",
        "aux",
        "discourse",
        "csubj",
        "ccomp",
        "dislocated",
        "vocative",
        "list",
    ]
)
_OUTSIDE = _LEFT_OUT | _JOINED
_ASIDE = frozenset(
    {
        "also",
        "even",
        "only",
        "just",
        "still",
        "now",
        "then",
        "instead",
        "already",
        "perhaps",
        "both",
        "not",
        "n't",
        "n’t",
    }
)
_CLOSES = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "»": "«"}
_OF_VERBS = frozenset({"with", "on", "over", "after", "before", "during", "to", "by", "as", "without"})
_INSTEAD = frozenset({"rather", "instead"})
_NOT_ALONE = frozenset({"only", "just", "merely", "simply", "solely", "even", "least"})
_NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither", "noone"})


def joined(tree: Tree, head: int) -> Iterator[tuple[int, int]]:
    """A noun and those that are joined to it: "Qatar and Egypt" are two. Each is one noun, twice, or two nouns for one:
    "and her brother, Ben Oro,"."""
    others = [child for child in tree.children(head, "conj") if tree.words[child].upos in NOMINAL]
    instead = any(tree.low(word) == "but" for child in others for word in tree.children(child, "cc"))
    found = [head] if tree.words[head].upos in NOMINAL and not (instead and is_ruled_out(tree, head)) else []
    out = False
    for child in others:
        out = is_ruled_out(tree, child) or (out and not _is_set_against(tree, child))  # "not soldiers or rebels"
        if not out and len(found) < MOST and not is_one(tree, head, child):
            found.append(child)
    at = 0
    while at < len(found):
        named = at and at + 1 < len(found) and _is_renamed(tree, found[at], found[at + 1])
        yield found[at], found[at + 1 if named else at]
        at += 2 if named else 1


def is_ruled_out(tree: Tree, noun: int) -> bool:
    """Whether somebody is named as taking no part: "not police", "rather than by soldiers"."""
    for child in tree.children(noun, "advmod", "cc", "case", "det"):
        if child < noun and tree.low(child) in _INSTEAD:
            return True
        if child < noun and tree.low(child) == "not" and tree.low(child + 1) not in _NOT_ALONE:
            return True
    return False


def _is_set_against(tree: Tree, noun: int) -> bool:
    """Whether a joined noun begins anew behind one that was ruled out: "not police but soldiers"."""
    return tree.has_word(noun, ("but", "and"), "cc")


def _is_renamed(tree: Tree, noun: int, name: int) -> bool:
    """Whether a name behind "and" and a noun is no third one: "X and her brother, Ben Oro,"."""
    joins = [tree.has(each, "cc") for each in (noun, name)]
    return joins == [True, False] and tree.words[noun].tag == "NN" and tree.words[name].upos == "PROPN"


def is_one(tree: Tree, head: int, child: int) -> bool:
    """Whether two joined nouns are words for one who is named behind them: "mayor and head of the party, Ana Ruiz"."""
    if tree.words[head].tag != "NN" or tree.words[child].tag != "NN" or tree.first(child, "det"):
        return False
    if any(name < child and tree.words[name].upos == "PROPN" for name in tree.children(head, "appos")):
        return False  # "the mayor, Ana Ruiz, and Norvale's bishop, Ben Oro"
    last = tree.extent(head)[1]
    for each in (head, child, *tree.children(child, "nmod")):
        for name in tree.children(each, "appos"):
            if name > child and tree.words[name].upos == "PROPN" and tree.phrase(name)[1] >= last - 1:
                return True
    return False


def is_nobody(tree: Tree, head: int) -> bool:
    """Whether a phrase names nobody: "no one", "nobody", "neither side"."""
    return tree.low(head) in _NOBODY or tree.has_word(head, _NOBODY, "det", "advmod", "compound")


def noun_phrase(tree: Tree, head: int, trigger: int, cut: frozenset[int] = frozenset()) -> Range | None:
    """The words of a noun's phrase, without those that hold the trigger or hang on a word that is `cut`; None where it
    is no noun phrase."""
    if tree.words[head].upos not in NOMINAL or head == trigger:
        return None
    first = head
    for child in reversed([child for child in tree.children(head) if child < head]):
        start, end = tree.extent(child)
        kept = tree.base(child) not in _OUTSIDE or _is_bracket(tree, child)
        if tree.low(child) in _ASIDE and tree.words[child].relation != "det":
            break
        if not kept or end != first or start <= trigger < end or head - start > LONGEST:
            break
        first = start
    if first < head and tree.words[first].relation == "cc":
        first += 1  # "and Velt's bishop", where the tree hangs "and" on Velt
    end = _end(tree, head, first, trigger, cut, _OUTSIDE, DEEPEST)
    first, end = _whole_words(tree, first, end)
    return None if first <= trigger < end else (first, end)


def _whole_words(tree: Tree, first: int, end: int) -> Range:
    """A phrase with the rest of a word that a hyphen cuts in two: "co-operation"."""
    words = tree.words
    while (
        first > 1
        and tree.low(first - 1) == "-"
        and words[first - 2].end == words[first - 1].start == words[first].start - 1
    ):
        first -= 2
    while (
        end + 1 < len(words)
        and tree.low(end) == "-"
        and words[end - 1].end == words[end].start == words[end + 1].start - 1
    ):
        end += 2
    return first, end


def _end(
    tree: Tree, head: int, first: int, trigger: int, cut: frozenset[int], left_out: frozenset[str], depth: int
) -> int:
    """Where the phrase ends: behind the last word of the last part that belongs to it, part within part."""
    end = head + 1
    for child in tree.children(head):
        start, last = tree.extent(child)
        if child < head or end - first > LONGEST:
            continue
        relation = tree.words[child].relation
        if relation == "punct":
            end = child + 1 if child == end and _is_closed(tree, first, child) else end
            continue
        base = tree.base(child)
        opening = tree.low(start + 1) if tree.low(start) == "," and start + 1 < last else tree.low(start)
        if opening in _WHO:
            break
        if base == "conj" and is_one(tree, head, child):
            base = "nmod"
        elif base == "cc" and any(is_one(tree, head, other) for other in tree.children(head, "conj")):
            continue
        apart = base in ("acl", "advcl") and (
            relation == "acl:relcl" or tree.words[start].tag == "WDT" or tree.low(start) == "," or start > end
        )
        if base in left_out or apart or start <= trigger < last or not depth or child in cut:
            break
        if base == "nmod" and _is_behind_name(tree, head, child):
            break
        if SCORE.fullmatch(tree.low(child)) or (base == "appos" and is_ruled_out(tree, child)):
            break
        inner = _end(tree, child, first, trigger, cut, _LEFT_OUT, depth - 1)
        end = max(end, inner)
        if inner < last:
            break
    return end


def _is_behind_name(tree: Tree, head: int, child: int) -> bool:
    """Whether what follows a name between commas belongs to the verb: "charged the mayor, Ana Ruiz, with fraud"."""
    start = tree.extent(child)[0]
    if tree.low(start - 1 if tree.low(start) != "," else start) != ",":
        return False
    led = tree.has_word(child, _OF_VERBS, "case")
    names = [head, *tree.children(head, "appos")]
    return led and any(
        name < child and tree.words[name].upos == "PROPN" and tree.words[name].relation == "appos" for name in names
    )


def _is_bracket(tree: Tree, at: int) -> bool:
    return tree.words[at].upos == "PUNCT" and tree.low(at) in _CLOSES.values()


def _is_closed(tree: Tree, first: int, at: int) -> bool:
    """Whether a mark closes one that was opened within the phrase."""
    opening = _CLOSES.get(tree.low(at))
    return opening is not None and any(tree.low(before) == opening for before in range(max(first, at - 40), at))
