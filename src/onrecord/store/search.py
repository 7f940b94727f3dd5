"""A query → hits, lazily: the same facts in the same order on SQLite and PostgreSQL.

With words, the facts of passages that hold them are taken a window at a time, those of the texts that came last on
the record first; within a window the best come first (the share of what was asked for in the fact's own words), then
the newest, then by id. Without words, all facts come newest first. So every fact that is asked for comes at some
point, and the first come after a bounded look. A cursor says after which hit to go on.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import chain, groupby, islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from onrecord.errors import InputError
from onrecord.model.query import Hit, Query, Words, asked
from onrecord.store.bulk import MANY, chunks
from onrecord.store.found import Candidate, Found, hits, judged
from onrecord.store.queries import Lead, Plan, few, match, plan, run, within

WINDOW = 100  # facts that are ranked together
_PAGE = 100  # facts without words fetched at a time
_LOOK = 500  # of an index, entries between two dates: at first
_RANGE = 2_000  # of PostgreSQL's passages, how many are looked at together: at first
_WIDEST = 48_000  # passages of a range where facts have to be looked at, too
_RARE = 5  # facts in a range
_WIDER = 4  # how much more the next time
_COLUMNS = "f.pk, f.id, f.reading_id, f.passage_id, f.start_char, f.end_char, f.stretches, f.published"
_MATCHED = {
    "sqlite": "SELECT w.rowid FROM passages_words w WHERE w.passages_words MATCH :match AND w.rowid IN ({})",
    "postgresql": "SELECT p.id FROM passages p WHERE p.words @@ to_tsquery('onrecord', :match) AND p.id IN ({})",
}
_STREAM = f"""SELECT {_COLUMNS} FROM passages_words w
CROSS JOIN facts f INDEXED BY ix_facts_passage_id ON f.passage_id = w.rowid
WHERE w.passages_words MATCH :match AND w.rowid <= :top AND w.rowid >= :bottom AND {{}} ORDER BY w.rowid DESC"""
_RANGED = f"""SELECT {_COLUMNS} FROM (SELECT id FROM passages WHERE words @@ to_tsquery('onrecord', :match)
AND id <= :top AND id > :bottom OFFSET 0) p JOIN facts f ON f.passage_id = p.id WHERE {{}} ORDER BY p.id DESC"""

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a search goes on: the window (the passage and fact before it), and the key of the last hit in it."""

    passage: int | None
    fact: int | None
    last: tuple[float | None, str | None, str, int]


def search(connection: Connection, query: Query, after: str | None = None) -> Iterator[Hit]:
    """The facts that are asked for; `after` is the cursor of the hit to go on after.

    Raises InputError where the words or the cursor are not understood.
    """
    words = asked(query.words)
    place = _place(after, query) if after is not None else None
    return _search(connection, query, words, place)


def _search(connection: Connection, query: Query, words: Words | None, place: Place | None) -> Iterator[Hit]:
    by = plan(connection, query)
    if by.nothing:
        return
    found = _newest(connection, by, place) if words is None else _best(connection, by, words, place)
    digest = _digest(query)
    size = 20
    while batch := list(islice(found, size)):
        yield from hits(connection, batch, words, lambda one: _cursor(one, digest))
        size = min(2 * size, 160)


def _best(connection: Connection, by: Plan, words: Words, place: Place | None) -> Iterator[Found]:
    """With words: windows of candidates, each in the order of its keys."""
    top = (place.passage, place.fact) if place else (None, None)
    candidates = _candidates(connection, by, words, top)
    begin: tuple[int | None, int | None] = top
    while window := list(islice(candidates, WINDOW)):
        ranked = sorted(judged(connection, window, words, begin), key=_key)
        if place is not None:
            last = _key_of(*place.last)
            ranked = [one for one in ranked if _key(one) > last]
            place = None
        yield from ranked
        begin = window[-1].passage_id, window[-1].pk


