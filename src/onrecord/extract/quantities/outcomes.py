"""Counts of a sentence → what became of whom they count, by the closest governing verb or noun in the clause.

A window of words comes first, and the tree, where there is one, sets right where that goes wrong. In this order: what
the counted noun says itself ("12 deaths"), a verb or noun before it, a predicate after it, a toll whose number it is;
then what coordination and "including" carry over; last what the noun alone tells ("hostages"). What a clause only
fears, supposes or denies is no outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from onrecord.extract.quantities.carried_over import carry_over
from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.doubt import is_doubtful, is_recounted
from onrecord.extract.quantities.fates import Fate, fate_of, is_adverb, is_now
from onrecord.extract.quantities.governors import along, among, driven_out, toll, verb_before
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.extract.quantities.named import is_named_dead
from onrecord.extract.quantities.outcome_words import Trigger, Triggers, fate_words
from onrecord.extract.quantities.partitives import told_beside
from onrecord.extract.quantities.people import own_outcome
from onrecord.extract.quantities.predicates import predicate
from onrecord.extract.quantities.sharing import (
    includes,
    is_inside,
    is_joined,
    may_share,
    share_auxiliaries,
    share_objects,
    share_predicates,
    share_wholes,
)
from onrecord.extract.quantities.syntax import Syntax
from onrecord.extract.quantities.tree_fates import (
    has_own_verb,
    is_doer,
    is_no_head,
    is_of_another,
    is_participle,
    told_by_tree,
)
from onrecord.lexicon import words as lexicon_words
from onrecord.model.vocabulary import Outcome

SUPPOSED_REACH = 4  # words behind a count that may only suppose something of it
BRACKET_REACH = 8  # words of what stands in brackets between people and their predicate


def fates(
    words: Sequence[Lexeme], counts: Sequence[Count], triggers: Triggers, tree: Syntax | None = None
) -> list[Fate | None]:
    """The fate of each count, None where none is told."""
    edges = sorted(count.first for k, count in enumerate(counts) if _ends_a_clause(words, counts, k))
    found = [_own(words, counts, k, triggers, edges) for k in range(len(counts))]
    if tree is not None and triggers:
        found = [_by_tree(words, count, fate, triggers, tree) for count, fate in zip(counts, found, strict=True)]
    _tell_again(words, counts, found, triggers, edges)
    share_wholes(counts, found)
    # An age may stand between two counts, and so may the whole of a part.
    order = [
        k
        for k, count in enumerate(counts)
        if count.reading.unit != "year" and not is_inside(counts, k) and may_share(words, counts, k, found)
    ]
    pairs = list(pairwise(order))
    share_predicates(words, counts, found, pairs)
    share_objects(words, counts, found, pairs)
    share_auxiliaries(words, counts, found, pairs, triggers)
    carry_over(words, counts, found, pairs, triggers, tree)
    if tree is not None:
        found = [
            None if fate and has_own_verb(words, count, fate, tree) else fate
            for fate, count in zip(found, counts, strict=True)
        ]
    return [
        fate or (None if is_recounted(words, count) else _told_by_noun(words, count))
        for fate, count in zip(found, counts, strict=True)
    ]


def _tell_again(
    words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None], triggers: Triggers, edges: Sequence[int]
) -> None:
    """ "250 were taken hostage, and 112 are still being held": behind people a bare number counts people."""
    for k, count in enumerate(counts):
        after = any(found[j] and counts[j].kind == "people" for j in range(k))
        if found[k] is None and after and count.kind == "none" and count.reading.unit is None and not count.split:
            people = [*counts[:k], replace(count, kind="people"), *counts[k + 1 :]]
            fate = predicate(words, people[k], triggers, edges)
            found[k] = None if fate and is_doubtful(words, count, fate) else fate


def _ends_a_clause(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether the predicate of an earlier count cannot stand behind this one."""
    people = counts[k].kind != "thing" and counts[k].reading.unit is None and counts[k].names is None
    return people and not _is_inserted(words, counts, k)


