"""A lead of a query → its facts in order, as far as anybody asks: by passage from the last, or by date from the newest.

In: a lead that knows names, or sightings. Out: batches, small ones first. Of a name that is written in several ways
each way is walked down by itself, as far as it takes for a batch, since a database would fetch and sort all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from onrecord.store.queries import MANY_NAMES, Lead, Plan, listed, run

Fact: TypeAlias = tuple[int, int]  # its passage; its number, or the passage again where the lead knows no more
_FIRST, _LEAST, _SHARED = 100, 5, 1_000  # facts of a name at first; of several names each, and of all of them
_LARGEST = 25_000
_TEXTS = 20  # at first
_WIDER = 3
_NAMES = {"sqlite": "json_each(:names)", "postgresql": "unnest(CAST(:names AS bigint[]))"}
_LOW = """SELECT max((SELECT e.{column} FROM fact_entities e WHERE e.name_id = n.{value} AND e.role = :role
    AND e.{column} < :top ORDER BY e.{column} DESC LIMIT 1 OFFSET :skip)) FROM {names} n"""
# Of many names, which have few facts, all of them are sorted.
_LOW_OF_MANY = {
    "sqlite": """SELECT d.{column} FROM {names} n CROSS JOIN fact_entities d ON d.name_id = n.value AND d.role = :role
AND d.{column} < :top ORDER BY d.{column} DESC LIMIT 1 OFFSET :skip""",
    "postgresql": """SELECT d.{column} FROM fact_entities d WHERE d.name_id = ANY(CAST(:names AS bigint[]))
AND d.role = :role AND d.{column} < :top ORDER BY d.{column} DESC LIMIT 1 OFFSET :skip""",
}
_DOWN = {
    "sqlite": """SELECT d.{column}, d.fact_pk FROM {names} n CROSS JOIN fact_entities d
ON d.name_id = n.value AND d.role = :role AND d.{column} < :top AND d.{column} >= :low""",
    "postgresql": """SELECT d.{column}, d.fact_pk FROM {names} n CROSS JOIN LATERAL (SELECT {column}, fact_pk
FROM fact_entities WHERE name_id = n AND role = :role AND {column} < :top AND {column} >= :low OFFSET 0) d""",
}

_PASSAGES = {
    "sqlite": "SELECT p.id FROM json_each(:numbers) n CROSS JOIN passages p ON p.text_id = n.value WHERE p.id <= :top",
    "postgresql": "SELECT p.id FROM passages p WHERE p.text_id = ANY(CAST(:numbers AS bigint[])) AND p.id <= :top",
}


def by_passage(connection: Connection, by: Plan, lead: Lead, top: int) -> Iterator[list[Fact]]:
    """The facts of a lead in passages up to one, the last passage first."""
    if lead.names:
        for batch in steps(connection, lead, "passage_id", top + 1, 0):
            yield sorted({(int(passage), fact) for passage, fact in batch}, reverse=True)
    elif lead.sightings:
        yield from _of_texts(connection, by, lead, top)
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
    """Facts of names below a value of a column, with that value; those of a later batch are all lower.

    A batch goes down as far as one of the names has as many facts as are asked for; of many names, all of them. None is
    below the bottom.
    """
    dialect = connection.dialect.name
    names = _NAMES[dialect]
    many = len(lead.names) > MANY_NAMES
    low_of = _LOW_OF_MANY[dialect] if many else _LOW
    lowest = text(low_of.format(column=column, names=names, value="value" if dialect == "sqlite" else "n"))
    down = text(_DOWN[dialect].format(column=column, names=names))
    size = _SHARED if many else min(_FIRST, max(_LEAST, _SHARED // len(lead.names)))
    values = {"names": listed(connection, lead.names), "role": lead.role}
    low: int | str | None = top
    while low is not None:
        low = connection.scalar(lowest, values | {"top": top, "skip": size - 1})
        if low is not None and low < bottom:  # type: ignore[operator] # both are of one column
            low = None
        rows = connection.execute(down, values | {"top": top, "low": bottom if low is None else low})
        yield [(value, fact) for value, fact in rows]
        top, size = low if low is not None else top, min(size * _WIDER, _LARGEST)


def _of_texts(connection: Connection, by: Plan, lead: Lead, top: int) -> Iterator[list[Fact]]:
    """By the texts of sightings, which have their numbers in the order of their passages."""
    join = "CROSS JOIN" if connection.dialect.name == "sqlite" else "JOIN"
    readings = f"sightings s {join} readings r ON r.sighting_id = s.id AND r.current WHERE {lead.sightings}"
    rows = run(connection, f"SELECT r.text_id FROM {readings}", by.values)
    last = connection.scalar(text("SELECT text_id FROM passages WHERE id = :top"), {"top": top})
    texts = sorted({number for (number,) in rows if last is None or number <= last}, reverse=True)
    begin, size = 0, _TEXTS
    while begin < len(texts):
        numbers = listed(connection, texts[begin : begin + size])
        passages = connection.scalars(text(_PASSAGES[connection.dialect.name]), {"numbers": numbers, "top": top})
        yield [(passage, passage) for passage in sorted(passages, reverse=True)]
        begin, size = begin + size, size * _WIDER
