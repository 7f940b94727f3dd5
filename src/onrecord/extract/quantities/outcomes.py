"""Counts of a sentence → what became of whom they count, by the closest governing verb or noun in the clause.

A window of words stands in for a parse. In this order: what the counted noun says itself ("12 deaths"), a verb or
noun before it, a predicate after it, a toll whose number it is; then what coordination and "including" carry over;
last what the noun alone tells ("hostages").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from onrecord.extract.quantities.ages import without_ages
from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate, fate_of, is_now
from onrecord.extract.quantities.governors import along, among, toll, verb_before
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.outcome_words import Triggers, fate_words
from onrecord.extract.quantities.people import own_outcome
from onrecord.extract.quantities.predicates import predicate
from onrecord.model.vocabulary import Outcome


def fates(words: Sequence[Lexeme], counts: Sequence[Count], triggers: Triggers) -> list[Fate | None]:
    """The fate of each count, None where none is told."""
    edges = sorted(count.first for k, count in enumerate(counts) if _ends_a_clause(words, counts, k))
    found = [_own(words, count, triggers, edges) for count in counts]
    ageless = [k for k, count in enumerate(counts) if count.reading.unit != "year"]  # an age may stand between two
    others, told = [counts[k] for k in ageless], [found[k] for k in ageless]
    _share_predicates(words, others, told)
    _share_objects(words, others, told)
    _share_auxiliaries(words, others, told)
    for k, fate in zip(ageless, told, strict=True):
        found[k] = fate
    return [fate or _told_by_noun(words, count) for fate, count in zip(found, counts, strict=True)]


def _ends_a_clause(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether the predicate of an earlier count cannot stand behind this one."""
    people = counts[k].kind != "thing" and counts[k].reading.unit is None
    return people and not includes(words, counts, k)


def _own(words: Sequence[Lexeme], count: Count, triggers: Triggers, edges: Sequence[int]) -> Fate | None:
    if count.reading.unit not in (None, "fraction") or (count.kind == "thing" and count.pronoun is None):
        return None
    if count.reading.unit == "fraction" and count.kind != "people":
        return None
    return (
        _in_noun_phrase(count, triggers)
        or _left_dead(count, verb_before(words, count, triggers), triggers)
        or predicate(words, count, triggers, edges)
        or toll(words, count, triggers)
        or among(words, count, triggers)
        or along(words, count, triggers)
    )


def _left_dead(count: Count, fate: Fate | None, triggers: Triggers) -> Fate | None:
    """ "shot 3 people dead": the end of it counts, not how it began."""
    deaths = [each for each in fate_words(triggers, count.last) if each.use == "state" and each.outcome == "killed"]
    return replace(fate, outcome="killed", last=deaths[0].last) if fate and deaths else fate


def _in_noun_phrase(count: Count, triggers: Triggers) -> Fate | None:
    """ "12 deaths", "12 wounded soldiers"."""
    if count.noun is None:
        return None
    first, last = count.noun
    for at, uses in ((last - 1, ("noun",)), (first, ("passive", "state"))):
        for trigger in fate_words(triggers, at):
            if trigger.use in uses and trigger.last <= last and trigger.of in ("people", "bare"):
                return fate_of(trigger, "noun")
    return None


def _share_predicates(words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "12 soldiers and three civilians were killed": the first shares the predicate of the second."""
    for k in range(len(counts) - 2, -1, -1):
        other = found[k + 1]
        if found[k] is None and other and other.side == "after" and counts[k].kind == "people":
            found[k] = other if is_joined(words, counts[k], counts[k + 1]) else None


def _share_objects(words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "killing 12 soldiers and three civilians", "12 dead, including 4 children": what was said goes on."""
    for k in range(1, len(counts)):
        before = found[k - 1]
        if found[k] or before is None or counts[k].kind not in ("people", "none") or counts[k].reading.unit:
            continue
        joined = counts[k].kind == "people" and before.side in ("before", "shared", "toll", "among")
        if includes(words, counts, k) or (joined and is_joined(words, counts[k - 1], counts[k])):
            found[k] = replace(before, side="shared")


def _share_auxiliaries(words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "12 people have been killed and 30 wounded": the second verb shares the first one's auxiliaries."""
    for k in range(1, len(counts)):
        before, fate = found[k - 1], found[k]
        if before is None or fate is None or not before.present or (before.side, fate.side) != ("after", "after"):
            continue
        joined = {word.low for word in words[before.last : counts[k].first]} <= figure_words("between_counts")
        if joined and fate.first == counts[k].last:
            found[k] = replace(fate, present=True)


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
    return including and not set(between) & {";", ".", "were", "was"}


def _told_by_noun(words: Sequence[Lexeme], count: Count) -> Fate | None:
    """The outcome that the counted noun alone tells: "40 hostages" are held."""
    if count.noun is None or count.kind != "people" or count.bare:
        return None
    at = count.noun[1] - 1
    outcome = own_outcome(words[at])
    if not outcome:
        return None
    return Fate(
        outcome=cast(Outcome, outcome), first=at, last=at + 1, side="noun", present=is_now(words, at + 1, at + 2)
    )
