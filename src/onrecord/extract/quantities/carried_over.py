"""Fates → those of later counts of the sentence that leave out what was said: "one seriously", "12 of them on Friday",
"down from 30 a year ago", "bringing the total to 1,430".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.ellipses import leaves_verb_out
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.extract.quantities.outcome_words import Triggers, fate_words
from onrecord.extract.quantities.people import is_people, is_plural
from onrecord.extract.quantities.syntax import Syntax

TOTAL_REACH = 16  # words between "bringing" and the total
_WHERE_OR_WHEN = frozenset({"on", "in", "at", "near", "since", "during", "overnight", "yesterday", "today"})
_SEVERAL = frozenset({"totals", "tolls", "numbers"})
_PEOPLE = ("people", "none")


def carry_over(
    words: Sequence[Lexeme],
    counts: Sequence[Count],
    found: list[Fate | None],
    pairs: Sequence[tuple[int, int]],
    triggers: Triggers,
    tree: Syntax | None = None,
) -> None:
    """Give the counts that leave it out what became of the count before them; `pairs` are neighbours."""
    for first, k in pairs:
        before, count = found[first], counts[k]
        if before is None or found[k] is not None or count.kind not in _PEOPLE or count.reading.unit is not None:
            continue
        if count.bare:
            continue
        graded = before.outcome == "injured" and count.noun is None and is_graded(words, count)
        if graded or _is_earlier(words, count) or _is_placed(words, count, triggers):
            found[k] = replace(before, side="toll" if before.side == "toll" else "shared", present=False)
        elif leaves_verb_out(words, counts[first], before, count, triggers, tree):
            found[k] = replace(before, side="shared", present=False)
        elif (at := _total_before(words, count, counts[first].last)) is not None:
            if words[at].low in _SEVERAL:
                _respectively(counts, found, first, k, at)
            else:
                found[k] = Fate(outcome=before.outcome, first=at, last=at + 1, side="toll")


def _respectively(counts: Sequence[Count], found: list[Fate | None], last: int, k: int, at: int) -> None:
    """ "12 infections and 9 deaths, taking the totals to 400 and 103": each total is that of one count before."""
    told = [fate for fate in found[max(0, last - 1) : last + 1] if fate is not None]
    if len(told) == 2 and k + 1 < len(counts) and counts[k + 1].first - counts[k].last == 1:
        for total, fate in zip((k, k + 1), told, strict=True):
            found[total] = Fate(outcome=fate.outcome, first=at, last=at + 1, side="toll")


def is_graded(words: Sequence[Lexeme], count: Count) -> bool:
    """ "one seriously", "two of them critically": an adverb in place of what was told before."""
    graded = count.last < len(words) and words[count.last].low in figure_words("grave")
    beyond = words[count.last + 1] if count.last + 1 < len(words) else None
    return graded and (beyond is None or not beyond.text[0].isalpha() or beyond.low in figure_words("between_counts"))


def _is_earlier(words: Sequence[Lexeme], count: Count) -> bool:
    """ "up from 54", "down from 30", "compared with 14", ", against 14"."""
    before = (words[count.first - 2].low, words[count.first - 1].low) if count.first > 1 else ("", "")
    return before in (("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")) or (
        before == (",", "against")
    )


def _is_placed(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> bool:
    """ "12 of them on Friday": nothing is said of the part but where or when."""
    if count.pronoun is None or count.last >= len(words):
        return False
    if is_people(words[count.last]):  # "three of them children"
        return count.last + 1 == len(words) or words[count.last + 1].text in ",;."
    if words[count.last].low in figure_words("be") and count.last + 1 < len(words):  # "nine of whom were children"
        return is_people(words[count.last + 1]) and is_plural(words[count.last + 1])
    if words[count.last].low not in _WHERE_OR_WHEN:
        return False
    for at in range(count.last, len(words)):
        low = words[at].low
        if words[at].text in ",;.":
            return True
        if low in figure_words("be") | figure_words("present") | reporting_forms() or fate_words(triggers, at):
            return False
    return True


def _total_before(words: Sequence[Lexeme], count: Count, first: int) -> int | None:
    """Where the total stands that a count is brought to: "bringing the total since March to 1,430"."""
    if words[count.first - 1].low != "to":
        return None
    for at in range(count.first - 2, max(first, count.first - TOTAL_REACH), -1):
        if words[at].text == ";" or words[at].low in figure_words("condition"):
            return None
        if words[at].low in figure_words("brings"):
            tallies = [k for k in range(at, count.first) if words[k].low in figure_words("tally")]
            return tallies[0] if tallies else None
    return None
