"""Numbers → which of them count nothing: years, dates, names with a number, addresses, telephones, list marks.

Calendar expressions that `times` found are kept out before this; the rules here catch what it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, figure_words, is_digits, is_word, touch
from onrecord.extract.quantities.numbers import is_number_word
from onrecord.extract.quantities.people import is_people, is_person, is_plural
from onrecord.extract.quantities.spelt import Number
from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words

YEARS = range(1500, 2100)
CASE_REACH = 12  # words on each side that are looked at for small letters
MOST_GROUPS = 4  # groups of digits of a telephone number that are looked at
_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "o'clock", "gmt", "utc", "est", "bst", "cet", "pt", "et"})
_YEAR_PREPOSITIONS = frozenset(
    {"in", "since", "until", "till", "during", "after", "before", "early", "late", "mid", "circa"}
)
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"})
_ONE_AFTER = frozenset(
    {"the", "this", "that", "each", "every", "any", "which", "no", "another", "as", "day", "or", "former", "latter"}
)
_WHERE_OR_WHEN = frozenset({"in", "on", "at", "near"})
_PREFIXES = frozenset({"mid", "pre", "post", "to", "minus"})
_SUFFIXES = frozenset({"odd", "to", "plus"})
_HALF_BEFORE = frozenset({"of", "the", "a", "an", "its", "their", "his", "her", "our", "my", "all", "those", "these"})


def counts_nothing(words: Sequence[Lexeme], number: Number, *, money: bool, unit: bool) -> bool:
    """Whether the number is none of a figure. `money`: a currency stands before it, `unit`: a unit after it."""
    measured = money or unit
    before = words[number.first - 1] if number.first else None
    after = words[number.last] if number.last < len(words) else None
    if number.form == "fraction" and words[number.first].low == "half":
        return _half_of_nothing(after, measured)
    if number.form in ("vague", "several", "fraction"):
        return bool(after and after.text in HYPHENS and touch(words[number.last - 1], after)) and not measured
    if not money and _is_code(words, number, after):
        return True
    if _is_list_mark(words, number) or _is_page_mark(words, number) or _is_clock_or_date(words, number, before, after):
        return True
    if (not money and _is_joined_before(words, number)) or _is_joined_after(words, number, measured=measured):
        return True
    alone = words[number.first].low == "one" and number.last == number.first + 1
    if alone and after and after.low in figure_words("pause"):
        return True
    if measured:
        return not money and _year_like(words, number) and before is not None and before.low in _YEAR_PREPOSITIONS
    if alone:
        return _one_of_nothing(words, number, before, after)
    return (
        _is_year(words, number, before, after)
        or _is_named(words, number, before, after)
        or _is_address(words, number)
        or _is_telephone(words, number)
    )


def _half_of_nothing(after: Lexeme | None, measured: bool) -> bool:
    return not measured and (after is None or after.low not in _HALF_BEFORE)


def _is_list_mark(words: Sequence[Lexeme], number: Number) -> bool:
    if number.first > 1 or (number.first == 1 and words[0].text != "("):
        return False
    return (
        number.last < len(words)
        and words[number.last].text in ".)"
        and is_digits(words[number.first])
        and (number.last + 1 == len(words) or words[number.last].text == ")" or is_word(words[number.last + 1]))
    )


def _is_page_mark(words: Sequence[Lexeme], number: Number) -> bool:
    """ "1 / 12 Photos" at the beginning of a line: which of how many; neither counts anything."""
    if len(words) < 3 or words[1].text != "/" or number.first not in (0, 2) or touch(words[0], words[1]):
        return False
    whole = all(words[k].text.isdecimal() and len(words[k].text) < 4 for k in (0, 2))
    return whole and int(words[0].text) <= int(words[2].text)


def _is_clock_or_date(words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None) -> bool:
    if after and after.low in _CLOCK:
        return True
    months = figure_words("month")
    small = number.value <= 31 or _year_like(words, number)
    for month in (before, after):
        if month and small and month.low.rstrip(".") in months and month.text[0].isupper():
            return not (month is before and after and is_people(after))
    return bool(
        before and before.text == "." and small and number.first > 1 and _is_short_month(words[number.first - 2])
    )


def _is_short_month(word: Lexeme) -> bool:
    return word.low in figure_words("month") and len(word.low) <= 4 and word.text[0].isupper() and word.low != "may"


def _is_joined_before(words: Sequence[Lexeme], number: Number) -> bool:
    """Digits glued to the letters or marks before them: "B52", "COVID-19", "11:30", "#4"."""
    if number.first == 0 or not touch(words[number.first - 1], words[number.first]):
        return False
    before = words[number.first - 1]
    if is_word(before) or before.text in "#№@_":
        return True
    beyond = words[number.first - 2] if number.first > 1 else None
    if beyond is None or not touch(beyond, before):
        return before.text in ".,"  # ".5.6": no number that anybody writes
    if before.text in ":/":
        return is_digits(beyond) or is_word(beyond)
    if before.text in ".,":
        return not is_word(beyond) and beyond.text not in ".…"
    return before.text in HYPHENS and is_word(beyond) and beyond.low not in _PREFIXES


def _is_joined_after(words: Sequence[Lexeme], number: Number, *, measured: bool) -> bool:
    """Digits glued to what comes after ("5G", "22nd", "24/7"), ordinals and compounds ("two-state")."""
    last, after, beyond = (words[k] if k < len(words) else None for k in range(number.last - 1, number.last + 2))
    if last is None or after is None or not touch(last, after):
        return False
    glued = beyond is not None and touch(after, beyond)
    if after.text in ":/":
        return glued and beyond is not None and is_digits(beyond)
    if after.text in HYPHENS and glued and beyond is not None and is_word(beyond):
        ordinal = beyond.low in _ORDINALS and not is_digits(last)
        return ordinal or (not measured and beyond.low not in _SUFFIXES)
    return is_word(after) and not measured


def _one_of_nothing(words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None) -> bool:
    """ "one" counts before a noun or a verb's outcome, not as a pronoun ("that one", "one of the", "one day")."""
    if before and before.low in _ONE_AFTER and not (before.low == "that" and after and is_people(after)):
        return True
    if after is None or not is_word(after) or after.low.startswith("'") or is_plural(after):
        return True  # what one of is counted is singular: "one gets lost" has a verb
    if after.low in _WHERE_OR_WHEN and before and before.low in (",", ";", "and"):
        return False  # "two died on Monday and one on Tuesday": a figure where an outcome is carried over
    if after.low == "of":
        pronoun = words[number.last + 1].low if number.last + 1 < len(words) else ""
        return pronoun not in ("them", "whom", "us")
    if after.low in ("to", "or") and number.last + 1 < len(words):
        return not is_number_word(words[number.last + 1])
    return after.low in figure_words("pause") or (_is_function_word(after) and after.low not in figure_words("be"))


