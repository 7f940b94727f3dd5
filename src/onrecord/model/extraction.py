"""What comes out of `extract`: facts as they stand in the text, before names and ids are settled.

Every place is a pair of offsets into the document's text. `resolve` turns an extraction into a report:
it groups mentions into entities, finds who a source is, and links figures to statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.model.ids import Offsets
from onrecord.model.report import AsOf, Timex
from onrecord.model.vocabulary import (
    Bound,
    EntityKind,
    Form,
    Outcome,
    Polarity,
    Role,
    Scope,
    SourceKind,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in its place. The span takes a title in ("Mr Oran"); `name` leaves it out ("Oran").

    `roles` are the words of its role beside the name ("health minister"), `acronym` marks a short form
    given in brackets after a full one.
    """

    start: int
    end: int
    kind: EntityKind
    name: str
    title: str | None = None
    roles: tuple[str, ...] = ()
    acronym: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A statement in its place: content, cue, source, addressee as the record format defines their spans.

    `source_kind` is given where the words alone tell it (anonymous, document, office), else None.
    `via` are the places of outlets that carried it. `evidence` are the words that settled the source
    where it does not stand beside the cue (a quotation that goes on in the next paragraph). `antecedent` is what
    a source stands for that is a relative pronoun ("officials" in "officials, who say"). `rule` names the pattern that
    read it, if one did; `score` is how likely it was by what the network read, None where it read nothing there.
    """

    form: Form
    content: tuple[Offsets, ...]
    cue: Offsets | None
    source: Offsets | None
    source_kind: SourceKind | None = None
    via: tuple[Offsets, ...] = ()
    addressee: Offsets | None = None
    polarity: Polarity = "said"
    stance: Stance = "says"
    evidence: tuple[Offsets, ...] = ()
    confidence: float = 0.5
    antecedent: Offsets | None = None
    rule: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure in its place. `part_of` is the index of the quantity that it is a part of. `denied`: its outcome stands
    under a verb of denial, so that it is told only where a statement that denies it holds it."""

    span: Offsets
    number: Offsets
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound | None
    unit: str | None = None
    counted: Offsets | None = None
    outcome: Outcome | None = None
    scope: Scope = "unknown"
    since: str | None = None
    until: str | None = None
    on: str | None = None
    as_of: AsOf | None = None
    place: Offsets | None = None
    by: Offsets | None = None
    part_of: int | None = None
    evidence: tuple[Offsets, ...] = ()
    confidence: float = 0.5
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One mention of an event in its place: `trigger` are the words for it, `predicate` their lemma.

    `parts` are the noun phrases of who took part, `time` a TIMEX3 value, `place` the words for where. `same_as` is the
    index of the occurrence that first told of the same event. `code` is the PLOVER code, event and mode.
    """

    trigger: Offsets
    predicate: str
    status: Status
    parts: tuple[tuple[Role, Offsets], ...] = ()
    time: str | None = None
    place: Offsets | None = None
    same_as: int | None = None
    code: str | None = None
    evidence: tuple[Offsets, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one document, each list in the order of the text."""

    times: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
