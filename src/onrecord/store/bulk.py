"""Many rows at once: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select

MANY = 500  # values in one IN (…): databases bound the parameters of a statement
T = TypeVar("T")


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if not rows:
        return
    columns = list(rows[0])
    if connection.dialect.name != "postgresql":
        names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"
        connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])
        return
    quoted = ", ".join(f'"{column}"' for column in columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def next_number(connection: Connection, table: Table) -> int:
    """The first number that no row has: a writer is alone, so it may count on from there."""
    (column,) = table.primary_key.columns
    return int(connection.scalar(select(func.max(column))) or 0) + 1


def chunks(values: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """The values, `size` at a time."""
    source = iter(values)
    while chunk := list(islice(source, size)):
        yield chunk
