"""The first tables of a record, with the full text index of each database."""

from __future__ import annotations

from alembic import op

from onrecord.store.schema import APPLICATION_ID, metadata
from onrecord.store.views import definitions

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE VIRTUAL TABLE passages_words USING fts5("
    "body, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
)
_POSTGRESQL = (
    # English stems without a list of words to leave out, so that every word that was said can be found.
    "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword,"
    " hword_part WITH onrecord_stem",
    "CREATE INDEX passages_words ON passages USING gin (to_tsvector('onrecord', body))",
)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    metadata.create_all(connection)
    own = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    for statement in (*own, *definitions(connection.dialect.name)):
        connection.exec_driver_sql(statement)