def _year_like(words: Sequence[Lexeme], number: Number) -> bool:
    text = words[number.first].text
    return number.last == number.first + 1 and len(text) == 4 and text.isdecimal() and int(text) in YEARS


def _is_year(words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None) -> bool:
    if not _year_like(words, number):
        return False
    if before and before.low in _YEAR_PREPOSITIONS:
        return not (after and is_people(after) and before.low == "after")
    return not (after and is_word(after) and after.text.islower() and is_plural(after))


def _is_named(words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None) -> bool:
    """A number after the noun or name that it tells apart: "flight 212", "Lorn 5", "No. 12"."""
    if before is None or (after and is_people(after) and not is_person(after)):
        return False
    noun = words[number.first - 2] if before.text == "." and number.first > 1 else before
    if noun.low in figure_words("designator") and (noun is before or noun.low in ("no", "nr")):
        return noun.low != "no" or is_digits(words[number.first])
    if not is_digits(words[number.last - 1]) or number.scale != 1 or not _case_tells(words, number.first):
        return False
    if before.low in _weekdays() and after and is_word(after):
        return False  # "on Tuesday 30 were injured"
    capital = any(letter.isupper() for letter in before.text)
    name = capital and not _is_function_word(before) and (number.first > 1 or before.text.isupper())
    return before.text == "&" or (name and (len(before.text) == 1 or not _plural_noun(after)))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(form.lower() for kind, form, _ in table("time_words") if kind == "weekday")


