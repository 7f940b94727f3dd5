"""What is on a record, without the numbers that a database gives and the times at which things were seen.

In: a record's place. Out: for each table its rows as lines, sorted, so that two records hold the same where these are
equal: however often one was stopped on the way, and whatever database it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, create_engine, make_url, select

from onrecord.store import schema

# Numbers that only this database gives, in place of which stands what they number; and times seen.
_SEEN = frozenset(("first_seen", "last_seen", "read_at", "at"))
_NUMBERS = {
    "texts": "id",
    "passages": "id",
    "readings": "id",
    "facts": "pk",
    "names": "id",
    "entities": "pk",
    "changes": "id",
    "traces": "id",
}
_NAMED = {
    "text_id": "texts",
    "passage_id": "passages",
    "reading_id": "readings",
    "from_reading": "readings",
    "to_reading": "readings",
    "name_id": "names",
    "fact_pk": "facts",
    "entity_pk": "entities",
    "trace_id": "traces",
}
_CALLED = {
    "texts": ("sha256",),
    "passages": ("text_id", "start_char"),
    "readings": ("sighting_id", "engine", "seal"),
    "facts": ("reading_id", "id"),
    "names": ("name",),
    "entities": ("reading_id", "id"),
    "traces": ("sighting_id",),
}


def contents(place: str) -> dict[str, list[str]]:
    """The lines of each table of a record."""
    url = make_url(place).set(drivername="postgresql+psycopg") if "://" in place else f"sqlite:///{place}"
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return _contents(connection)
    finally:
        engine.dispose()


def differences(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> Iterator[str]:
    """In which tables two records differ, and by how many rows."""
    for table in one.keys() | other.keys():
        left, right = one.get(table, []), other.get(table, [])
        if left != right:
            missing, more = set(left) - set(right), set(right) - set(left)
            example = min(missing | more, default="a row that is there twice")
            own = f"{len(missing)} and {len(more)} of their own"
            yield f"{table}: {len(left)} rows and {len(right)}; {own}: {example[:300]}"


def _contents(connection: Connection) -> dict[str, list[str]]:
    names: dict[str, dict[int, str]] = {}
    found: dict[str, list[str]] = {}
    for table in schema.metadata.sorted_tables:
        number = _NUMBERS.get(table.name)
        called = names[table.name] = {}
        lines: list[str] = []
        for row in connection.execute(select(table)).mappings():
            values = _values(table, row, names)
            lines.append(repr(values))
            if number is not None and table.name in _CALLED:
                called[row[number]] = repr([values[column] for column in _CALLED[table.name]])
        found[table.name] = sorted(lines)
    return found


def _values(table: Table, row: RowMapping, names: Mapping[str, Mapping[int, str]]) -> dict[str, Any]:
    number = _NUMBERS.get(table.name)
    values: dict[str, Any] = {}
    for column, value in row.items():
        if column in _NAMED:
            values[column] = names[_NAMED[column]][value]
        elif column != number and column not in _SEEN:
            values[column] = bytes(value) if isinstance(value, memoryview) else value
    return values
