"""The record → what a person asks of it: hits of a search, a report or fact with its history, changes of versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any, TypedDict

from onrecord.errors import InputError, RecordError
from onrecord.model.change import FactKind
from onrecord.model.query import Dates, Hit, Query, dates
from onrecord.model.shown import Shown, Version
from onrecord.model.vocabulary import Form, Outcome, Polarity
from onrecord.relate import changes
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
    confidence: float | None
    said: str | Dates | None
    published: str | Dates | None


def query_of(query: Query | str, filters: Filters) -> Query:
    """The query of words and filters. Raises InputError for dates that are none, and for words that nobody knows."""
    given: dict[str, Any] = dict(filters)
    unknown = given.keys() - Filters.__annotations__.keys()
    if unknown:
        known = ", ".join(Filters.__annotations__)
        raise InputError(f"search: {min(unknown)!r} is no filter; the filters are {known}")
    for name in ("said", "published"):
        if isinstance(given.get(name), str):
            given[name] = dates(given[name], name)
    return replace(Query(words=query) if isinstance(query, str) else query, **given)


def search(store: Store, query: Query, limit: int | None = None, after: str | None = None) -> Iterator[Hit]:
    """The facts that a query asks for, lazily."""
    if limit is not None and limit < 1:
        raise InputError(f"limit: {limit} is not a whole number above 0; leave it away for all")
    return islice(store.search(query, after), limit)


def show(store: Store, what: str) -> Shown:
    """A report or fact by url, key or id. Raises RecordError where nothing on the record has that name."""
    found = store.shown(what)
    if found is None:
        raise _unknown(what)
    return found


def versions(store: Store, what: str) -> Iterator[Version]:
    """What each version of a report changed, the oldest first; the versions are those under one url or key.

    Raises RecordError where nothing on the record has that name, or where there is one version only.
    """
    found = store.named(what)
    if found and what.startswith(("r_", "s_", "f_")):
        seen = show(store, what).seen
        found = store.named(seen.url or seen.key or what)
    if not found:
        raise _unknown(what)
    if len(found) == 1:
        raise RecordError(f"{what[:200]}: there is one version of it on the record, so nothing to compare")
    for old, new in pairwise(store.stored(found[::-1])):
        yield Version(old=old.report, new=new.report, changes=tuple(changes(old.report, new.report)))


def _unknown(what: str) -> RecordError:
    remedy = "give a url, a key or an id of a report, a sighting or a fact; `onrecord search` finds them"
    return RecordError(f"{what[:200]}: is not on the record; {remedy}")
