"""A figure that somebody cites, read: `"at least 31 killed" → count`, None where there is not one number in it.

It is read by the tables that figures of reports are read by (`numbers`, `bounds`, `outcomes`, `units`,
`currencies`), word by word: a cell of a table has no syntax. A word that is not read is told, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from onrecord.lexicon import table, words
from onrecord.prove.edges import is_negation, number_words
from onrecord.prove.folding import fold

_TOKEN = re.compile(
    r"(?:(?<![^\s(])-)?(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]"
)
_STOPS = frozenset({"preposition", "conjunction", "subordinator", "auxiliary", "modal", "subject", "negation"})
_TELLING = frozenset({"state", "noun", "toll"})
_KINDS = frozenset({"unit", "ten", "scale", "short", "money_short", "vague"})
_PEOPLE = frozenset({"people", "persons", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure in words: its number by the record format's table, and what the words beside it tell.

    `bound` is None where no word tells it. `counted` are the words counted, `unread` those that nothing was read from.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str | None = None
    unit: str | None = None
    outcome: str | None = None
    counted: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_figure(figure: str) -> Count | None:
    """The one figure (a number or a range) in somebody's words."""
    tokens = _TOKEN.findall(fold(figure).text.lower())[:200]
    numbers: list[tuple[int, int, Decimal, bool]] = []  # from, to (tokens), value, vague
    unspoken = _without_number(tokens)
    if unspoken:
        numbers.append((0, *unspoken))
    at = unspoken[0] if unspoken else 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number:
            numbers.append((at, *number))
        at = number[0] if number else at + 1
    if len(numbers) == 2 and _is_range(tokens, numbers[0][:2], numbers[1][:2]):
        low, high = numbers[0][2], numbers[1][2]
        low *= _scale_of(tokens[slice(*numbers[1][:2])]) if numbers[0][1] - numbers[0][0] == 1 else 1
        return _beside(tokens, numbers[0][0], numbers[1][1], (None, low, high, "between"))
    if len(numbers) != 1:
        return None
    start, end, value, vague = numbers[0]
    return _beside(tokens, start, end, (None, value, None, "at_least") if vague else (value, value, value, None))


Read = tuple[Decimal | None, Decimal | None, Decimal | None, str | None]


def _without_number(tokens: Sequence[str]) -> tuple[int, Decimal, bool] | None:
    """The count that words without a number begin with: "no one", "no arrests", "a man"."""
    if tokens[:2] == ["no", "one"]:
        return 2, Decimal(0), False
    if any(_kind(tokens, at) or token[-1].isdecimal() for at, token in enumerate(tokens)):
        return None
    if tokens[:1] in (["no"], ["none"], ["nobody"]) and len(tokens) > 1:
        return 1, Decimal(0), False
    article = tokens[:1] in (["a"], ["an"], ["another"])
    return (1, Decimal(1), False) if article and not words("people").isdisjoint(tokens) else None


def _number(tokens: Sequence[str], at: int) -> tuple[int, Decimal, bool] | None:
    """The number that begins at a token: where it ends, its value, whether it is a vague one (its least value)."""
    if tokens[at][-1].isdecimal():
        value, end = Decimal(tokens[at].replace(",", "").replace(" ", "")), at + 1
        end += tokens[end : end + 1] == ["-"] and _kind(tokens, end + 1) == "scale"  # "$1-million"
        while _kind(tokens, end) in ("scale", "short", "money_short"):
            value, end = value * _worth(tokens, end), end + 1
        return end, value, False
    if _kind(tokens, at) == "vague":
        if tokens[at + 1 : at + 2] == ["of"] and _kind(tokens, at + 2) == "vague":
            return at + 3, _worth(tokens, at) * _worth(tokens, at + 2) / 2, True  # "tens of thousands": 20 times 1,000
        return at + 1, _worth(tokens, at), True
    article = tokens[at] == "a" and _kind(tokens, at + 1) == "scale"
    if article or _kind(tokens, at) in ("unit", "ten", "scale"):
        return *_spelt(tokens, at + article), False
    return None


def _spelt(tokens: Sequence[str], at: int) -> tuple[int, Decimal]:
    """A number in words: where it ends, and its value."""
    total, part = Decimal(0), Decimal(0)
    while True:
        kind, worth = _kind(tokens, at), _worth(tokens, at)
        joined = tokens[at : at + 1] == ["-"] or (tokens[at : at + 1] == ["and"] and _kind(tokens, at - 1) == "scale")
        if kind in ("unit", "ten"):
            part += worth
        elif kind == "scale" and worth < 1000:
            part = max(part, Decimal(1)) * worth
        elif kind == "scale":
            total, part = total + max(part, Decimal(1)) * worth, Decimal(0)
        elif not joined or _kind(tokens, at + 1) not in ("unit", "ten"):
            return at, total + part
        at += 1


def _kind(tokens: Sequence[str], at: int) -> str:
    return _number_words().get(tokens[at], ("", Decimal(0)))[0] if at < len(tokens) else ""


def _worth(tokens: Sequence[str], at: int) -> Decimal:
    return _number_words().get(tokens[at], ("", Decimal(0)))[1] if at < len(tokens) else Decimal(0)


def _is_range(tokens: Sequence[str], one: tuple[int, int], other: tuple[int, int]) -> bool:
    between = list(tokens[one[1] : other[0]])
    return between in (["-"], ["to"], ["or"]) or (between == ["and"] and tokens[one[0] - 1 : one[0]] == ["between"])


