"""Whether an outcome is told as having happened: no condition, no fear, no wish, no plan, no denial.

Looks back from the words of the outcome to the beginning of their clause. Table: `figure_words`, classes
`condition`, `doubt`, `wish`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.quantities.counted import DETERMINERS, Count
from onrecord.extract.quantities.fates import Fate, is_adverb, is_negation, word_class
from onrecord.extract.quantities.lexemes import Lexeme, figure_words

CLAUSE_REACH = 16  # words back to the word that opens a clause
CAUSE_REACH = 4  # words between "could" and what it would bring about ("could lead to 12 deaths")
RECOUNT_REACH = 6  # words behind a count in which it is counted again
WISH_REACH = 3  # words between a wish and its noun ("demanded the immediate release of")
_MARKS = frozenset(",;:.!?()")


def is_doubtful(words: Sequence[Lexeme], count: Count, fate: Fate) -> bool:
    """Whether the outcome of a count is only supposed, feared, wished for or denied."""
    first = min(count.first, fate.first)
    return (
        _is_denied(words, count)
        or is_recounted(words, count)
        or _is_supposed(words, first)
        or (fate.side in ("noun", "before") and not _is_known(words, count, fate) and _is_possible(words, first))
        or (fate.side == "before" and _is_wished(words, fate))
        or (fate.side == "toll" and _may_move(words, count, fate))
    )


def _is_denied(words: Sequence[Lexeme], count: Count) -> bool:
    """ "not 12 people", "no 12 people", "all but 12 people", "12 beds for every 40 people"."""
    before = words[count.first - 1] if count.first else None
    if [word.low for word in words[max(0, count.first - 2) : count.first]] == ["average", "of"]:
        return True  # "an average of 40 people are killed every day"
    if before is not None and before.low == "all" and count.first > 1 and words[count.first - 2].low == "not":
        return True  # "not all 12 survived"
    if before is not None and before.low in ("but", "every", "per"):
        return before.low != "but" or (count.first > 1 and words[count.first - 2].low in ("all", "none"))
    if before is not None and count.bare:
        return before.low == "not"
    return before is not None and (is_negation(before) or before.low == "no")


def is_recounted(words: Sequence[Lexeme], count: Count) -> bool:
    """ "Three bodies had been counted twice": it is told of counting, not of what became of them."""
    after = [word.low for word in words[count.last : count.last + RECOUNT_REACH]]
    return any(pair in (("counted", "twice"), ("double", "counted"), ("counted", "double")) for pair in pairwise(after))


def _is_supposed(words: Sequence[Lexeme], first: int) -> bool:
    """ "if 50 people die", "fears that 20 had died", "fear 20 died"."""
    at = first
    while at > 0 and words[at - 1].low in DETERMINERS:
        at -= 1
    if at > 0 and words[at - 1].low in figure_words("doubt_verb"):
        return True
    for k in range(first - 1, max(-1, first - CLAUSE_REACH), -1):
        low = words[k].low
        if low in figure_words("condition"):
            return True
        if low == "that":
            return k > 0 and words[k - 1].low in figure_words("doubt")
        if low in _MARKS or low in figure_words("clause"):
            return False
    return False


def _is_possible(words: Sequence[Lexeme], first: int) -> bool:
    """ "could lead to 12 deaths", "would have killed 90": a modal verb shortly before the outcome."""
    for k in range(first - 1, max(-1, first - CAUSE_REACH - 1), -1):
        word = words[k]
        if word.low in _MARKS or word.low in figure_words("clause") or word.low in ("for", "and", "or", "who"):
            return False
        if word.low in word_class("modal") and not (_may_be_name(word) and k):
            return True
    return False


def _is_known(words: Sequence[Lexeme], count: Count, fate: Fate) -> bool:
    """ "will look into the murder of the six nuns": what happened is known, whatever is to come."""
    of_the = [word.low for word in words[fate.last : count.first]] == ["of", "the"]
    return of_the and fate.first > 0 and words[fate.first - 1].low == "the"


def _may_be_name(word: Lexeme) -> bool:
    """Whether it may be the month or the man: "May", "Will", and "MAY" where all is in capitals."""
    return word.low in ("may", "will") and (word.text.istitle() or (word.low == "may" and word.text.isupper()))


def _is_wished(words: Sequence[Lexeme], fate: Fate) -> bool:
    """ "demanded the release of 40 prisoners", "plans for the evacuation of 300"."""
    at = fate.first
    while at > max(0, fate.first - WISH_REACH) and (
        words[at - 1].low in DETERMINERS or is_adverb(words[at - 1]) or words[at - 1].low in ("immediate", "early")
    ):
        at -= 1
    if at > 0 and words[at - 1].low in ("for", "on", "over"):
        at -= 1
    failed = at > 0 and words[at - 1].low in figure_words("failed")  # "the attempted murder of 12"
    return failed or (at > 0 and words[at - 1].low in figure_words("wish"))


def _may_move(words: Sequence[Lexeme], count: Count, fate: Fate) -> bool:
    """ "the toll could rise to 50", "is expected to reach 50"."""
    for k in range(fate.last, count.first):
        if words[k].low in word_class("modal") and not (_may_be_name(words[k]) or words[k].text.istitle()):
            return True
        if words[k].low == "to" and k + 1 < count.first and words[k + 1].low in figure_words("moves"):
            return True
    return False
