"""The database under a record looked at as a whole: `connection → lies`.

What the database itself finds wrong, rows that are missing from a row of numbers that is never broken, views and
triggers that are not the record's, and a full text index that holds other words than the passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from onrecord.model.proof import Lie
from onrecord.store import schema
from onrecord.store.opening import writing
from onrecord.store.views import definitions

# Rows that are numbered from 1 on and never taken away.
_UNBROKEN = (schema.texts, schema.passages, schema.readings, schema.names, schema.changes)
_TRIGGERS = (
    "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND relname = ANY(%s)"
)


def database(connection: Connection) -> Iterator[tuple[str, Lie]]:
    """What is wrong with the database whatever its rows say."""
    yield from _sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection)
    for table in _UNBROKEN:
        (number,) = table.primary_key.columns
        last, count = connection.execute(select(func.coalesce(func.max(number), 0), func.count())).one()
        if last != count:
            yield (
                table.name,
                Lie(path="rows", says=f"{count}", true=f"numbers go to {last}, and none is ever taken away"),
            )
    unread = select(schema.texts.c.id).where(schema.texts.c.id.not_in(select(schema.readings.c.text_id)))
    for text in connection.scalars(unread):
        yield f"texts {text}", Lie(path="readings", says="none", true="every text was read out of a report")


def index(engine: Engine) -> list[tuple[str, Lie]]:
    """Whether SQLite's full text index holds the words of the passages, no more and no less.

    Its own check is a command that only a writer may give; a file that may not be written goes unchecked. The engine
    is given back.
    """
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql(
                "INSERT INTO passages_words (passages_words, rank) VALUES ('integrity-check', 1)"
            )
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        if name.startswith("SQLITE_CORRUPT"):
            true = "every passage with its words, and nothing else"
            return [("passages_words", Lie(path="index", says="other words than the passages", true=true))]
        if not name.startswith("SQLITE_READONLY"):
            raise
    finally:
        engine.dispose()
    return []


def _sqlite(connection: Connection) -> Iterator[tuple[str, Lie]]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield "the file", Lie(path="integrity", says=str(said), true="a file that is whole")
    for table, number, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} {number}", Lie(path="reference", says=f"a row of {parent}", true="there is none")
    known = {sql.split()[2]: sql for sql in definitions("sqlite")}
    there = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    found = {name: sql for name, sql in there}  # noqa: C416 - rows are no pairs
    for name in sorted(found.keys() | known.keys()):
        if found.get(name) != known.get(name):
            yield name, Lie(path="sql", says=str(found.get(name)), true=str(known.get(name, "no view of a record")))
    for (number,) in connection.exec_driver_sql("SELECT id FROM passages EXCEPT SELECT id FROM passages_words_docsize"):
        yield f"passages {number}", Lie(path="index", says="nothing", true="every passage is in the full text index")


def _postgresql(connection: Connection) -> Iterator[tuple[str, Lie]]:
    names = [table.name for table in schema.metadata.sorted_tables]
    for (name,) in connection.exec_driver_sql(_TRIGGERS, (names,)):
        yield name, Lie(path="trigger", says="a trigger", true="a record has none")
    wrong = "SELECT id FROM passages WHERE words IS DISTINCT FROM onrecord_words(body)"
    for (number,) in connection.exec_driver_sql(wrong):
        yield f"passages {number}", Lie(path="words", says="other words", true="those of its text, for searching")
