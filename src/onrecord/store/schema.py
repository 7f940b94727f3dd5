"""The record's tables, the same on SQLite and PostgreSQL.

What was read is kept in `reports` (payload bytes), `texts` with `passages` (the frozen text, cut into stretches of
about a paragraph that join to it again), `sightings` (where and when) and `readings` (what one engine made of one
sighting: the sealed record, packed). `facts`, `entities`, `names` and `fact_entities` are the current readings
laid out for asking; `store.rows` makes them from a reading, and `store.proofs` makes them again and compares.

Times of the record's own are UTC (`2031-05-14T08:30:00Z`); dates of reports are as precise as they were given, so
they are text and compare as text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

APPLICATION_ID = 0x6F6E7263  # "onrc": what tells a record from any other SQLite file
LONGEST = 8_000  # characters of a passage: a paragraph beyond is cut, since full text indexes refuse endless ones

Number = BigInteger().with_variant(Integer(), "sqlite")
# Dates and ids are compared character by character, whatever language the database sorts in.
Plain = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

reports = Table(
    "reports",
    metadata,
    Column("id", Plain, primary_key=True),
    Column("bytes_sha256", Plain, nullable=False, unique=True),
    Column("size", Number, nullable=False),  # bytes of the payload
    Column("payload", LargeBinary, nullable=False),  # zlib
    Column("first_seen", Plain, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("sha256", Plain, nullable=False, unique=True),
    Column("characters", Number, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("text_id", Number, ForeignKey("texts.id"), nullable=False),
    Column("start_char", Number, nullable=False),
    Column("end_char", Number, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("text_id", "start_char"),
    CheckConstraint("start_char < end_char", name="order"),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Plain, primary_key=True),
    Column("report_id", Plain, ForeignKey("reports.id"), nullable=False, index=True),
    Column("media_type", Plain, nullable=False),  # as what its bytes were read
    Column("key", Plain, index=True),
    Column("url", Plain, index=True),
    Column("outlet", Plain),
    Column("title", Text),
    Column("language", Plain),
    Column("published", Plain, index=True),
    Column("modified", Plain),
    Column("retrieved", Plain),
    Column("first_seen", Plain, nullable=False, index=True),
    Column("last_seen", Plain, nullable=False),
    Index("ix_sightings_outlet_published", "outlet", "published"),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("sighting_id", Plain, ForeignKey("sightings.id"), nullable=False, index=True),
    Column("text_id", Number, ForeignKey("texts.id"), nullable=False, index=True),
    Column("engine", Plain, nullable=False),
    Column("read_at", Plain, nullable=False),
    Column("seal", Plain, nullable=False),
    Column("body", LargeBinary, nullable=False),  # store.packing
    Column("current", Boolean(create_constraint=True, name="current"), nullable=False),
    # One reading of a sighting is the current one.
    Index(
        "uq_readings_current",
        "sighting_id",
        unique=True,
        sqlite_where=text("current"),
        postgresql_where=text("current"),
    ),
)

facts = Table(
    "facts",
    metadata,
    Column("pk", Number, primary_key=True, autoincrement=False),
    Column("id", Plain, nullable=False, index=True),
    Column("reading_id", Number, ForeignKey("readings.id"), nullable=False),
    Column("passage_id", Number, ForeignKey("passages.id"), nullable=False),  # where it begins
    Column("kind", Plain, nullable=False),
    Column("start_char", Number, nullable=False),
    Column("end_char", Number, nullable=False),
    Column("stretches", Plain),  # of a fact in several: [[41,52],[60,71]]
    Column("published", Plain),  # of its sighting, to sort by
    Column("form", Plain),
    Column("polarity", Plain),
    Column("stance", Plain),
    Column("source_kind", Plain),
    Column("said", Plain),  # when it was said, a TIMEX3 value
    Column("value", Double),
    Column("low", Double),
    Column("high", Double),
    Column("bound", Plain),
    Column("unit", Plain),
    Column("outcome", Plain),
    Column("scope", Plain),
    Column("since", Plain),
    Column("until", Plain),
    Column("on_day", Plain),
    Column("as_of", Plain),
    Column("as_of_basis", Plain),
    Column("part_of", Plain),
    Column("statement", Plain),
    Column("predicate", Plain),
    Column("status", Plain),
    Column("confidence", Double, nullable=False),
    Column("first_seen", Plain, nullable=False),  # when its sighting was first read so that it was found
    UniqueConstraint("reading_id", "id"),
    Index("ix_facts_published_passage_id", "published", "passage_id"),
    # Of the passages that hold a word, the facts of a kind are told by the index alone.
    Index("ix_facts_passage_id", "passage_id", "published", "kind", "polarity", "form", "outcome"),
    Index("ix_facts_said", "said"),
    Index("ix_facts_kind_published", "kind", "published"),
    Index("ix_facts_outcome_published", "outcome", "published"),
)

names = Table(
    "names",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("name", Plain, nullable=False, unique=True),
    Column("folded", Plain, nullable=False, index=True),  # without case and accents, to ask by
)

name_words = Table(
    "name_words",
    metadata,
    Column("word", Plain, primary_key=True),  # of a folded name
    Column("name_id", Number, ForeignKey("names.id"), primary_key=True),
)

entities = Table(
    "entities",
    metadata,
    Column("pk", Number, primary_key=True, autoincrement=False),
    Column("reading_id", Number, ForeignKey("readings.id"), nullable=False),
    Column("id", Plain, nullable=False),  # within its report: e1, e2, …
    Column("kind", Plain, nullable=False),
    Column("name_id", Number, ForeignKey("names.id"), nullable=False, index=True),
    Column("roles", Text, nullable=False),  # "health minister; deputy mayor"
    UniqueConstraint("reading_id", "id"),
)

fact_entities = Table(
    "fact_entities",
    metadata,
    Column("fact_pk", Number, ForeignKey("facts.pk"), primary_key=True),
    Column("role", Plain, primary_key=True),  # speaker, via, place, by, agent, patient, recipient, about
    Column("entity_pk", Number, ForeignKey("entities.pk"), primary_key=True, index=True),
    Column("name_id", Number, ForeignKey("names.id"), nullable=False),
    Column("published", Plain),  # of the fact, to sort by
    Column("passage_id", Number),  # of the fact, too
    # All that "the newest of this name" needs, so that no other row is looked at.
    Index("ix_fact_entities_name_id_role_published_fact_pk", "name_id", "role", "published", "fact_pk"),
    Index("ix_fact_entities_name_id_role_passage_id_fact_pk", "name_id", "role", "passage_id", "fact_pk"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("sighting_id", Plain, ForeignKey("sightings.id"), nullable=False, index=True),
    Column("fact_id", Plain, nullable=False, index=True),
    Column("change", Plain, nullable=False),  # appeared, changed, vanished
    Column("fields", Plain, nullable=False),  # those that changed: "value; bound"
    Column("from_reading", Number, ForeignKey("readings.id"), nullable=False),
    Column("to_reading", Number, ForeignKey("readings.id"), nullable=False, index=True),
    Column("at", Plain, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Plain, primary_key=True),  # of the locator, which may be long
    Column("locator", Plain, nullable=False),
    Column("path", Plain, nullable=False),  # what to read again
    Column("path_id", Plain, nullable=False, index=True),
    Column("published", Plain),  # the date given for reports without one
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("attempts", Number, nullable=False),
    Column("first_seen", Plain, nullable=False),
    Column("last_seen", Plain, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Plain, primary_key=True),
    Column("report_id", Plain, ForeignKey("reports.id"), nullable=False, index=True),
    Column("sighting_id", Plain, ForeignKey("sightings.id"), nullable=False, index=True),
    Column("text_sha256", Plain, nullable=False),
    Column("fact_id", Plain, index=True),
    Column("kind", Plain, nullable=False),
    Column("verdict", Plain, nullable=False),
    Column("body", Text, nullable=False),  # the judgement whole, as JSON
    Column("by", Plain, nullable=False),
    Column("at", Plain, nullable=False),
    Column("origin", Plain, nullable=False),
)

# What binds reports to each other, made from their readings by `relate` (see `record.linking`): it can be made again,
# and is no part of what is proved.
traces = Table(
    "traces",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("sighting_id", Plain, ForeignKey("sightings.id"), nullable=False, unique=True),
    Column("reading_id", Number, ForeignKey("readings.id"), nullable=False, index=True),  # that it was made from
    Column("body", LargeBinary, nullable=False),  # the trace whole: JSON, zlib
    Column("family", Plain, index=True),  # w_…: reports of one wording
    Column("incident", Plain, index=True),  # i_…: reports that tell of one incident
    Column("why", Text),
    Column("origin", Plain),  # whose wording it is
    Column("basis", Plain),  # agency, first
)

trace_keys = Table(
    "trace_keys",
    metadata,
    Column("key", Number, primary_key=True, autoincrement=False),  # of a print, or of a word or a person
    Column("counted", Number, primary_key=True, autoincrement=False),  # the beginning of a story, or a period
    Column("trace_id", Number, ForeignKey("traces.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

bonds = Table(
    "bonds",
    metadata,
    Column("one", Plain, primary_key=True),  # sightings, the first by name first
    Column("other", Plain, primary_key=True, index=True),
    Column("wording", Boolean(create_constraint=True, name="wording"), primary_key=True),
    Column("bond", Plain, nullable=False),  # copy, holds, held, incident
    Column("strength", Number, nullable=False),  # thousandths: of the wording, or of log odds
    Column("why", Text, nullable=False),
)

ties = Table(
    "ties",
    metadata,
    Column("id", Plain, primary_key=True),  # j_…, of its content
    Column("kind", Plain, nullable=False),  # family, incident
    Column("one", Plain, nullable=False, index=True),  # sightings
    Column("other", Plain, nullable=False, index=True),
    Column("verdict", Plain, nullable=False),  # same, different, open
    Column("by", Plain, nullable=False),
    Column("at", Plain, nullable=False),
)
