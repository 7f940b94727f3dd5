"""A report with something in every field, made by hand about an invented flood: what the door's tests read."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from onrecord import codec
from onrecord.model import (
    AsOf,
    Block,
    Dated,
    Entity,
    Event,
    Figure,
    Participant,
    Report,
    Span,
    Statement,
    Timex,
)
from onrecord.model.ids import event_id, figure_id, report_id, sha256, sighting_id, statement_id
from onrecord.model.vocabulary import SCHEMA

FIRST = "At least 19 people were killed in Oranto on Tuesday, the health minister, Ana Ruiz, said."
SECOND = '"The bridge was closed," she told the Courier. "Nobody warned us."'
THIRD = "Rescued: -5 to 8 boats"
TEXT = f"{FIRST}\r\n\r\n{SECOND}\n\n{THIRD}"


def span(words: str, text: str = TEXT) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), exact=words)


def report(*, key: str | None = "flood.txt", text: str = TEXT, title: str | None = "The river rises") -> Report:
    """The report, sealed; every fact in it holds."""
    text_sha256 = sha256(text)
    identity = report_id(text_sha256)
    return codec.seal(
        Report(
            schema=SCHEMA,
            id=identity,
            sighting=sighting_id(identity, key, "2031-05-02"),
            key=key,
            title=title,
            outlet="The Oranto Courier",
            url=None,
            language="en",
            bylines=("Bo Lind",),
            published=Dated(value="2031-05-02", basis="option"),
            modified=None,
            retrieved=None,
            dateline=None,
            media_type="text/plain",
            text=text,
            text_sha256=text_sha256,
            bytes_sha256=text_sha256,
            engine="by-hand/1",
            blocks=_blocks(text),
            entities=_entities(),
            times=(Timex(id="t1", span=span("Tuesday"), type="DATE", value="2031-04-29", mod=None),),
            statements=_statements(text_sha256),
            figures=_figures(text_sha256),
            events=_events(text_sha256),
            warnings=("the place of the bridge could not be told",),
        )
    )


def changed(whole: Report, **fields: object) -> Report:
    """The report with other fields, sealed again: a lie that the seal does not show."""
    return codec.seal(dataclasses.replace(whole, **fields))  # type: ignore[arg-type]


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block(span=span(words, text), kind="paragraph", repeats=None) for words in (FIRST, SECOND, THIRD))


def _entities() -> tuple[Entity, ...]:
    return (
        Entity(
            id="e1",
            kind="person",
            name="Ana Ruiz",
            roles=("health minister",),
            mentions=(span("the health minister, Ana Ruiz"), span("she")),
        ),
        Entity(id="e2", kind="organisation", name="Courier", roles=(), mentions=(span("the Courier"),)),
        Entity(id="e3", kind="place", name="Oranto", roles=(), mentions=(span("Oranto"),)),
    )


def _statements(text_sha256: str) -> tuple[Statement, ...]:
    told = span("At least 19 people were killed in Oranto on Tuesday")
    quoted = (span("The bridge was closed"), span("Nobody warned us"))
    first = Statement(
        id=statement_id(text_sha256, [(told.start, told.end)]),
        form="indirect",
        content=(told,),
        cue=span("said"),
        source=span("the health minister, Ana Ruiz"),
        speaker="e1",
        speakers=("e1",),
        source_kind="person",
        via=(),
        addressee=None,
        polarity="said",
        stance="says",
        time=None,
        parent=None,
        evidence=(),
        confidence=0.9,
    )
    second = dataclasses.replace(
        first,
        id=statement_id(text_sha256, [(part.start, part.end) for part in quoted]),
        form="direct",
        content=quoted,
        cue=span("told"),
        source=span("she"),
        via=("e2",),
        addressee=span("the Courier"),
        polarity="denied",
        time="t1",
    )
    return first, second


def _figures(text_sha256: str) -> tuple[Figure, ...]:
    killed = Figure(
        id=figure_id(text_sha256, (span("19").start, span("19").end), "killed"),
        span=span("At least 19 people"),
        number=span("19"),
        value=Decimal(19),
        low=Decimal(19),
        high=None,
        bound="at_least",
        unit="person",
        counted=span("people"),
        outcome="killed",
        scope="incident",
        since=None,
        until=None,
        on="2031-04-29",
        as_of=AsOf(value="2031-05-02", basis="published"),
        place="e3",
        by=None,
        part_of=None,
        statement=statement_id(text_sha256, [(0, span(" on Tuesday").end)]),
        source="e1",
        repeats=(),
        evidence=(span("Tuesday"),),
        confidence=0.8,
    )
    boats = dataclasses.replace(
        killed,
        id=figure_id(text_sha256, (span("-5 to 8").start, span("-5 to 8").end), "rescued"),
        span=span("-5 to 8 boats"),
        number=span("-5 to 8"),
        value=None,
        low=Decimal("-5"),
        high=Decimal("8"),
        bound="between",
        unit=None,
        counted=span("boats"),
        outcome="rescued",
        on=None,
        as_of=None,
        place=None,
        part_of=killed.id,
        statement=None,
        source=None,
        evidence=(),
    )
    return killed, boats


def _events(text_sha256: str) -> tuple[Event, ...]:
    trigger = span("closed")
    event = Event(
        id=event_id(text_sha256, (trigger.start, trigger.end)),
        span=trigger,
        predicate="close",
        participants=(Participant(role="patient", span=span("The bridge"), entity=None),),
        time="2031-04-29",
        place="e3",
        status="happened",
        statement=None,
        evidence=(),
        confidence=0.7,
    )
    return (event,)
