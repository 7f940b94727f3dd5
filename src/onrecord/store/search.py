"""A query → hits, lazily: the same facts in the same order on SQLite and PostgreSQL.

With words, the facts of passages that hold them are taken a window at a time, those of the texts that came last on
the record first; within a window the best come first (the share of what was asked for in the fact's own words), then
the newest, each report in the order of its text. Without words, all facts come newest first. So every fact that is
asked for comes at some point, and the first come after a bounded look. A cursor says after which hit to go on.

With words, facts are come by from two sides: by names or sightings that are asked for, whose passages are then asked
for the words; or, where no such thing is asked for or the words are rare, by the words. The order is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, islice
from typing import TypeVar

from sqlalchemy import Connection

from onrecord.model.query import Hit, Query, Words, asked
from onrecord.store.bulk import chunks
from onrecord.store.cursors import Place, cursor, digest, place
from onrecord.store.found import COLUMNS, Candidate, Found, hits, judged, ordered
from onrecord.store.fulltext import facts, holding, rare
from onrecord.store.leading import by_passage
from onrecord.store.looking import Look
from onrecord.store.newest import newest
from onrecord.store.queries import Lead, Plan, leading, listed, numbered, plan, run, within

WINDOW = 50  # facts that are ranked together
_AT_ONCE, _MOST = 20, 160  # hits that are made whole together
_LAST = 2**62  # beyond any passage
_TOGETHER = 50_000  # passages that can be gone through
Row = TypeVar("Row")


def search(connection: Connection, query: Query, after: str | None = None) -> Iterator[Hit]:
    """The facts that are asked for; `after` is the cursor of the hit to go on after.

    Raises InputError where the words or the cursor are not understood.
    """
    words = asked(query.words)
    return _search(connection, query, words, place(after, query) if after is not None else None)


def matching(connection: Connection, query: Query, most: int, look: Look | None = None) -> list[int]:
    """The numbers of facts that are asked for, as many as `most`, about in the order of hits; fewer if a look ends."""
    words, to = asked(query.words), look or Look()
    by = plan(connection, query)
    if by.nothing:
        return []
    if words is None:
        return [one.fact.pk for one in islice(newest(connection, by, None, to), most)]
    return [one.pk for one in islice(_candidates(connection, by, words, None, None, to), most)]


def first(connection: Connection, query: Query, limit: int, most: int, look: Look) -> tuple[list[Hit], list[int]]:
    """The first hits, and the numbers of the first facts that are asked for, as many as `most`: one walk for both.

    For hits is looked as long as it takes, for more facts as the look has it from then on.
    """
    words, endless = asked(query.words), Look()
    by = plan(connection, query)
    if by.nothing:
        return [], []
    numbers: list[int] = []
    rest: Iterator[object]
    if words is None:
        rest = found = _noted(newest(connection, by, None, endless), lambda one: one.fact.pk, numbers)
    else:
        rest = candidates = _noted(_candidates(connection, by, words, None, None, endless), lambda one: one.pk, numbers)
        found = _windows(connection, candidates, words, None)
    several = list(islice(_whole(connection, found, query, words), limit))
    endless.left = look.left
    while len(numbers) < most and next(rest, None) is not None:
        pass
    look.ended = endless.ended
    return several, numbers[:most]


def _noted(found: Iterator[Row], number: Callable[[Row], int], numbers: list[int]) -> Iterator[Row]:
    for one in found:
        numbers.append(number(one))
        yield one


def _search(connection: Connection, query: Query, words: Words | None, last: Place | None) -> Iterator[Hit]:
    by, look = plan(connection, query), Look()
    if by.nothing:
        return
    if words is None:
        found = newest(connection, by, last, look)
    else:
        begin = (last.passage, last.fact) if last else (None, None)
        found = _windows(connection, _candidates(connection, by, words, *begin, look), words, last)
    yield from _whole(connection, found, query, words)


def _whole(connection: Connection, found: Iterator[Found], query: Query, words: Words | None) -> Iterator[Hit]:
    of, size = digest(query), _AT_ONCE
    while batch := list(islice(found, size)):
        yield from hits(connection, batch, words, lambda one: cursor(one, of), newest=query.newest)
        size = min(2 * size, _MOST)


def _windows(
    connection: Connection, candidates: Iterator[Candidate], words: Words, last: Place | None
) -> Iterator[Found]:
    """With words: windows of candidates, each in its order."""
    begin = (last.passage, last.fact) if last else (None, None)
    while window := list(islice(candidates, WINDOW)):
        ranked = ordered(judged(connection, window, words, begin))
        yield from (one for one in ranked if last is None or last.before(one))
        last = None
        begin = window[-1].passage_id, window[-1].pk


def _candidates(
    connection: Connection, by: Plan, words: Words, top: int | None, below: int | None, look: Look
) -> Iterator[Candidate]:
    """Facts that match, by passage and number from the last to the first, below a fact of the top passage."""
    high = _LAST if top is None else top
    few = rare(connection, words)
    lead = None if few else leading(connection, by)
    # The passages of some dates lie together, where reports came in as they were published.
    reach = within(connection, by) if by.dates and not few and (lead is None or lead.own == by.dates) else None
    if lead is not None and (reach is None or reach[1] - reach[0] > _TOGETHER):
        found = _led(connection, by, lead, words, high, look)
    else:
        bottom, last = reach or (0, _LAST)
        found = facts(connection, by, words, bottom, min(high, last), look, few=few)
    for passage, several in groupby(found, key=lambda one: one.passage_id):
        for fact in sorted(several, key=lambda one: one.pk, reverse=True):
            if below is None or passage != top or fact.pk < below:
                yield fact


def _led(connection: Connection, by: Plan, lead: Lead, words: Words, top: int, look: Look) -> Iterator[Candidate]:
    """The facts of a lead whose passages hold the words."""
    known = ("f.passage_id", by.where()) if lead.sightings else ("f.pk", by.where(lead))
    statement = f"SELECT {COLUMNS} FROM {numbered(connection, *known)}"
    looked, there = 0, 0
    for batch in by_passage(connection, by, lead, top):
        passages = list(dict.fromkeys(passage for passage, _ in batch))
        held = holding(connection, words, passages, (there + 1) / (looked + 1))
        looked, there = looked + len(passages), there + len(held)
        for some in chunks((fact for passage, fact in batch if passage in held), WINDOW):
            rows = run(connection, statement, by.values | {"numbers": listed(connection, some)})
            yield from sorted((Candidate(*row) for row in rows), key=lambda one: (one.passage_id, one.pk), reverse=True)
        if not look.goes_on(len(batch)):
            return