def _is_inserted(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether a count only says who is among those before it: "including a woman and a child", "(two nurses)"."""
    before = words[max(0, counts[k].first - BRACKET_REACH) : counts[k].first]
    marks = [word.text for word in before if word.text in "()"]
    if includes(words, counts, k) or (k > 0 and marks[-1:] == ["("]):
        return True
    return k > 1 and includes(words, counts, k - 1) and is_joined(words, counts[k - 1], counts[k])


def _own(
    words: Sequence[Lexeme], counts: Sequence[Count], k: int, triggers: Triggers, edges: Sequence[int]
) -> Fate | None:
    count = counts[k]
    if not is_of_people(count):
        return None
    if is_named_dead(words, count):
        return Fate(outcome="killed", first=count.first - 1, last=count.first, side="before")
    if of_the := _of_the_dead(words, count, triggers):
        return of_the
    if _is_led(words, count):
        return verb_before(words, count, triggers)  # "the daughters of A and B were killed": not A and B
    if count.split:
        fate = _of_whole(words, counts, k, triggers, edges)
    else:
        fate = (
            _died(words, count, triggers, edges)
            or _in_noun_phrase(count, triggers)
            or _left_dead(count, verb_before(words, count, triggers), triggers)
            or _left(words, count, predicate(words, count, triggers, edges))
            or toll(words, count, triggers)
            or among(words, count, triggers)
            or along(words, count, triggers)
            or driven_out(words, count)
        )
    return None if fate and is_doubtful(words, count, fate) else fate


def _is_led(words: Sequence[Lexeme], count: Count) -> bool:
    """Whether a list of names stands behind "of" or another preposition, so that others are told of."""
    before = words[count.first - 1].low if count.first else ""
    return count.names is not None and (before == "of" or before in figure_words("oblique"))


def _by_tree(words: Sequence[Lexeme], count: Count, fate: Fate | None, triggers: Triggers, tree: Syntax) -> Fate | None:
    """The fate as the tree has it, where a window of words goes wrong."""
    if not is_of_people(count) or count.split or _is_led(words, count):
        return fate
    if fate is None or is_participle(words, fate, tree):
        told = told_by_tree(words, count, triggers, tree)
        return told if told and not is_doubtful(words, count, told) else fate
    of_others = is_of_another(words, count, fate, tree) or is_doer(words, count, fate, triggers, tree)
    return None if of_others or is_no_head(words, count, tree) else fate


def _of_whole(
    words: Sequence[Lexeme], counts: Sequence[Count], k: int, triggers: Triggers, edges: Sequence[int]
) -> Fate | None:
    """What is told of a whole whose part has the verb: "12 deaths", "the 12 dead", "of the 12 who were hurt, four"."""
    count = counts[k]
    beside = told_beside(words, count, triggers)
    if beside:
        return fate_of(beside, "after")
    relative = count.last < len(words) and words[count.last].low == "who" and not is_inside(counts, k)
    return _in_noun_phrase(count, triggers) or (predicate(words, count, triggers, edges) if relative else None)


def _of_the_dead(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "five of the dead were soldiers", "two of those injured": what they all are."""
    at = count.reading.last
    low = [words[k].low if k < len(words) else "" for k in (at, at + 1)]
    if low[0] != "of" or low[1] not in ("the", "those") or count.bare or count.reading.unit is not None:
        return None
    for trigger in fate_words(triggers, at + 2):
        beyond = words[trigger.last] if trigger.last < len(words) else None
        if trigger.use in ("passive", "state") and not (beyond and beyond.text.isalpha() and _is_noun(beyond)):
            return _ended_otherwise(words, trigger, triggers) or fate_of(trigger, "among")
    return None


def _ended_otherwise(words: Sequence[Lexeme], trigger: Trigger, triggers: Triggers) -> Fate | None:
    """What the predicate tells of some of them: "two of the rescued later died", "of the detained were released"."""
    at = trigger.last
    while at < len(words) and (is_adverb(words[at]) or words[at].low in figure_words("be") | {"have", "has", "had"}):
        at += 1
    passive = any(word.low in figure_words("be") for word in words[trigger.last : at])
    uses = ("verb", "state", "passive", "undergone") if passive else ("verb",)
    after = [each for each in fate_words(triggers, at) if each.use in uses and each.outcome != trigger.outcome]
    return fate_of(after[0], "after", is_now(words, trigger.last, at)) if at > trigger.last and after else None


def _is_noun(word: Lexeme) -> bool:
    """Whether a noun may stand there: no function word, no auxiliary, no verb of saying."""
    return word.low not in lexicon_words("function_words") | reporting_forms() | figure_words("be")


def _left_dead(count: Count, fate: Fate | None, triggers: Triggers) -> Fate | None:
    """ "shot 3 people dead": the end of it counts, not how it began."""
    deaths = [each for each in fate_words(triggers, count.last) if each.use == "state" and each.outcome == "killed"]
    return replace(fate, outcome="killed", last=deaths[0].last) if fate and deaths else fate


def _died(words: Sequence[Lexeme], count: Count, triggers: Triggers, edges: Sequence[int]) -> Fate | None:
    """ "six wounded men died", "four displaced people were killed": what became of them in the end."""
    described = _in_noun_phrase(count, triggers)
    if described is None or described.outcome == "killed" or count.noun is None or described.first != count.noun[0]:
        return None
    fate = predicate(words, count, triggers, edges)
    return fate if fate and fate.outcome == "killed" else None


def _left(words: Sequence[Lexeme], count: Count, fate: Fate | None) -> Fate | None:
    """ "has left 61 dead": true now, as the verb before the number says."""
    before = [word.low for word in words[max(0, count.first - 3) : count.first]]
    has = before[-1:] == ["left"] and bool({"has", "have"} & set(before))
    return replace(fate, present=True) if fate and has else fate


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


def is_of_people(count: Count) -> bool:
    """Whether something may have become of what is counted: no measure, no thing."""
    if count.reading.unit not in (None, "fraction") or (count.kind == "thing" and count.pronoun is None):
        return False
    return count.reading.unit is None or count.kind == "people"


def _told_by_noun(words: Sequence[Lexeme], count: Count) -> Fate | None:
    """The outcome that the counted noun alone tells: "40 hostages" are held."""
    if count.noun is None or count.kind != "people" or count.bare:
        return None
    at = count.noun[1] - 1
    outcome = own_outcome(words[at])
    supposed = any(word.low in figure_words("supposed") for word in words[count.last : count.last + SUPPOSED_REACH])
    gone = any(word.low in figure_words("escapes") for word in words[count.last : count.last + SUPPOSED_REACH])
    if not outcome or gone or (supposed and count.whole is not None):
        return None  # "of the 112 hostages, 34 are believed dead"
    return Fate(
        outcome=cast(Outcome, outcome), first=at, last=at + 1, side="noun", present=is_now(words, at + 1, at + 2)
    )
