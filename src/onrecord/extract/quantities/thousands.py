"""Readings with a point → the thousands that it sets off, where parts of a thing cannot be counted.

"1.200 people" is written the German way: nobody counts 1.2 people. Beside a unit ("1.200 km") the point may be either,
and stays what it is in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from onrecord.extract.quantities.lexemes import Lexeme
from onrecord.extract.quantities.people import is_people, is_plural
from onrecord.extract.quantities.readings import Reading

_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def with_thousands(words: Sequence[Lexeme], reading: Reading, noun: tuple[int, int] | None) -> Reading:
    """The reading with "1.200" as twelve hundred, where whole things are counted."""
    if noun is None or reading.unit is not None or not _are_thousands(words, reading):
        return reading
    head = words[noun[1] - 1]
    if noun[0] != reading.number_last or not (is_people(head) or is_plural(head)):
        return reading
    return replace(reading, value=_thousand(reading.value), low=_thousand(reading.low), high=_thousand(reading.high))


def _are_thousands(words: Sequence[Lexeme], reading: Reading) -> bool:
    """Whether each number of the reading has one point and three digits after it."""
    numbers = [word.text for word in words[reading.number : reading.number_last] if word.text[0].isdecimal()]
    others = [word for word in words[reading.number : reading.number_last] if word.text.isalpha() and word.low != "to"]
    return bool(numbers) and not others and all(_ONE_POINT.fullmatch(number) for number in numbers)


def _thousand(value: Decimal | None) -> Decimal | None:
    return None if value is None else (value * 1000).quantize(Decimal(1))
