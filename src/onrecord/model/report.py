"""The record of one report, field for field as the record format describes it (`onrecord/1`).

Every value is frozen. A span is half-open, in Unicode code points of the report's one frozen `text`;
`text[start:end] == exact` holds for every span. What cannot be told is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.model.vocabulary import (
    AsOfBasis,
    Basis,
    BlockKind,
    Bound,
    EntityKind,
    Form,
    MediaType,
    Outcome,
    Polarity,
    Role,
    Scope,
    SourceKind,
    Stance,
    Status,
    TimexType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Exact words of the text: code points `start` (included) to `end` (not included)."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An instant as precise as it was given (ISO 8601, offset kept), and how it is known."""

    value: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of layout; `repeats` is the index of an earlier block with the same words, or None."""

    span: Span
    kind: BlockKind
    repeats: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something named in the report: the fullest name, roles, and every mention."""

    id: str
    kind: EntityKind
    name: str
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression in TIMEX3 terms (ISO-TimeML); `value` is None where it cannot be told."""

    id: str
    span: Span
    type: TimexType
    value: str | None
    mod: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what: content, cue and source as spans; speaker, carriers and time as references."""

    id: str
    form: Form
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    speakers: tuple[str, ...]
    source_kind: SourceKind
    via: tuple[str, ...]
    addressee: Span | None
    polarity: Polarity
    stance: Stance
    time: str | None
    parent: str | None
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The day that a count is true of, and whether the text says so or the publication date does."""

    value: str
    basis: AsOfBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many, of what, according to whom; `value`, `low`, `high` and `bound` by the contract's table."""

    id: str
    span: Span
    number: Span
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound | None
    unit: str | None
    counted: Span | None
    outcome: Outcome | None
    scope: Scope
    since: str | None
    until: str | None
    on: str | None
    as_of: AsOf | None
    place: str | None
    by: str | None
    part_of: str | None
    statement: str | None
    source: str | None
    repeats: tuple[Span, ...]
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who did it, to whom, or who got it."""

    role: Role
    span: Span
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is reported to have happened, or not: `span` is its trigger, `predicate` the trigger's lemma.

    Every mention is an event of its own; `same_as` is the id of the one that told of it first. `code` is the PLOVER
    event and mode ("ASSAULT:aerial"), where that ontology has one for it.
    """

    id: str
    span: Span
    predicate: str
    participants: tuple[Participant, ...]
    time: str | None
    place: str | None
    status: Status
    statement: str | None
    evidence: tuple[Span, ...]
    confidence: float
    same_as: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report on the record. `seal` is the sha256 of the whole record with an empty seal."""

    schema: str
    id: str
    sighting: str
    key: str | None
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    bylines: tuple[str, ...]
    published: Dated | None
    modified: Dated | None
    retrieved: Dated | None
    dateline: Dated | None
    media_type: MediaType
    text: str
    text_sha256: str
    bytes_sha256: str
    engine: str
    blocks: tuple[Block, ...]
    entities: tuple[Entity, ...]
    times: tuple[Timex, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    warnings: tuple[str, ...]
    seal: str = ""

    def _repr_html_(self) -> str:
        """As a notebook shows it: the text with its facts marked."""
        from onrecord.model.notebook import html

        return html(self)
