"""Counts of a sentence → which of them is a part of which: "ten of the 300 guests", "of the 12 dead, four".

What a verb says of the phrase is said of the part: the part takes its noun from the whole, and the whole keeps
only what its own words tell. "Some of the 300 guests" has a part that no number tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.counted import DETERMINERS, MODIFIERS, Count
from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, figure_words
from onrecord.extract.quantities.outcome_words import Trigger, Triggers, fate_words

OWNER = 5  # words of whose the whole is: "five of the ship’s 20"
LEAD_REACH = 10  # words between "of the 12 dead" and the comma before its part
_ROW = frozenset({"last", "first", "past", "next", "previous", "final"})  # "five of their last six matches"
_OWNED = ("'s", "’s", "s'", "s’", "'", "’")
_OPENS = frozenset({",", ";", ":", ".", "(", '"', "“", "”", "'", "‘", "and", "but"}) | HYPHENS


def with_parts(words: Sequence[Lexeme], counts: Sequence[Count], triggers: Triggers) -> list[Count]:
    """The same counts; parts know where their whole begins, and wholes that they are split."""
    found = list(counts)
    by_first = {count.first: k for k, count in enumerate(counts) if not count.bare}
    for k in range(len(counts) - 1, -1, -1):
        j = _whole_after(words, counts[k], by_first)
        if j is not None and _fits(counts[k], counts[j]):
            whole = found[j] = replace(found[j], split=True)
            own = told_beside(words, whole, triggers)
            last = own.last if own else whole.last
            found[k] = replace(found[k], noun=whole.noun, kind=whole.kind, last=last, whole=whole.first)
    for k, count in enumerate(found):
        at = _of_before(words, count.first)
        if at is None or count.reading.unit is not None or count.bare:
            continue
        if at > 0 and words[at - 1].low in figure_words("part"):
            found[k] = replace(found[k], split=True)
        elif at == 0 or words[at - 1].low in _OPENS:
            _lead(words, found, k)
    return found


def told_beside(words: Sequence[Lexeme], whole: Count, triggers: Triggers) -> Trigger | None:
    """What a whole says itself right behind its number: "four of the 12 dead"."""
    if whole.noun is not None or words[whole.first - 1].low not in DETERMINERS:
        return None
    told = fate_words(triggers, whole.last)
    return next((trigger for trigger in told if trigger.use in ("passive", "state")), None)


def _whole_after(words: Sequence[Lexeme], count: Count, by_first: dict[int, int]) -> int | None:
    """The count that "of" and a determiner join to this one."""
    at = count.reading.last
    at += at + 1 < len(words) and words[at].low == "out" and words[at + 1].low == "of"  # "5 out of 20"
    if count.pronoun is not None or at >= len(words) or words[at].low != "of":
        return None
    at += 1
    while at < len(words) and at not in by_first and words[at].low in DETERMINERS | MODIFIERS | _ROW:
        at += 1
    owned = (end for end in range(at + 1, min(at + OWNER, len(words))) if words[end - 1].low.endswith(_OWNED))
    return by_first.get(at, next((by_first[end] for end in owned if end in by_first), None))


def _fits(part: Count, whole: Count) -> bool:
    """Whether a count can be a part: of something counted one by one, and not more than it."""
    if whole.reading.unit is not None or part.reading.unit not in (None, "percent", "fraction"):
        return False
    most = whole.reading.high if whole.reading.bound == "between" else whole.reading.value
    least = part.reading.value
    return part.reading.unit is not None or most is None or least is None or least <= most


def _of_before(words: Sequence[Lexeme], first: int) -> int | None:
    """Where the "of" stands that leads a count in, over its determiners; None where there is none."""
    at = first - 1
    while at > 0 and words[at].low in DETERMINERS | MODIFIERS:
        at -= 1
    return at if at >= 0 and words[at].low == "of" else None


def _lead(words: Sequence[Lexeme], found: list[Count], k: int) -> None:
    """ "Of the 12 dead, four were children": the next count after the comma is the part."""
    whole = found[k]
    if k + 1 == len(found) or whole.kind == "thing":
        return
    part = found[k + 1]
    comma = part.first - 1
    if not whole.last <= comma <= whole.last + LEAD_REACH or words[comma].text != ",":
        return
    if part.kind == "thing" or part.bare or not _fits(part, whole):
        return
    noun = part.noun or whole.noun
    found[k] = replace(whole, split=True)
    kind = part.kind if part.noun else whole.kind
    found[k + 1] = replace(part, noun=noun, kind=kind, whole=whole.first)
