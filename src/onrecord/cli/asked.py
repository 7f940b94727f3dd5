"""What a person asks for on the command line, checked: a query, or one line that says which option is wrong and why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, get_args

import typer

from onrecord.cli.printable import printable
from onrecord.errors import InputError
from onrecord.model.query import Dates, Hit, Query, asked, dates

if TYPE_CHECKING:
    from onrecord.record import Record

MOST = 10**9  # facts of one search
LISTED = 100  # reports that are counted
NAMES = ("who", "about", "place", "outlet")
_OPERATOR = re.compile(r"(?<![^\s(])(AND|NOT|NEAR)(?![^\s(])")


def words(given: list[str] | None) -> str:
    """The words of a search; what other programs take for an operator is a word here, and that is said."""
    text = " ".join(given or ())
    try:
        asked(text)
    except InputError as error:
        raise typer.BadParameter(printable(str(error))) from None
    operator = _OPERATOR.search(re.sub(r'"[^"]*"', "", text))
    if operator:
        hint = {"NOT": "write -word to leave one out", "AND": "all words are looked for anyway"}
        told = hint.get(operator[1], 'write "one after the other" in quotation marks')
        sys.stderr.write(f"onrecord: {operator[1]} is a word to look for, and no operator; {told}\n")
    return text


def one_of(vocabulary: Any, option: str, given: str | None) -> Any:
    """A word of a closed vocabulary, in any case."""
    known = get_args(vocabulary)
    word = None if given is None else given.strip().lower()
    if word is not None and word not in known:
        raise typer.BadParameter(printable(f"{given[:80]!r} is none of {', '.join(known)}"), param_hint=option)  # type: ignore[index]
    return word


def name(option: str, given: str | None) -> str | None:
    """A name to look for."""
    if given is not None and not any(letter.isalnum() for letter in given):
        raise typer.BadParameter("give a name with a letter or digit in it", param_hint=option)
    return given


def share(option: str, given: str | None) -> float | None:
    """A number from 0 to 1."""
    if given is None:
        return None
    try:
        number = float(given)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise typer.BadParameter(printable(f"{given[:80]!r} is no number from 0 to 1; give 0.8"), param_hint=option)
    return number


def count(option: str, given: str) -> int:
    """A whole number above 0."""
    digits = given.strip().replace("_", "")
    if not re.fullmatch(r"[0-9]{1,18}", digits) or not 0 < int(digits) <= MOST:
        told = f"{given[:80]!r} is no whole number from 1 to {MOST:,}; give 100"
        raise typer.BadParameter(printable(told), param_hint=option)
    return int(digits)


def days(option: str, given: str | None) -> Dates | None:
    """A range of dates."""
    try:
        return None if given is None else dates(given, "dates")
    except InputError as error:
        raise typer.BadParameter(printable(str(error).removeprefix("dates: ")), param_hint=option) from None


def factless(record: Record, query: Query) -> str | None:
    """How many reports have the words in passages without a fact, where nothing else is asked for."""
    if not query.words or query != Query(words=query.words):
        return None
    found = record.store.without_facts(query.words, LISTED + 1)
    if not found:
        return None
    many = f"more than {LISTED} reports have" if len(found) > LISTED else "1 report has"
    many = f"{len(found)} reports have" if 1 < len(found) <= LISTED else many
    return f"{many} these words in a passage without a fact; `onrecord show {found[0]}` shows the newest"


def begun(hits: Iterator[Hit], after: str | None) -> Iterator[Hit]:
    """The hits of a search that has begun, so that what is wrong with it is told before anything is written."""
    try:
        first = list(islice(hits, 1))
    except InputError as error:
        if after is None:
            raise
        raise typer.BadParameter(printable(str(error)), param_hint="--after") from None
    return chain(first, hits)


def unmatched(record: Record, query: Query) -> Iterator[str]:
    """The names of a query that no fact on the record has, each with its option."""
    for option in NAMES:
        given = getattr(query, option)
        if given is not None and next(record.search(replace(Query(), **{option: given}), limit=1), None) is None:
            yield f"--{option} {given!r}"
