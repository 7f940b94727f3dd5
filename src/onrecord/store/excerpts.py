"""Some facts of readings, without the rest of them: `sightings, the facts of each → the facts, and what they refer to`.

A hit shows one fact of a report of thirty. To make a whole report of its stored line, and to give every span in it its
words again, takes five times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from onrecord.errors import DamagedError
from onrecord.model import Dated, Event, Figure, Statement
from onrecord.model.query import Fact
from onrecord.model.vocabulary import SCHEMA
from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.packing import unpack, with_words
from onrecord.store.reading import current, texts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Facts of one reading by id, with the whole text; `names` and `times` are those of all its entities and times."""

    report: str
    sighting: str
    key: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    text: str
    facts: Mapping[str, Fact]
    names: Mapping[str, str]
    times: Mapping[str, str | None]
    first_seen: str
    last_seen: str


class _Named(msgspec.Struct):
    id: str
    name: str


class _Timed(msgspec.Struct):
    id: str
    value: str | None


class _Line(msgspec.Struct):
    schema: str
    id: str
    sighting: str
    key: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: Dated | None
    entities: list[_Named]
    times: list[_Timed]
    statements: list[msgspec.Raw]
    figures: list[msgspec.Raw]
    events: list[msgspec.Raw]


_BEGIN = 60  # bytes of a fact in which its id stands
_line = msgspec.json.Decoder(_Line)
_statement, _figure, _event = (
    msgspec.json.Decoder(Statement),
    msgspec.json.Decoder(Figure),
    msgspec.json.Decoder(Event),
)


def excerpts(connection: Connection, wanted: Mapping[str, Collection[str]]) -> dict[str, Excerpt]:
    """The excerpts of current readings by sighting, with the facts wanted of each.

    Raises DamagedError at one that is no whole reading any more.
    """
    rows = connection.execute(current().where(among(schema.sightings.c.id, wanted))).all()
    texts = texts_of(connection, sorted({row.text_id for row in rows}))
    return {row.id: _excerpt(row, texts[row.text_id], wanted[row.id]) for row in rows}


def _excerpt(row: Row[Any], text: str, wanted: Collection[str]) -> Excerpt:
    where = str(row.id)
    try:
        line = _line.decode(unpack(bytes(row.body), where))
        if line.schema != SCHEMA:
            raise ValueError(f"its schema is {line.schema!r}")
        facts: dict[str, Fact] = {}
        facts |= _found(line.statements, _statement, wanted, text)
        facts |= _found(line.figures, _figure, wanted, text)
        facts |= _found(line.events, _event, wanted, text)
    except (TypeError, ValueError, RecursionError) as error:  # msgspec's are ValueErrors
        remedy = "restore the record from a backup"
        raise DamagedError(f"{where}: its stored reading is damaged ({error}); {remedy}") from None
    return Excerpt(
        report=line.id,
        sighting=line.sighting,
        key=line.key,
        url=line.url,
        outlet=line.outlet,
        title=line.title,
        published=line.published.value if line.published else None,
        text=text,
        facts=facts,
        names={each.id: each.name for each in line.entities},
        times={each.id: each.value for each in line.times},
        first_seen=row.first_seen,
        last_seen=row.last_seen,
    )


def _found(
    several: Sequence[msgspec.Raw], decoder: msgspec.json.Decoder[Any], wanted: Collection[str], text: str
) -> dict[str, Fact]:
    """Those of the facts that are wanted; the id comes first in each."""
    found: dict[str, Fact] = {}
    names = [f'"id":"{name}"'.encode() for name in wanted]
    for raw in several:
        line = bytes(raw)
        if any(name in line[:_BEGIN] for name in names):
            fact = decoder.decode(with_words(line, text))
            if isinstance(fact, Figure):
                _check(fact)
            if fact.id in wanted:
                found[fact.id] = fact
    return found


def _check(figure: Figure) -> None:
    for number in (figure.value, figure.low, figure.high):
        if number is not None and not number.is_finite():
            raise ValueError(f"{number} is no number")
