"""A report laid out as rows: what the tables `sightings`, `entities`, `facts` and `fact_entities` say of a reading.

In: a report. Out: rows without the numbers that a database gives (`pk`, `reading_id`, `passage_id`, `name_id`). A
pure function, so that what is stored can be made again from the sealed reading and compared.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from onrecord.model import Entity, Event, Figure, Report, Span, Statement
from onrecord.model.ids import DIGITS, sha256

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

# The columns of `facts` that a report fills, in the table's order.
FACT = (
    *(
        "id",
        "kind",
        "start_char",
        "end_char",
        "stretches",
        "published",
        "form",
        "polarity",
        "stance",
        "source_kind",
        "said",
    ),
    *("value", "low", "high", "bound", "unit", "outcome", "scope", "since", "until", "on_day", "as_of", "as_of_basis"),
    *("part_of", "statement", "predicate", "status", "confidence"),
)
LONGEST = 500  # characters of a name, key or address: PostgreSQL indexes 2,704 bytes at most
_EMPTY: Row = dict.fromkeys(FACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity's part in a fact: places in the lists of facts and of entities, and the role."""

    fact: int
    entity: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A reading laid out: facts in the order of the text, entities as in the report."""

    sighting: Row
    facts: list[Row]
    entities: list[Row]
    links: list[Link]


def rows_of(report: Report) -> Rows:
    """The rows of a report."""
    place = {entity.id: index for index, entity in enumerate(report.entities)}
    said = {time.id: time.value for time in report.times}
    mentions = sorted((span.start, place[entity.id]) for entity in report.entities for span in entity.mentions)
    laid: list[tuple[Row, set[tuple[str, int]]]] = []
    for statement in report.statements:
        laid.append((_statement(statement, said), _parts(_who_said(statement), statement.content, place, mentions)))
    for figure in report.figures:
        laid.append((_figure(figure), _parts(_of_figure(figure), (figure.span,), place, mentions)))
    for event in report.events:
        laid.append((_event(event), _parts(_who_did(event), _whole(event), place, mentions)))
    laid.sort(key=lambda fact: (fact[0]["start_char"], fact[0]["end_char"], fact[0]["id"]))
    published = report.published.value if report.published else None
    return Rows(
        sighting=_sighting(report),
        facts=[_EMPTY | row | {"published": published} for row, _ in laid],
        entities=[_entity(entity) for entity in report.entities],
        links=[
            Link(fact=fact, entity=entity, role=role)
            for fact, (_, parts) in enumerate(laid)
            for role, entity in sorted(parts)
        ],
    )


def differences(old: Rows, new: Rows) -> Iterator[Row]:
    """What a newer reading has otherwise, fact for fact (`fact_id`, `change`, `fields`).

    A confidence alone is no change; an entity is who it is by its name, since `e1` is another in another reading.
    """
    before, after = _by_id(old), _by_id(new)
    for identity in before:
        if identity not in after:
            yield {"fact_id": identity, "change": "vanished", "fields": ""}
    for identity, (row, parts) in after.items():
        if identity not in before:
            yield {"fact_id": identity, "change": "appeared", "fields": ""}
            continue
        earlier, earlier_parts = before[identity]
        fields = [name for name in FACT if name != "confidence" and earlier[name] != row[name]]
        fields += sorted({role for role, _ in parts ^ earlier_parts})
        if fields:
            yield {"fact_id": identity, "change": "changed", "fields": "; ".join(fields)}


def _by_id(rows: Rows) -> dict[str, tuple[Row, set[tuple[str, Value]]]]:
    """Facts by id, each with the names that have a part in it."""
    parts: list[set[tuple[str, Value]]] = [set() for _ in rows.facts]
    for link in rows.links:
        parts[link.fact].add((link.role, rows.entities[link.entity]["name"]))
    return {str(row["id"]): (row, part) for row, part in zip(rows.facts, parts, strict=True)}


def shortened(value: str) -> str:
    """A name, key or address as it is asked by: a very long one by its beginning and its hash, as no index holds it."""
    return value if len(value) <= LONGEST else f"{value[: LONGEST - DIGITS - 1]}…{sha256(value)[:DIGITS]}"


def folded(name: str) -> str:
    """A name as it is asked by: without case and accents, its words one space apart."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return shortened(" ".join(bare.casefold().split()))


