"""Number words and figures before a unit → how many.

Out: `Count`: a Decimal, or None where the words name no number ("several"), and whether it is rough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from onrecord.extract.times.vocabulary import fold, known

_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FRACTION = re.compile(r"(\d+)[ -](\d)/(\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: `number` is None where it is not told; `rough` where the words themselves say about."""

    number: Decimal | None
    rough: bool = False


def count(words: str) -> Count:
    """What a number before a unit comes to."""
    folded = fold(words)
    if quantity := known("quantity", folded):
        return Count(number=None if quantity == "X" else Decimal(quantity.rstrip("~")), rough="~" in quantity)
    if found := _FRACTION.fullmatch(folded):
        whole, top, bottom = (int(part) for part in found.groups())
        return Count(number=whole + Decimal(top) / bottom if bottom else None)
    if folded[-1] in _PARTS:
        return Count(number=Decimal(folded[:-1].replace(",", "")) + _PARTS[folded[-1]])
    if folded[0].isdigit():
        return Count(number=Decimal(folded.replace(",", "")))
    return Count(number=Decimal(cardinal(folded)))


def cardinal(words: str) -> int:
    """ "two hundred and ten" → 210; "twenty four" → 24. The words must be of the class `cardinal`."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "and":
            continue
        number = int(known("cardinal", word) or 0)
        if number >= 1000:
            total, current = (total + max(current, 1)) * number, 0
        elif number == 100:
            current = max(current, 1) * 100
        else:
            current += number
    return total + current


def spelled_year(words: str) -> int:
    """ "nineteen ninety-four" → 1994; "two thousand and one" → 2001."""
    first, *rest = re.findall(r"[a-z]+", words.lower())
    if first == "two":
        return cardinal(words)
    century, tens = cardinal(first) * 100, [word for word in rest if word != "hundred"]
    return century + cardinal(" ".join(tens))


def ordinal(words: str) -> int:
    """ "third" → 3; "20th" → 20."""
    folded = fold(words)
    return int(re.sub(r"\D", "", folded)) if folded[:1].isdigit() else int(known("ordinal", folded) or 0)