def _scale_of(tokens: Sequence[str]) -> Decimal:
    """The scale of a range's end, which its beginning shares: "2 to 3 million"."""
    kind, value = _number_words().get(tokens[-1], ("", Decimal(1)))
    return value if len(tokens) > 1 and kind in ("scale", "short") else Decimal(1)


def _beside(tokens: list[str], start: int, end: int, number: Read) -> Count | None:
    """What the words before and after the number tell, each one thing; None where one turns the rest round."""
    value, low, high, bound = number
    used = set(range(start, end))
    money = _longest(_phrases("currencies", 1, 2, "before"), tokens, before=start) or (start, None)
    unit, start = money[1], money[0]
    before = _longest(_phrases("bounds", 1, 2, "before"), tokens, before=start)
    for names, column in (("units", 2), ("currencies", 2)) if not unit else ():
        kind = None if names == "units" else "after"
        joined = end + (tokens[end : end + 1] == ["-"])  # "a 20-year-old"
        found = _longest(_phrases(names, 1, column, kind), tokens, after=joined)
        if found:
            unit, end = found[1], found[0]
            break
    after = _longest(_phrases("bounds", 1, 2, "after"), tokens, after=end)
    used |= set(range(before[0] if before else start, after[0] if after else end))
    told = next((found[1] for found in (before, after) if found), None)
    if told and bound is None:
        bound = told
        low, high = (
            (None if told in ("under", "at_most", "about") else low),
            (None if told in ("over", "at_least", "about") else high),
        )
    turning = number_words("fraction", "sign")  # "one and a half million"
    if any(is_negation(word) or word in turning for index, word in enumerate(tokens) if index not in used):
        return None
    outcome, said = _outcome(tokens, used)
    counted = _counted(tokens, after[0] if after else end, said)
    unread = [
        word
        for index, word in enumerate(tokens)
        if index not in used | said | set(counted) and word[0].isalpha() and word not in _function_words()
    ]
    return Count(
        value=value,
        low=low,
        high=high,
        bound=bound,
        unit=unit,
        outcome=outcome,
        counted=tuple(tokens[index] for index in counted),
        unread=tuple(unread),
    )


def _outcome(tokens: Sequence[str], used: set[int]) -> tuple[str | None, set[int]]:
    """What became of people, by the longest words that tell it, and which tokens those are."""
    outcomes: list[str] = []
    said: set[int] = set()
    at = 0
    while at < len(tokens):
        found = _longest(_outcomes(), tokens, after=at)
        if found and found[1] and at not in used:
            outcomes.append(found[1])
            said |= set(range(at, found[0]))
        at = found[0] if found else at + 1
    told = list(dict.fromkeys(outcomes))
    if len(told) > 1:
        return ("killed_or_injured" if set(told) <= {"killed", "injured", "killed_or_injured"} else None), said
    return (told[0] if told else None), said


def _counted(tokens: Sequence[str], at: int, said: set[int]) -> list[int]:
    """The words counted: those after the number, up to what is said of them or a word that begins a phrase."""
    found: list[int] = []
    for index in range(at, len(tokens)):
        kind = _function_words().get(tokens[index])
        if tokens[index] == "-" and index > at:
            continue
        if index in said or not tokens[index][0].isalpha() or (kind in _STOPS and tokens[index] != "of"):
            break
        if kind is None:
            found.append(index)
    return found


def _longest(
    phrases: dict[tuple[str, ...], str], tokens: Sequence[str], *, before: int = -1, after: int = -1
) -> tuple[int, str] | None:
    """The longest phrase that ends at a token (and where it begins), or begins at one (and where it ends)."""
    for length in range(6, 0, -1):
        start, end = (before - length, before) if after < 0 else (after, after + length)
        if start >= 0 and end <= len(tokens) and tuple(tokens[start:end]) in phrases:
            return (start if after < 0 else end), phrases[tuple(tokens[start:end])]
    return None


@cache
def _phrases(name: str, kind: int, value: int, wanted: str | None) -> dict[tuple[str, ...], str]:
    rows = (row for row in table(name) if wanted is None or row[kind] == wanted)
    return {tuple(row[0].lower().split()): row[value] for row in rows if len(row) > value and row[value]}


@cache
def _outcomes() -> dict[tuple[str, ...], str]:
    rows = (row for row in table("outcomes") if row[2] in _TELLING or row[3] in ("people", "bare"))
    return {tuple(row[0].split()): row[1] for row in rows}


@cache
def _function_words() -> dict[str, str]:
    return {row[0]: row[1] for row in table("function_words")}


@cache
def _number_words() -> dict[str, tuple[str, Decimal]]:
    return {row[0]: (row[1], Decimal(row[2])) for row in table("numbers") if row[1] in _KINDS}


def singular(word: str) -> str:
    """A counted noun as it stands for one of them; a word that is none stays as it is."""
    known = _singulars().get(word)
    if known:
        return known
    for ending, put in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + put
    return word


def is_people(words: Iterable[str]) -> bool:
    """Whether what is counted is people, with no word for which."""
    return set(words) <= _PEOPLE


@cache
def _singulars() -> dict[str, str]:
    return {row[1]: row[0] for row in table("people") if len(row) > 1 and row[1]}
