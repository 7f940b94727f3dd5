"""The record → what a person asks of it: hits of a search, a report or fact with its history, changes of versions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import islice, pairwise
from typing import Any, TypedDict, get_args

from onrecord.errors import InputError, RecordError
from onrecord.model.change import FactKind
from onrecord.model.query import Dates, Hit, Query, dates, is_date
from onrecord.model.shown import Shown, Version
from onrecord.model.vocabulary import Form, Outcome, Polarity, Status
from onrecord.record.naming import name_of
from onrecord.relate import changes, standing
from onrecord.store import Store


class Filters(TypedDict, total=False):
    """The fields of a Query but its words, each as a program gives it."""

    who: str | None
    about: str | None
    place: str | None
    outlet: str | None
    kind: FactKind | None
    outcome: Outcome | None
    form: Form | None
    polarity: Polarity | None
    status: Status | None
    confidence: float | None
    said: str | Dates | None
    published: str | Dates | None
    newest: bool


VOCABULARIES: dict[str, Any] = {
    "kind": FactKind,
    "outcome": Outcome,
    "form": Form,
    "polarity": Polarity,
    "status": Status,
}


def query_of(query: Query | str, filters: Filters) -> Query:
    """The query of words and filters. Raises InputError for a filter that is none, and a value that cannot be one."""
    given: dict[str, Any] = dict(filters)
    unknown = given.keys() - Filters.__annotations__.keys()
    if unknown:
        known = ", ".join(Filters.__annotations__)
        raise InputError(f"search: {min(unknown)!r} is no filter; the filters are {known}")
    if not isinstance(query, str | Query):
        raise InputError(f"search: {_told(query)} is no search; give words, or a Query")
    whole = Query(words=query) if isinstance(query, str) else query
    given = {each.name: getattr(whole, each.name) for each in fields(Query)} | given
    return Query(**{name: _checked(name, value) for name, value in given.items()})


def _checked(name: str, value: Any) -> Any:
    """The value of a field of a query, as the store takes it."""
    if name in VOCABULARIES:
        known = get_args(VOCABULARIES[name])
        if value is not None and (not isinstance(value, str) or value not in known):
            raise InputError(f"{name}: {_told(value)} is none of {', '.join(known)}")
    elif name in ("said", "published"):
        if isinstance(value, Dates):
            ends = (value.since, value.until)
            if any(end is not None and not (isinstance(end, str) and is_date(end)) for end in ends):
                raise InputError(f"{name}: {_told(value)} is no range of dates; write 2031-05-14, 2031-05 or 2031")
        elif value is not None:
            return dates(_text(name, value, "dates as 2031-05..2031-08"), name)
    elif name == "confidence":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (number and 0 <= value <= 1):
            raise InputError(f"confidence: {_told(value)} is no number from 0 to 1; give 0.8")
    elif name == "newest":
        if not isinstance(value, bool):
            raise InputError(f"newest: {_told(value)} is neither True nor False")
    elif value is not None:
        words = _text(name, value, "words" if name == "words" else "a name")
        if name != "words" and not any(letter.isalnum() for letter in words):
            raise InputError(f"{name}: {_told(value)} is no name; give one with a letter or digit in it")
    return value


def _text(name: str, value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{name}: {_told(value)} is no text; give {what}")
    return value


def _told(value: object) -> str:
    told = repr(value)
    return told if len(told) <= 80 else f"{told[:80]}…"


def search(store: Store, query: Query, limit: int | None = None, after: str | None = None) -> Iterator[Hit]:
    """The facts that a query asks for, lazily."""
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
        raise InputError(f"limit: {_told(limit)} is not a whole number above 0; leave it away for all")
    return islice(store.search(query, after), None if limit is None or limit > sys.maxsize else limit)


def show(store: Store, what: str) -> Shown:
    """A report or fact by url, key or id. Raises RecordError where nothing on the record has that name."""
    found = store.shown(name_of(store, what))
    if found is None:
        raise RecordError(f"{what[:200]}: is not on the record any more")
    if found.newer is None or found.fact is None:
        return found
    newest = next(store.stored([found.newer.seen.sighting])).report
    return replace(found, newer=replace(found.newer, standing=standing(found.report, newest, found.fact)))


def versions(store: Store, what: str) -> Iterator[Version]:
    """What each version of a report changed, the oldest first; the versions are those under one url or key.

    Raises RecordError where nothing on the record has that name, or where there is one version only.
    """
    name = name_of(store, what)
    found = store.named(name)
    if name.startswith(("r_", "s_", "f_")):
        seen = show(store, name).seen
        found = store.named(seen.url or seen.key or name)
    if len(found) == 1:
        raise RecordError(f"{what[:200]}: there is one version of it on the record, so nothing to compare")
    for old, new in pairwise(store.stored(found[::-1])):
        yield Version(
            old=old.report,
            new=new.report,
            changes=tuple(changes(old.report, new.report)),
            old_first_seen=old.first_seen,
            new_first_seen=new.first_seen,
        )
