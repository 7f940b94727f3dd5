"""Lexemes of a sentence → readings: each number that may be a figure, with value, low, high, bound and unit.

The table of values and bounds is the record format's. What is counted, and its outcome, come later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from onrecord.extract.quantities.ages import OLDEST, is_age_among_others
from onrecord.extract.quantities.identifiers import counts_nothing
from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, Phrases, index_phrases, phrase_at, phrase_before
from onrecord.extract.quantities.numbers import is_number_word, number_at
from onrecord.extract.quantities.people import is_plural
from onrecord.extract.quantities.ranges import Side, ends_score, is_in_match, joins, score_at
from onrecord.extract.quantities.spelt import Form, Number
from onrecord.extract.quantities.units import currency_at, currency_before, unit_after
from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words
from onrecord.model.vocabulary import Bound

LONGEST_BOUND = 5  # words of a bound, "no fewer than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Lexemes `first` to `last` with the words of its bound and unit; `number` and `number_last` without them."""

    first: int
    last: int
    number: int
    number_last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound | None
    unit: str | None
    form: Form


def readings(words: Sequence[Lexeme], blocked: Callable[[int, int], bool]) -> list[Reading]:
    """The readings of a sentence, in order. `blocked(start, end)`: whether a calendar expression stands there."""
    found: list[Reading] = []
    at = 0
    starts = {at for at, word in enumerate(words) if is_number_word(word)}
    if not starts:
        return found
    while at < len(words):
        if (
            at not in starts
            and words[at].low not in HYPHENS
            and (at + 1 >= len(words) or words[at + 1].text not in HYPHENS)
        ):
            at += 1
            continue
        side = _side_at(words, at) if at in starts else None
        if side is None:
            at = ends_score(words, at + 1) or at + 1
            continue
        after = max(side.number.last, at + 1)
        if not _is_blocked(words, side, blocked):
            new = [_restated(words, reading, found) for reading in _read(words, side, blocked)]
            found.extend(new)
            after = max([after, *(reading.number_last for reading in new)])
        at = after
    return found


def _side_at(words: Sequence[Lexeme], at: int) -> Side | None:
    """The number at `at` with its unit; None where it counts nothing."""
    money = currency_before(words, at)
    number = number_at(words, at, money=money is not None or _plural_follows(words, at + 2))
    if number is None:
        return None
    unit = None if money else unit_after(words, number)
    scored = not money and not unit and is_in_match(words, number)
    if not scored and counts_nothing(words, number, money=money is not None, unit=unit is not None):
        return None
    if money:
        return Side(first=money[0], last=number.last, number=number, unit=money[1] or None, prefixed=True)
    if unit:
        return Side(first=at, last=unit[0], number=number, unit=unit[1] or None, prefixed=False)
    age = "year" if _is_age(words, number) or is_age_among_others(words, number) else None
    return Side(first=at, last=number.last, number=number, unit=age, prefixed=age is not None)


def _is_age(words: Sequence[Lexeme], number: Number) -> bool:
    """ "aged 34", "at the age of 34", "Ana Ruiz, 34,": how old somebody is, where nothing is counted."""
    low = [words[k].low if k >= 0 else "" for k in (number.first - 1, number.first - 2)]
    if low[0] in ("aged", "age", "ages") or low == ["of", "age"]:
        return True
    if low[0] != "," or number.form != "digits" or not 0 < number.value <= OLDEST:
        return False
    name, after = words[number.first - 2], words[number.last].text if number.last < len(words) else "."
    marks = ",;" if name.text.isupper() else ",.;"
    return name.text[0].isupper() and after in marks and len(words[number.first].text) < 4


def _is_blocked(words: Sequence[Lexeme], side: Side, blocked: Callable[[int, int], bool]) -> bool:
    return blocked(words[side.number.first].start, words[side.number.last - 1].end)


def _plural_follows(words: Sequence[Lexeme], at: int) -> bool:
    """Whether a plural noun ends the noun phrase at `at`, so that the "m" before it says million and no metres."""
    for word in words[at : at + 5]:
        if not word.text[0].isalpha() or (word.low in lexicon_words("function_words") and word.low != "and"):
            return False
        if is_plural(word):
            return True
    return False


def _read(words: Sequence[Lexeme], side: Side, blocked: Callable[[int, int], bool]) -> list[Reading]:
    score = score_at(words, side)
    if score:
        return [_exactly(side), _exactly(score)]
    second = _second(words, side)
    if second and not _is_blocked(words, second, blocked):
        ends = joins(words, side, second)
        if ends:
            return [_between(words, side, second, ends)]
    return [_from_both_sides(words, side, blocked) or _bounded(words, side)]


