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
    # The stems of SQLite's tokenizer, without a list of words to leave out: every word that was said can be found.
    "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword,"
    " hword_part WITH onrecord_stem",
    # What SQLite's tokenizer takes for a word: letters and digits, without accents; 3.5 is two words, and U.N. too.
    r"""CREATE FUNCTION onrecord_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_tsvector('onrecord'::regconfig, regexp_replace(regexp_replace(normalize(body, NFD),
        '[\u0300-\u036f]+', '', 'g'), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1'
        '\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3003]+',
        ' ', 'g')) $$""",
    "ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS (onrecord_words(body)) STORED",
    "CREATE INDEX passages_words ON passages USING gin (words)",
)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    metadata.create_all(connection)
    own = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    for statement in (*own, *definitions(connection.dialect.name)):
        connection.exec_driver_sql(statement)
