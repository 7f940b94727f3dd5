"""Words of a query → the passages that hold them, by the full text index of each database.

`holding` says which of some passages do; `facts` walks down all of them, and gives the facts that begin there.
SQLite's index walks down by itself, quickly, and is slow at single passages, which are read here; PostgreSQL's gives
all or nothing, so wider and wider ranges of passages are gone through before it is asked. It is asked at once for words
that are `rare`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sqlalchemy import Connection, text

from onrecord.model.query import Term, Words
from onrecord.store.bulk import chunks
from onrecord.store.found import COLUMNS, Candidate
from onrecord.store.looking import Look
from onrecord.store.marking import holds
from onrecord.store.queries import Plan, Values, listed, numbered, run
from onrecord.store.versions import sorted_newest

_PART = 50  # rows fetched at a time
_STRETCH = 20_000  # passages that SQLite's index is asked for together: at first
_WALKED = 30  # passages with the words that SQLite walks over while one is read here
# Passages that PostgreSQL goes through, here and there or in a row: its index fetches all with the words, to leave out
# most of them.
_THROUGH, _IN_A_ROW = 8_000, 50_000
_RANGE = 2_000  # of PostgreSQL's passages, how many are looked at together: at first
_WIDEST = 48_000  # passages of a range where facts have to be looked at, too
_RARE = 1_500  # passages with a rare word
_HARDLY = 3  # passages in a range: words that have fewer are rare, too
_AT_ONCE = 50  # passages whose facts are fetched: at first
_WIDER = 4  # how much more the next time
_THESE = "SELECT p.id, p.body FROM json_each(:passages) n CROSS JOIN passages p ON p.id = n.value"
_BETWEEN = """SELECT w.rowid FROM passages_words w WHERE w.passages_words MATCH :match
AND w.rowid BETWEEN :low AND :high AND +w.rowid IN (SELECT value FROM json_each(:passages))"""
# IS TRUE: no index knows that, so the passages are gone through.
_AMONG = """SELECT p.id FROM passages p WHERE (p.words @@ to_tsquery('onrecord', :match)) {}
AND p.id = ANY(CAST(:passages AS bigint[]))"""
_STREAM = f"""SELECT {COLUMNS} FROM passages_words w
CROSS JOIN facts f INDEXED BY ix_facts_passage_id ON f.passage_id = w.rowid
WHERE w.passages_words MATCH :match AND w.rowid <= :top AND w.rowid >= :bottom AND {{}} ORDER BY w.rowid DESC"""
_RANGED = """SELECT p.id FROM passages p WHERE (p.words @@ to_tsquery('onrecord', :match)) {}
AND p.id <= :top AND p.id > :bottom {} ORDER BY p.id DESC"""
# No index is asked for words that are left out: it would fetch all places of theirs.
_LEFT_OUT = "AND (p.words @@ to_tsquery('onrecord', :without)) IS NOT TRUE"

_WITHOUT = {
    "sqlite": """SELECT w.rowid AS id FROM passages_words w WHERE w.passages_words MATCH :match
AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.passage_id = w.rowid) ORDER BY w.rowid DESC""",
    "postgresql": """SELECT w.id FROM passages w WHERE w.words @@ to_tsquery('onrecord', :match)
AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.passage_id = w.id)""",
}
_COUNTED = (
    """SELECT count(*) FROM (SELECT 1 FROM passages_words WHERE passages_words MATCH :match LIMIT :most) AS some"""
)
_ESTIMATED = "EXPLAIN (FORMAT JSON) SELECT id FROM passages WHERE words @@ to_tsquery('onrecord', :match)"
_SIGHTINGS = """SELECT DISTINCT r.sighting_id FROM ({} LIMIT 1000) m JOIN passages p ON p.id = m.id
JOIN readings r ON r.text_id = p.text_id AND r.current LIMIT :most"""


def rare(connection: Connection, words: Words) -> bool:
    """Whether one of the words that are asked for is in few passages, so that all of these can be looked at.

    Counted in SQLite's index, as PostgreSQL's statistics have it there.
    """
    return any(sum(_passages(connection, term) for term in group) <= _RARE for group in words.groups)


def _passages(connection: Connection, term: Term) -> int:
    """About how many passages have the rarest word of a term; many where that would be a beginning."""
    whole = term.words[:-1] if term.prefix else term.words
    if connection.dialect.name == "sqlite":
        counts = (connection.scalar(text(_COUNTED), {"match": f'"{word}"', "most": _RARE + 1}) for word in whole)
    else:
        plans = (connection.scalar(text(_ESTIMATED), {"match": word}) for word in whole)
        counts = (plan[0]["Plan"]["Plan Rows"] for plan in plans)
    return min(map(int, counts), default=_RARE + 1)


def holding(connection: Connection, words: Words, passages: Sequence[int], share: float) -> set[int]:
    """Which of these passages, the last first, hold the words; about how many do is the share."""
    if not passages:
        return set()
    asked = match(words, connection.dialect.name)
    if connection.dialect.name != "sqlite":
        among = _AMONG.format("IS TRUE" if len(passages) <= _THROUGH else "")
        return set(connection.scalars(text(among), {"match": asked, "passages": list(passages)}))
    high, low = passages[0], passages[-1]
    if (high - low) * share > _WALKED * len(passages):
        bodies = chain.from_iterable(_bodies(connection, some) for some in chunks(passages))
        return {number for number, body in bodies if holds(body, words)}
    values = {"match": asked, "low": low, "high": high, "passages": json.dumps(passages)}
    return set(connection.scalars(text(_BETWEEN), values))


def _bodies(connection: Connection, passages: Sequence[int]) -> list[tuple[int, str]]:
    rows = connection.execute(text(_THESE), {"passages": json.dumps(passages)})
    return [(number, body) for number, body in rows]


def facts(
    connection: Connection, by: Plan, words: Words, bottom: int, top: int, look: Look, *, few: bool
) -> Iterator[Candidate]:
    """The facts of passages that hold the words, from the last passage to the first; `few`: the words are rare."""
    high = min(int(connection.scalar(text("SELECT max(id) FROM passages")) or 0), top)
    if connection.dialect.name == "sqlite":
        return _streamed(connection, by, words, max(bottom, 1), high, look, few=few)
    return _ranged(connection, by, words, bottom, high, look, few=few)


def without_facts(connection: Connection, words: Words, most: int) -> list[str]:
    """Some sightings with the words in a passage where no fact begins, newest first."""
    dialect = connection.dialect.name
    statement = _SIGHTINGS.format(_WITHOUT[dialect])
    found = connection.scalars(text(statement), {"match": match(words, dialect), "most": most})
    return sorted_newest(connection, found)


def _streamed(
    connection: Connection, by: Plan, words: Words, bottom: int, high: int, look: Look, *, few: bool
) -> Iterator[Candidate]:
    """In ranges, wider and wider, so that it can be given up between them."""
    values, width = {"match": match(words, "sqlite")}, high if few else _STRETCH
    while high >= bottom:
        low = max(bottom, high - width + 1)
        asked = values | {"top": high, "bottom": low} | by.values
        result = connection.execute(text(_STREAM.format(by.where())), asked)
        try:
            for rows in result.partitions(_PART):
                yield from (Candidate(*row) for row in rows)
        finally:
            result.close()
        if low <= bottom or not look.after(high - low + 1):
            return
        high, width = low - 1, width * _WIDER


def _ranged(
    connection: Connection, by: Plan, words: Words, bottom: int, high: int, look: Look, *, few: bool
) -> Iterator[Candidate]:
    width = high if few else _RANGE
    values: Values = {"match": match(replace(words, without=()), "postgresql")}
    if words.without:
        values["without"] = match(Words((words.without,)), "postgresql")
    while high >= max(bottom, 1):
        low = max(0, bottom - 1, high - width)
        ranged = _RANGED.format("IS TRUE" if high - low <= _IN_A_ROW else "", _LEFT_OUT if words.without else "")
        passages = connection.scalars(text(ranged), values | {"top": high, "bottom": low}).all()
        yield from _of_passages(connection, by, passages)
        if low < max(bottom, 1) or not look.after(high - low):
            return
        alone = not words.without and all(len(term.words) == 1 for term in chain(*words.groups))
        widest = high if alone and not by.conditions else _WIDEST
        high, width = low, high if alone and len(passages) < _HARDLY else min(width * _WIDER, widest)


def _of_passages(connection: Connection, by: Plan, passages: Sequence[int]) -> Iterator[Candidate]:
    statement = f"SELECT {COLUMNS} FROM {numbered(connection, 'f.passage_id', by.where())}"
    begin, size = 0, _AT_ONCE
    while begin < len(passages):
        numbers = listed(connection, passages[begin : begin + size])
        found = [Candidate(*row) for row in run(connection, statement, by.values | {"numbers": numbers})]
        yield from sorted(found, key=lambda one: one.passage_id, reverse=True)
        begin, size = begin + size, size * 2


def match(words: Words, dialect: str) -> str:
    """The words as a database is asked: in FTS5's language, or as a tsquery."""
    term, either, every, none = (
        (_fts5, " OR ", " AND ", "({}) NOT ({})") if dialect == "sqlite" else (_tsquery, " | ", " & ", "({}) & !({})")
    )
    wanted = every.join(f"({either.join(map(term, group))})" for group in words.groups)
    return none.format(wanted, either.join(map(term, words.without))) if words.without else wanted


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _tsquery(term: Term) -> str:
    return f"({' <-> '.join(term.words)}{':*' if term.prefix else ''})"