def _sighting(report: Report) -> Row:
    return {
        "id": report.sighting,
        "report_id": report.id,
        "media_type": report.media_type,
        "key": shortened(report.key) if report.key else report.key,
        "url": shortened(report.url) if report.url else report.url,
        "outlet": shortened(report.outlet) if report.outlet else report.outlet,
        "title": report.title,
        "language": report.language,
        "published": report.published.value if report.published else None,
        "modified": report.modified.value if report.modified else None,
        "retrieved": report.retrieved.value if report.retrieved else None,
    }


def _entity(entity: Entity) -> Row:
    return {"id": entity.id, "kind": entity.kind, "name": shortened(entity.name), "roles": "; ".join(entity.roles)}


def _place(spans: Sequence[Span]) -> Row:
    several = "[" + ",".join(f"[{span.start},{span.end}]" for span in spans) + "]" if len(spans) > 1 else None
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return {"start_char": start, "end_char": end, "stretches": several}


def _statement(fact: Statement, said: Mapping[str, str | None]) -> Row:
    return {
        **_place(fact.content),
        "id": fact.id,
        "kind": "statement",
        "form": fact.form,
        "polarity": fact.polarity,
        "stance": fact.stance,
        "source_kind": fact.source_kind,
        "said": said.get(fact.time) if fact.time is not None else None,
        "statement": fact.parent,
        "confidence": float(fact.confidence),
    }


def _figure(fact: Figure) -> Row:
    return {
        **_place((fact.span,)),
        "id": fact.id,
        "kind": "figure",
        "value": _number(fact.value),
        "low": _number(fact.low),
        "high": _number(fact.high),
        "bound": fact.bound,
        "unit": fact.unit,
        "outcome": fact.outcome,
        "scope": fact.scope,
        "since": fact.since,
        "until": fact.until,
        "on_day": fact.on,
        "as_of": fact.as_of.value if fact.as_of else None,
        "as_of_basis": fact.as_of.basis if fact.as_of else None,
        "part_of": fact.part_of,
        "statement": fact.statement,
        "confidence": float(fact.confidence),
    }


def _event(fact: Event) -> Row:
    return {
        **_place((fact.span,)),
        "id": fact.id,
        "kind": "event",
        "on_day": fact.time,
        "predicate": fact.predicate,
        "status": fact.status,
        "statement": fact.statement,
        "confidence": float(fact.confidence),
    }


def _number(value: Decimal | None) -> float | None:
    """For asking by size; the exact decimal stands in the reading."""
    return None if value is None else float(value)


def _who_said(fact: Statement) -> Iterator[tuple[str, str | None]]:
    yield from (("speaker", speaker) for speaker in {*fact.speakers, fact.speaker})
    yield from (("via", carrier) for carrier in fact.via)


def _of_figure(fact: Figure) -> Iterator[tuple[str, str | None]]:
    yield "speaker", fact.source
    yield "place", fact.place
    yield "by", fact.by


def _who_did(fact: Event) -> Iterator[tuple[str, str | None]]:
    yield "place", fact.place
    yield from ((participant.role, participant.entity) for participant in fact.participants)


def _whole(fact: Event) -> tuple[Span, ...]:
    return (fact.span, *(participant.span for participant in fact.participants))


def _parts(
    named: Iterable[tuple[str, str | None]],
    spans: Iterable[Span],
    place: Mapping[str, int],
    mentions: Sequence[tuple[int, int]],
) -> set[tuple[str, int]]:
    """Who has which part in a fact; whoever is mentioned within its words is one that it is `about`."""
    parts = {(role, place[entity]) for role, entity in named if entity is not None and entity in place}
    for span in spans:
        first, last = bisect_left(mentions, (span.start, -1)), bisect_left(mentions, (span.end, -1))
        parts.update(("about", entity) for _, entity in mentions[first:last])
    return parts