def _candidates(
    connection: Connection, by: Plan, words: Words, top: tuple[int | None, int | None]
) -> Iterator[Candidate]:
    """Facts that match, by passage and number from the last to the first, below a place."""
    lead = few(connection, by)
    if lead is not None:
        found: Iterable[Candidate] = _of_few(connection, by, lead, words, top[0])
    else:
        bottom, high = within(connection, by) or (0, 2**62)
        high = high if top[0] is None else min(high, top[0])
        walk = _streamed if connection.dialect.name == "sqlite" else _ranged
        found = walk(connection, by, words, bottom, high)
    for passage, facts in groupby(found, key=lambda one: one.passage_id):
        for fact in sorted(facts, key=lambda one: one.pk, reverse=True):
            if top[1] is None or passage != top[0] or fact.pk < top[1]:
                yield fact


def _of_few(connection: Connection, by: Plan, lead: Lead, words: Words, top: int | None) -> Iterator[Candidate]:
    """Few facts are left by the other conditions: which of their passages hold the words?"""
    statement = f"SELECT {_COLUMNS} FROM {lead.source} WHERE {lead.where} AND {by.where(lead)}"
    facts = {row.pk: Candidate(*row) for row in run(connection, statement, by.values)}
    left = [one for one in facts.values() if top is None or one.passage_id <= top]
    left.sort(key=lambda one: one.passage_id, reverse=True)
    dialect = connection.dialect.name
    for passages in chunks(dict.fromkeys(one.passage_id for one in left), MANY):
        statement = _MATCHED[dialect].format(", ".join(map(str, passages)))
        rows = run(connection, statement, {"match": match(words, dialect)})
        holding = {row[0] for row in rows}
        lowest = passages[-1]
        while left and left[0].passage_id >= lowest:
            count = next((at for at, one in enumerate(left) if one.passage_id < lowest), len(left))
            yield from (one for one in left[:count] if one.passage_id in holding)
            left = left[count:]


def _streamed(connection: Connection, by: Plan, words: Words, bottom: int, top: int) -> Iterator[Candidate]:
    """SQLite's index walks down by itself, as far as it is asked to."""
    values = {"match": match(words, "sqlite"), "top": top, "bottom": bottom}
    result = connection.execute(text(_STREAM.format(by.where())), values | by.values)
    try:
        for rows in result.partitions(WINDOW):
            yield from (Candidate(*row) for row in rows)
    finally:
        result.close()


def _ranged(connection: Connection, by: Plan, words: Words, bottom: int, top: int) -> Iterator[Candidate]:
    """PostgreSQL's index gives all or nothing, so it is asked for wider and wider ranges of passages."""
    high = int(connection.scalar(text("SELECT max(id) FROM passages")) or 0)
    high = min(high, top)
    width = _RANGE
    while high >= max(bottom, 1):
        low = max(0, bottom - 1, high - width)
        values = {"match": match(words, "postgresql"), "top": high, "bottom": low}
        rows = connection.execute(text(_RANGED.format(by.where())), values | by.values).all()
        yield from (Candidate(*row) for row in rows)
        # Words that a first range hardly has are rare, and the index has the few other places of theirs at once.
        rare = len(rows) < _RARE and not by.conditions and all(len(term.words) == 1 for term in chain(*words.groups))
        widest = _WIDEST if by.conditions else high
        high, width = low, high if rare else min(width * _WIDER, widest)


def _newest(connection: Connection, by: Plan, place: Place | None) -> Iterator[Found]:
    """Without words: by publication date from the newest, those without a date at the end."""
    last = place.last if place else None
    lead = few(connection, by)
    if lead is not None:
        statement = f"SELECT {_COLUMNS} FROM {lead.source} WHERE {lead.where} AND {by.where(lead)}"
        facts = {row.pk: Candidate(*row) for row in run(connection, statement, by.values)}
        found = sorted((Found(fact=fact) for fact in facts.values()), key=_key)
        yield from (one for one in found if last is None or _key(one) > _key_of(*last))
        return
    lead = by.leads[0]
    if last is None or last[1] is not None:
        for one in _dated(connection, by, lead, last):
            last = None, one.fact.published, one.fact.id, one.fact.pk
            yield one
        last = None
    yield from _pages(connection, by, lead, "f.published IS NULL", {}, last)


