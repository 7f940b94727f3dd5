"""Where a search goes on: a place in its order ↔ the string that a hit carries."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import astuple, dataclass

from onrecord.errors import InputError
from onrecord.model.query import Query
from onrecord.store.found import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The last hit that was given, and where its window begins: after which passage and fact."""

    passage: int | None
    fact: int | None
    rank: float | None
    published: str | None
    reading: int
    pk: int

    def before(self, one: Found) -> bool:
        """Whether a fact of the same window comes after it: rank, date and reading down, then as in the text."""
        rank, other = self.rank or 0.0, one.rank or 0.0
        published, date = self.published or "", one.fact.published or ""
        if rank != other:
            return other < rank
        if date != published:
            return date < published
        return (-one.fact.reading_id, one.fact.pk) > (-self.reading, self.pk)


def digest(query: Query) -> str:
    """A cursor goes with its query."""
    return hashlib.sha256(repr(astuple(query)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def cursor(one: Found, of: str) -> str:
    """The cursor of a hit of the query with this digest."""
    told = [of, *one.begin, one.rank, one.fact.published, one.fact.reading_id, one.fact.pk]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def place(given: str, query: Query) -> Place:
    """The place that a cursor tells. Raises InputError where it is none of this query's."""
    try:
        padded = given + "=" * (-len(given) % 4)
        of, passage, fact, rank, published, reading, number = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, TypeError):
        raise InputError("the cursor is none of a search's; give the cursor of a hit") from None
    typed = all(one is None or type(one) is int for one in (passage, fact)) and type(number) is int
    typed = typed and (rank is None or type(rank) in (int, float)) and type(reading) is int
    if not typed or not (published is None or isinstance(published, str)):
        raise InputError("the cursor is none of a search's; give the cursor of a hit")
    if of != digest(query):
        raise InputError("the cursor is of another search; give it with the words and filters that it came from")
    return Place(passage=passage, fact=fact, rank=rank, published=published, reading=reading, pk=number)
