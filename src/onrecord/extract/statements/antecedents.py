"""A source that is a relative pronoun → the words before it that it stands for, by the tree: "officials, who say …"."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.model import Analysis, Offsets

RELATIVE = frozenset({"who", "which", "that"})
# Relations of the words of a noun phrase before its head; a preposition or a verb's subject is none.
_LEADING = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "goeswith"}
)
_STEPS = 6  # words from a relative pronoun up to the verb of its clause, at most
_LONGEST = 30  # words of a phrase that is stood for, at most


def antecedent(analysis: Analysis, source: Offsets) -> Offsets | None:
    """The noun phrase that the clause of a relative pronoun hangs on; None where the tree has none before it."""
    words = analysis.words
    pronoun = bisect_left(words, source[0], key=lambda word: word.start)
    if pronoun >= len(words) or words[pronoun].end > source[1]:
        return None
    at = pronoun
    for _ in range(_STEPS):
        if words[at].relation.startswith("acl:relcl"):
            return _phrase(analysis, words[at].head, pronoun)
        at = words[at].head
        if at < 0:
            break
    return None


def _phrase(analysis: Analysis, head: int, before: int) -> Offsets | None:
    """The words of a head that stand in one stretch around it, up to a word, without marks at the end."""
    if not 0 <= head < before:
        return None
    words = analysis.words
    inside, first, last = {head}, head, head
    for at in range(head + 1, min(before, head + _LONGEST)):
        if words[at].head in inside:
            inside.add(at)
            if words[at].upos != "PUNCT":
                last = at
    for at in range(head - 1, max(-1, head - _LONGEST), -1):
        if not _hangs_on(analysis, at, inside, head):
            break
        inside.add(at)
        first = at if words[at].upos != "PUNCT" else first
    return words[first].start, words[last].end


def _hangs_on(analysis: Analysis, at: int, inside: set[int], head: int) -> bool:
    """Whether a word before a head leads up to it, or to what does, as part of its noun phrase."""
    for _ in range(_STEPS):
        above = analysis.words[at].head
        if above == head and analysis.words[at].relation not in _LEADING:
            return False
        if above in inside:
            return True
        if not head - _LONGEST < above < head:
            return False
        at = above
    return False
