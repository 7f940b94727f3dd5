"""A record's place → a database that is open, is a record, and has this version's tables.

In: a path (SQLite) or a URL (`postgresql://…`). Out: a SQLAlchemy engine. A record of an older version is copied,
then brought to this version; one of a newer version, and what is no record at all, are left as they are.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import RecordError
from onrecord.model.place import is_address, is_url, shown
from onrecord.store.faults import told
from onrecord.store.schema import APPLICATION_ID

PATIENCE = 60.0  # seconds that a writer waits for another one
_LOCK = 0x6F6E7263  # of PostgreSQL's advisory locks, the one that a writer of a record holds
_VERSION = re.compile(r"[0-9]{4}")
_MIGRATIONS = Path(__file__).parent / "migrations"


def opened(place: str, *, create: bool, write: bool) -> Engine:
    """The engine of a record.

    `create`: make it where there is none. `write`: it will be written to; else nothing in it can change.
    Raises RecordError where there is no record, where it is another kind of file, of a newer version, or cannot be
    opened.
    """
    with told(place):
        if is_address(place):
            engine = _postgresql(place, write=write)
        else:
            engine = _sqlite(Path(place), create=create, write=write)
        try:
            _bring_up(engine, place, create=create, write=write)
        except BaseException:
            engine.dispose()
            raise
        return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; writers of a record take turns, and readers go on beside them."""
    options: dict[str, Any] = {"onrecord_write": True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"  # what it sees is of after its wait for its turn, not of before
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads: it sees one state of the record throughout."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _postgresql(place: str, *, write: bool) -> Engine:
    if not is_url(place):
        remedy = "write postgresql://user@host/name, or the path of a file"
        raise RecordError(f"{shown(place)}: is no address of a record; {remedy}")
    scheme, colon, rest = place.partition(":")
    try:
        url = make_url(f"{scheme.lower()}{colon}{rest}").set(drivername="postgresql+psycopg")
        options = {"postgresql_readonly": not write}
        return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True, execution_options=options)
    except (ArgumentError, ValueError):
        raise RecordError(f"{shown(place)}: no address of a database; write postgresql://user@host/name") from None
    except ModuleNotFoundError:
        raise RecordError("PostgreSQL needs one more package; pip install 'onrecord[postgres]'") from None


def _sqlite(path: Path, *, create: bool, write: bool) -> Engine:
    if not path.exists():
        if not create:
            raise RecordError(f"{path}: there is no record; make one with `onrecord add`, or give --record its place")
        if not path.parent.is_dir():
            raise RecordError(f"{path}: there is no folder {path.parent}; make it first")
    elif path.is_dir():
        raise RecordError(f"{path}: is a folder; name the record's file in it")
    elif path.stat().st_size and _beginning(path) != b"SQLite format 3\0":
        raise RecordError(f"{path}: is no record, but another kind of file; name another file, nothing was changed")
    engine = create_engine(
        "sqlite://", creator=lambda: _connected(path, create=create, write=write), poolclass=QueuePool
    )
    event.listen(engine, "begin", _begin)
    return engine


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _connected(path: Path, *, create: bool, write: bool) -> sqlite3.Connection:
    """A connection to a file.

    Who may write opens it so also to read, with every change refused: the last one to leave then takes SQLite's notes
    (`-wal`, `-shm`) away. Where nothing may be written, a file without a log beside it is read as it lies there: such a
    reader takes no lock, and would read torn pages from a writer who begins after it.
    """
    file = path.resolve()
    may = os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
    mode = "rwc" if create and write else "rw" if write or may else "ro"
    uri = f"{file.as_uri()}?mode={mode}"
    if mode == "ro" and not Path(f"{file}-wal").exists():
        uri += "&immutable=1"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    settings = {
        "query_only": "ON" if not write else "OFF",
        "foreign_keys": "ON",
        "temp_store": "MEMORY",
        "cache_size": -65536,  # KiB
        "mmap_size": 1 << 28,
        "wal_autocheckpoint": 16384,  # pages of the log, 64 MiB: pages that are often written go home once
    }
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def _begin(connection: Connection) -> None:
    """SQLite's own: a writer says so at once, so that it waits for its turn and never fails half-way."""
    write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _bring_up(engine: Engine, place: str, *, create: bool, write: bool) -> None:
    """This version's tables in it: made, or made of an older version's after a copy of it."""
    name = shown(place)
    found, newest = _version(engine, name), _newest()
    if found == newest:
        return
    if found is not None and found > newest:
        remedy = "upgrade onrecord; nothing was changed"
        raise RecordError(f"{name}: was made by a newer onrecord (tables {found}, this one knows {newest}); {remedy}")
    if found is None and not create:
        raise RecordError(f"{name}: holds no record; make one with `onrecord add`")
    if not write:  # brought up by who may write, then read
        opened(place, create=False, write=True).dispose()
        return
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:  # outside of any transaction; the file keeps it
            raw.cursor().execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        found = _version_of(connection)  # another writer may have been first
        if found is not None and found < newest:
            _copy(connection, place, found)
        if found != newest:
            _migrate(connection)
    if found is None:
        engine.update_execution_options(onrecord_made=True)


def _version(engine: Engine, place: str) -> str | None:
    """The version of the tables; None in an empty database. RecordError where there are other tables."""
    with reading(engine) as connection:
        found = _version_of(connection)
        if found is None and inspect(connection).get_table_names():
            raise RecordError(f"{place}: is a database with other tables, and no record; nothing was changed")
        if found is not None and connection.dialect.name == "sqlite":
            (own,) = connection.exec_driver_sql("PRAGMA application_id").one()
            if own != APPLICATION_ID:
                raise RecordError(f"{place}: is the database of another program; nothing was changed")
        return found


def _version_of(connection: Connection) -> str | None:
    """The version of a record's tables; None where they are not those of a record."""
    if not set(inspect(connection).get_table_names()) >= {"alembic_version", "readings", "sightings", "passages"}:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row and _VERSION.fullmatch(str(row[0])) else None


def _newest() -> str:
    """The version that the last step leads to; the steps' names begin with it."""
    return max(step.name[1:5] for step in (_MIGRATIONS / "versions").glob("v[0-9]*.py"))


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _copy(connection: Connection, place: str, version: str) -> None:
    """A backup before the tables change: a file beside the record, or a schema inside the database."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    if connection.dialect.name == "sqlite":
        path = Path(place)
        copy = path.with_name(f"{path.name}.backup-{version}-{moment}")
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return
    schema = f"onrecord_backup_{version}_{moment.lower()}"
    connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    for table in inspect(connection).get_table_names():
        connection.exec_driver_sql(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"')