def _dated(
    connection: Connection, by: Plan, lead: Lead, last: tuple[float | None, str | None, str, int] | None
) -> Iterator[Found]:
    """Stretches of dates, each with about as many entries of the lead's index as are worth a look."""
    high, look = (last[1] if last else None), _LOOK
    reaching = "<="
    while True:
        below = f"AND {lead.date} {reaching} :high" if high is not None else ""
        undated = f"{lead.date} IS NOT NULL"
        step = f"SELECT {lead.date} FROM {lead.dated_by} WHERE {lead.where} AND {undated} {below}"
        step += f" ORDER BY {lead.date} DESC LIMIT 1 OFFSET {look // lead.facts}"
        bound = run(connection, step, by.values | {"high": high})
        low = bound[0][0] if bound else None
        reach = f"{undated} {below}" + (f" AND {lead.date} >= :low" if low is not None else "")
        yield from _pages(connection, by, lead, reach, {"high": high, "low": low}, last)
        if low is None:
            return
        high, reaching, look, last = low, "<", look * _WIDER, None


def _pages(
    connection: Connection,
    by: Plan,
    lead: Lead,
    reach: str,
    values: dict[str, Any],
    last: tuple[float | None, str | None, str, int] | None,
) -> Iterator[Found]:
    """The facts within reach in their order, a page at a time."""
    while True:
        beyond = ""
        if last is not None:
            beyond = "AND (f.id > :id OR (f.id = :id AND f.pk > :pk))"
            if last[1] is not None:
                beyond = f"AND (f.published < :date OR (f.published = :date {beyond}))"
        own = {"date": last[1], "id": last[2], "pk": last[3]} if last else {}
        statement = f"""SELECT DISTINCT {_COLUMNS} FROM {lead.source}
            WHERE {lead.where} AND {reach} AND {by.where(lead)} {beyond}
            ORDER BY f.published DESC, f.id, f.pk LIMIT {_PAGE}"""
        rows = run(connection, statement, by.values | values | own)
        for row in rows:
            fact = Candidate(*row)
            last = None, fact.published, fact.id, fact.pk
            yield Found(fact=fact)
        if len(rows) < _PAGE:
            return


def _key(one: Found) -> Key:
    return _key_of(one.score, one.fact.published, one.fact.id, one.fact.pk)


def _key_of(score: float | None, published: str | None, identity: str, number: int) -> Key:
    """The order of hits: score down, date down, id up. A date turned round, so that the later sorts first."""
    later = (*(-ord(letter) for letter in published or ""), 1)
    return -(score or 0.0), later, identity, number


def _digest(query: Query) -> str:
    """A cursor goes with its query."""
    return hashlib.sha256(repr(astuple(query)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _cursor(one: Found, digest: str) -> str:
    passage, fact = one.begin
    told = [digest, passage, fact, one.score, one.fact.published, one.fact.id, one.fact.pk]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def _place(cursor: str, query: Query) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        digest, passage, fact, score, published, identity, number = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, TypeError):
        raise InputError("the cursor is none of a search's; give the cursor of a hit") from None
    typed = all(one is None or type(one) is int for one in (passage, fact)) and type(number) is int
    typed = typed and (score is None or type(score) in (int, float)) and isinstance(identity, str)
    if not typed or not (published is None or isinstance(published, str)):
        raise InputError("the cursor is none of a search's; give the cursor of a hit")
    if digest != _digest(query):
        raise InputError("the cursor is of another search; give it with the words and filters that it came from")
    return Place(passage, fact, (score, published, identity, number))
