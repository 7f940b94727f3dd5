"""The steps lead to the tables that the program asks, on both stores, and the first step is frozen."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from onrecord.store import schema
from onrecord.store.opening import opened, reading
from onrecord.store.views import definitions


def test_the_steps_lead_to_the_tables_that_are_asked(store_place: str) -> None:
    engine = opened(store_place, create=True, write=True)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_asked, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert views(connection) == {sql.split()[2] for sql in definitions(connection.dialect.name)}
    engine.dispose()


def is_asked(_: object, name: str | None, kind: str, __: bool, ___: object) -> bool:
    """All but what each database needs for its full text index."""
    return not (name or "").startswith(("passages_words", "alembic_version")) and (kind, name) != ("column", "words")


def views(connection: Connection) -> set[str]:
    own = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'view'",
        "postgresql": "SELECT viewname FROM pg_views WHERE schemaname = 'public'",
    }
    return {str(row[0]) for row in connection.exec_driver_sql(own[connection.dialect.name])}
