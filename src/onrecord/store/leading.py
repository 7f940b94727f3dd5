"""A lead of a query → its facts in order, as far as anybody asks: by passage from the last, or by date from the newest.

In: a lead that knows names, or sightings. Out: batches, small ones first. Of a name that is written in several ways
each way is walked down by itself, as far as it takes for a batch, since a database would fetch and sort all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from onrecord.store.bulk import chunks
from onrecord.store.queries import Lead, Plan, run

Fact: TypeAlias = tuple[int, int]  # passage and number
_FIRST, _LEAST, _SHARED = 100, 20, 1_000  # facts of a name at first; of many names each, and of all of them
_LARGEST = 25_000
_READINGS = 10  # at first
_WIDER = 4
_STEPS = {
    "sqlite": """SELECT d.{column}, d.fact_pk, d.name_id FROM json_each(:names) n
CROSS JOIN fact_entities d ON d.name_id = n.value AND d.role = :role AND d.{column} < :top
AND d.{column} >= coalesce((SELECT e.{column} FROM fact_entities e WHERE e.name_id = n.value AND e.role = :role
    AND e.{column} < :top ORDER BY e.{column} DESC LIMIT 1 OFFSET :skip), :bottom)""",
    "postgresql": """SELECT d.{column}, d.fact_pk, d.name_id FROM unnest(CAST(:names AS bigint[])) n
CROSS JOIN LATERAL (SELECT coalesce((SELECT e.{column} FROM fact_entities e WHERE e.name_id = n AND e.role = :role
    AND e.{column} < :top ORDER BY e.{column} DESC LIMIT 1 OFFSET :skip), :bottom) AS low OFFSET 0) b
CROSS JOIN LATERAL (SELECT {column}, fact_pk, name_id FROM fact_entities WHERE name_id = n AND role = :role
    AND {column} < :top AND {column} >= b.low OFFSET 0) d""",
}


def by_passage(connection: Connection, by: Plan, lead: Lead, top: int) -> Iterator[list[Fact]]:
    """The facts of a lead in passages up to one, the last passage first."""
    if lead.names:
        for batch in steps(connection, lead, "passage_id", top + 1, 0):
            yield sorted({(int(passage), fact) for passage, fact in batch}, reverse=True)
    elif lead.readings:
        yield from _of_readings(connection, by, lead, top)
    else:
        where = f"{lead.where} AND f.passage_id <= :top"
        rows = run(connection, f"SELECT f.passage_id, f.pk FROM facts f WHERE {where}", by.values | {"top": top})
        facts, begin, size = sorted(((passage, fact) for passage, fact in rows), reverse=True), 0, _FIRST
        while begin < len(facts):
            yield facts[begin : begin + size]
            begin, size = begin + size, size * _WIDER


def steps(
    connection: Connection, lead: Lead, column: str, top: int | str, bottom: int | str
) -> Iterator[list[tuple[Any, int]]]:
    """Facts of names below a value of a column, with that value; those of a later batch are all lower."""
    statement = text(_STEPS[connection.dialect.name].format(column=column))
    size = min(_FIRST, max(_LEAST, _SHARED // len(lead.names)))
    names = list(lead.names) if connection.dialect.name == "postgresql" else f"[{','.join(map(str, lead.names))}]"
    values = {"names": names, "role": lead.role, "bottom": bottom}
    while True:
        rows = connection.execute(statement, values | {"top": top, "skip": size - 1}).all()
        # Whoever has as many as were asked for may have more below the last of them; all others were fetched whole.
        several = Counter(name for _, _, name in rows)
        lowest: dict[int, Any] = {}
        for value, _, name in rows:
            if several[name] >= size and (name not in lowest or value < lowest[name]):
                lowest[name] = value
        low = max(lowest.values(), default=None)
        yield [(value, fact) for value, fact, _ in rows if low is None or value >= low]
        if low is None:
            return
        top, size = low, min(size * _WIDER, _LARGEST)


def _of_readings(connection: Connection, by: Plan, lead: Lead, top: int) -> Iterator[list[Fact]]:
    """By the readings of sightings: their texts have their numbers in the order of their passages."""
    statement = f"SELECT r.text_id, r.id FROM {lead.readings} ORDER BY r.text_id DESC"
    last = connection.scalar(text("SELECT text_id FROM passages WHERE id = :top"), {"top": top})
    readings = [row for row in run(connection, statement, by.values) if last is None or row[0] <= last]
    size = _READINGS
    batch: list[int] = []
    for _, group in groupby(readings, key=lambda row: row[0]):
        batch += [reading for _, reading in group]
        if len(batch) >= size:
            yield _facts_of(connection, batch, top)
            batch, size = [], size * _WIDER
    if batch:
        yield _facts_of(connection, batch, top)


def _facts_of(connection: Connection, readings: Sequence[int], top: int) -> list[Fact]:
    facts: list[Fact] = []
    for some in chunks(readings):
        numbers = ", ".join(map(str, some))
        statement = f"SELECT passage_id, pk FROM facts WHERE reading_id IN ({numbers}) AND passage_id <= :top"
        facts += [(passage, fact) for passage, fact in run(connection, statement, {"top": top})]
    return sorted(facts, reverse=True)