def _plural_noun(word: Lexeme | None) -> bool:
    lower = word is not None and is_word(word) and word.text.islower() and not _is_function_word(word)
    return lower and word is not None and is_plural(word)


def _case_tells(words: Sequence[Lexeme], at: int) -> bool:
    """Whether small letters are used near `at`: in a text of capitals a capital says nothing."""
    near = words[max(0, at - CASE_REACH) : at + CASE_REACH]
    return any(word.text.islower() and len(word.text) > 1 for word in near)


def _is_function_word(word: Lexeme) -> bool:
    return word.low in lexicon_words("function_words")


def _is_address(words: Sequence[Lexeme], number: Number) -> bool:
    """ "12 Mill Street", "the 1400 block of"."""
    if not is_digits(words[number.first]):
        return False
    for k in range(number.last, min(number.last + 5, len(words))):
        if not is_word(words[k]) or not words[k].text[0].isupper():
            return words[k].low == "block" and k == number.last
        if k > number.last and words[k].low in figure_words("street"):
            return True
    return False


def _is_telephone(words: Sequence[Lexeme], number: Number) -> bool:
    """Digits in groups with dashes, or one group that begins with 0 and is none of a fraction."""
    text = words[number.first].text
    if len(text) > 1 and text.startswith("0") and "." not in text and is_digits(words[number.first]):
        return True
    groups = [*_groups(words, number.first - 1, -1), text, *_groups(words, number.last, 1)]
    plus = number.first > 0 and words[number.first - 1].text == "+"
    plus = plus and (touch(words[number.first - 1], words[number.first]) or len(text) > 2)  # "6 boys + 1 girl" is a sum
    beside = [words[k].text for k in (number.first - 1, number.last) if 0 <= k < len(words)]
    if any(text.isdecimal() and len(text) > 1 and text.startswith("0") for text in beside):
        return True
    return len(groups) > 2 or (len(groups) == 2 and len(groups[1]) == 4 and groups[1].startswith("0")) or plus


def _groups(words: Sequence[Lexeme], at: int, step: int) -> list[str]:
    """Up to four groups of digits joined by dashes, going from `at` in one direction."""
    found: list[str] = []
    while 0 <= at < len(words) and 0 <= at + step < len(words) and len(found) < MOST_GROUPS:
        glued = touch(words[at - 1], words[at]) and at + 1 < len(words) and touch(words[at], words[at + 1])
        if words[at].text not in HYPHENS or not glued or not is_digits(words[at + step]):
            break
        found.append(words[at + step].text)
        at += 2 * step
    return found


def _is_code(words: Sequence[Lexeme], number: Number, after: Lexeme | None) -> bool:
    """A sum ("=2+2"), the code of a terminal ("[0m", "[1;31m"), "1 third person": digits that count nothing."""
    if not is_digits(words[number.first]):
        return False
    before = words[number.first - 1] if number.first else None
    led = before is not None and touch(before, words[number.first])
    beyond = words[number.last + 1] if number.last + 1 < len(words) else None
    joined = after is not None and touch(words[number.last - 1], after)
    if led and before is not None and before.text in "[;" and joined and after is not None:
        letter = after.text.isalpha() and len(after.text) == 1
        if letter and (beyond is None or beyond.text != "]"):
            return True
    if led and before is not None and before.text == "=":
        return True
    if joined and after is not None and after.text in "+=*;" and beyond is not None and touch(after, beyond):
        return is_digits(beyond)
    return number.value == 1 and after is not None and after.low in _ORDINALS and after.low != "second"