def _from_both_sides(words: Sequence[Lexeme], side: Side, blocked: Callable[[int, int], bool]) -> Reading | None:
    """ "no fewer than 40 and as many as 60": one range between two bounds."""
    at = side.last + 1
    lower = phrase_before(words, side.first, _bounds_before())
    if lower is None or lower[1][1] not in ("over", "at_least") or at >= len(words) or side.unit:
        return None
    if words[at - 1].low not in ("and", "but"):
        return None
    for start in range(at + 1, min(len(words), at + LONGEST_BOUND + 1)):
        upper = phrase_before(words, start, _bounds_before())
        number = number_at(words, start) if upper and upper[0] == at else None
        if (
            upper is None
            or number is None
            or upper[1][1] not in ("under", "at_most")
            or number.form != side.number.form
        ):
            continue
        if {number.form, side.number.form} - {"digits", "words"}:
            return None
        end = Side(first=start, last=number.last, number=number, unit=None, prefixed=False)
        if _is_blocked(words, end, blocked) or unit_after(words, number) or number.value <= side.number.value:
            return None
        return replace(_between(words, side, end, (side.number.value, number.value)), first=lower[0])
    return None


def _restated(words: Sequence[Lexeme], reading: Reading, found: Sequence[Reading]) -> Reading:
    """A number in brackets that says the last one again in another unit has its bound: "under 60 mph (97 km/h)"."""
    at = reading.first
    if not found or reading.bound != "exactly" or reading.value is None or at == 0 or words[at - 1].text not in "(/":
        return reading
    before = found[-1]
    other = before.unit != reading.unit and before.unit is not None and reading.unit is not None
    return apply(reading, before.bound or "") if other and before.last in (at - 1, at - 2) else reading


def _second(words: Sequence[Lexeme], side: Side) -> Side | None:
    """The other end of a range: after "to", "and", "or" or a dash."""
    at = side.last
    if at + 1 >= len(words) or words[at].low not in HYPHENS | {"to", "and", "or"}:
        return None
    at += 2 if words[at].low == "to" and words[at + 1].text in HYPHENS else 1
    opened = currency_at(words, at)
    start = opened[0] if opened else at
    if start >= len(words) or words[start].text in HYPHENS or not is_number_word(words[start]):
        return None
    number = number_at(words, start, money=opened is not None or (side.prefixed and side.unit is not None))
    if number is None or number.form in ("several", "vague"):
        return None
    unit = None if opened else unit_after(words, number)
    if opened:
        return Side(first=at, last=number.last, number=number, unit=opened[1] or None, prefixed=True)
    return Side(
        first=at,
        last=unit[0] if unit else number.last,
        number=number,
        unit=(unit[1] or None) if unit else None,
        prefixed=False,
    )


def _exactly(side: Side) -> Reading:
    value = side.number.value
    return Reading(
        first=side.first,
        last=side.last,
        number=side.number.first,
        number_last=side.number.last,
        value=value,
        low=value,
        high=value,
        bound="exactly",
        unit=side.unit,
        form=side.number.form,
    )


def _between(words: Sequence[Lexeme], side: Side, second: Side, ends: tuple[Decimal, Decimal]) -> Reading:
    first = side.first
    if first and words[first - 1].low in ("between", "from"):
        first -= 1
    before = phrase_before(words, first, _bounds_before())
    return replace(
        _exactly(side),
        first=before[0] if before else first,
        last=second.last,
        number_last=second.number.last,
        value=None,
        low=ends[0],
        high=ends[1],
        bound="between",
        unit=side.unit or second.unit,
    )


def _bounded(words: Sequence[Lexeme], side: Side) -> Reading:
    """The reading of one number by the words of its bound, before or after it."""
    reading = _exactly(side)
    if side.number.form == "fraction" and side.unit is None:
        reading = replace(reading, unit="fraction")
    before = phrase_before(words, side.first, _bounds_before())
    after = phrase_at(words, side.last, _bounds_after())
    if before and side.number.form != "several":
        reading = replace(reading, first=before[0])
    if side.number.form == "several":
        return replace(reading, value=None, low=None, high=None, bound=None)
    if side.number.form == "vague":
        return replace(reading, value=None, high=None, bound="at_least")
    if before and before[1][1] != "exactly":
        return apply(reading, before[1][1])
    if after:
        return apply(replace(reading, last=after[0]), after[1][1])
    return reading


def apply(reading: Reading, bound: str) -> Reading:
    """The reading with `low`, `high` and `bound` as the record format's table gives them for a bound's words."""
    value = reading.value
    match bound:
        case "over" | "at_least":
            return replace(reading, bound=bound, low=value, high=None)
        case "under" | "at_most":
            return replace(reading, bound=bound, low=None, high=value)
        case "about":
            return replace(reading, bound="about", low=None, high=None)
    return reading


def bound_after(words: Sequence[Lexeme], at: int) -> tuple[int, str] | None:
    """A bound written after what is counted ("30 people or more"): where it ends, and the bound."""
    found = phrase_at(words, at, _bounds_after())
    return (found[0], found[1][1]) if found else None


@cache
def _bounds_before() -> Phrases:
    return index_phrases([row for row in table("bounds") if row[1] == "before"], last=True)


@cache
def _bounds_after() -> Phrases:
    return index_phrases([row for row in table("bounds") if row[1] == "after"])
