"""Counts of a sentence that stand beside each other → what was said of one is said of the other: by coordination, by
"including", by a verb that shares its auxiliary, by a whole whose part is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.ages import without_ages
from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate, fate_of
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.outcome_words import Triggers, fate_words
from onrecord.extract.quantities.people import own_outcome


def share_wholes(counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "Of the 12 dead, four were children": what is told of the whole alone holds of its part."""
    by_first = {count.first: k for k, count in enumerate(counts) if count.split}
    for k, count in enumerate(counts):
        if found[k] is None and count.whole in by_first and count.reading.unit in (None, "fraction"):
            whole = found[by_first[count.whole]]
            found[k] = replace(whole, side="among") if whole else None


def _counts_dead(words: Sequence[Lexeme], count: Count) -> bool:
    """Whether the noun itself tells that they are dead: "33 bodies and 110 wounded"."""
    return count.noun is not None and own_outcome(words[count.noun[1] - 1]) == "killed"


def share_predicates(
    words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None], pairs: Sequence[tuple[int, int]]
) -> None:
    """ "12 soldiers and three civilians were killed": the first shares the predicate of the second."""
    for k, after in reversed(pairs):
        other = found[after]
        if found[k] or other is None or other.side != "after" or counts[k].kind != "people" or counts[k].split:
            continue
        if _counts_dead(words, counts[k]):
            continue
        own = counts[after].pronoun is not None  # "carried 40 people, 12 of whom drowned"
        parted = any(word.text == "," for word in words[counts[after].last : other.first])
        if (not own or parted) and is_joined(words, counts[k], counts[after]):
            found[k] = other


def share_objects(
    words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None], pairs: Sequence[tuple[int, int]]
) -> None:
    """ "killing 12 soldiers and three civilians", "12 dead, including 4 children": what was said goes on."""
    for first, k in pairs:
        before = found[first]
        if found[k] or before is None or counts[k].kind not in ("people", "none") or counts[k].reading.unit:
            continue
        joined = counts[k].kind == "people" and before.side in ("before", "shared", "toll", "among")
        if includes(words, counts, k) or (joined and is_joined(words, counts[first], counts[k])):
            found[k] = replace(before, side="shared")


def share_auxiliaries(
    words: Sequence[Lexeme],
    counts: Sequence[Count],
    found: list[Fate | None],
    pairs: Sequence[tuple[int, int]],
    triggers: Triggers,
) -> None:
    """ "12 people have been killed and 30 wounded": the second verb shares the first one's auxiliaries."""
    for first, k in pairs:
        before, fate = found[first], found[k]
        if before and fate and before.side == fate.side == "before" and before.present:
            between = {word.low for word in words[counts[first].last : fate.first]}
            found[k] = replace(fate, present=True) if between and between <= figure_words("between_counts") else fate
        if before is None or before.side != "after":
            continue
        if not {word.low for word in words[before.last : counts[k].first]} <= figure_words("between_counts"):
            continue
        if fate is None and counts[k].kind == "none" and counts[k].reading.unit is None:
            passive = any(word.low in figure_words("be") for word in words[counts[first].last : before.first])
            told = [each for each in fate_words(triggers, counts[k].last) if each.use in ("passive", "undergone")]
            found[k] = fate_of(told[0], "after", before.present) if passive and told else None
        elif fate and before.present and fate.side == "after" and fate.first == counts[k].last:
            found[k] = replace(fate, present=True)


def is_inside(counts: Sequence[Count], k: int) -> bool:
    """Whether a count stands inside the phrase of its own part ("ten of the 300 guests")."""
    return k > 0 and counts[k].split and counts[k - 1].whole == counts[k].first and counts[k - 1].last > counts[k].first


def is_joined(words: Sequence[Lexeme], left: Count, right: Count) -> bool:
    """Whether only "and", a comma or the like stands between two counts."""
    between = [word.low for word in without_ages(words[left.last : right.first])]
    return 0 < len(between) <= 3 and set(between) <= figure_words("between_counts")


def includes(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether the count is named as a part of the one before it ("including 4 children", "among them 4 children")."""
    if k == 0:
        return False
    between = [word.low for word in words[counts[k - 1].last : counts[k].first]]
    including = any(word.startswith("includ") for word in between) or ("among" in between and "them" in between)
    behind = between[-1:] == ["including"] and not {";", "."} & set(between)  # "12 were hurt, including 4 children"
    return behind or (including and not set(between) & {";", ".", "were", "was"})


def may_share(words: Sequence[Lexeme], counts: Sequence[Count], k: int, found: Sequence[Fate | None]) -> bool:
    """Whether a count may share with its neighbours; a list of names only with the count that ends it."""
    if counts[k].names is None or found[k]:
        return True
    between = {word.low for word in words[counts[k].last : counts[k + 1].first]} if k + 1 < len(counts) else set[str]()
    return "and" in between and is_joined(words, counts[k], counts[k + 1])
