"""What a person said of a fact: accepted, rejected, corrected, added, noted, tagged; and what of it was taken back.

It stands beside what the machine found.

What goes in: a report, a fact of it or none, the spans and values as the person left them, who and when. What
comes out: a frozen judgement with an id of its content; nothing of the machine's is overwritten by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from onrecord.model.ids import judgement_id
from onrecord.model.report import Report, Span

FactKind: TypeAlias = Literal["statement", "figure", "event"]
Verdict: TypeAlias = Literal["accepted", "rejected", "corrected", "added", "noted", "tagged", "withdrawn"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
RULINGS: frozenset[Verdict] = frozenset({"accepted", "rejected", "corrected", "added"})  # of which the last one holds
WITHDRAWN = "withdrawn"  # the value that names what was taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A span and the part that it plays in its fact: `content`, `cue`, `number`, `trigger` …"""

    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one person said of one fact at one time.

    `fact` is the machine's fact, None where the person added one. `spans` are the fact's as the person left them (for
    a rejected fact: the machine's), in the order of the text. `values` holds only what the person changed, as
    text, None where the value is to be unknown; of a note the words (`note`), of a tag the tag (`tag`), of what is
    withdrawn the id of the judgement that no longer counts (`withdrawn`). `at` is an instant in UTC
    (`2031-05-02T10:30:00Z`), `origin` the format that it came back in.
    """

    id: str
    report: str
    sighting: str
    text_sha256: str
    fact: str | None
    kind: FactKind
    verdict: Verdict
    spans: tuple[Labelled, ...]
    values: Mapping[str, str | None] = field(hash=False)
    by: str
    at: str
    origin: str


def judgement(
    report: Report,
    *,
    fact: str | None,
    kind: FactKind,
    verdict: Verdict,
    spans: tuple[Labelled, ...],
    values: Mapping[str, str | None] | None = None,
    by: str,
    at: str,
    origin: str,
) -> Judgement:
    """The judgement with its id: the same content by the same person at the same time is the same judgement."""
    made = Judgement(
        id="",
        report=report.id,
        sighting=report.sighting,
        text_sha256=report.text_sha256,
        fact=fact,
        kind=kind,
        verdict=verdict,
        spans=judged_order(spans),
        values=dict(sorted((values or {}).items())),
        by=by,
        at=at,
        origin=origin,
    )
    return replace(made, id=true_id(made))


def judged_order(spans: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """The spans of a judgement in their order: that of the text."""
    return tuple(sorted(spans, key=lambda each: (each.span.start, each.span.end, each.label)))


def true_id(judged: Judgement) -> str:
    """The id that a judgement of this content has."""
    content = (
        *(judged.report, judged.sighting, judged.text_sha256, judged.fact, judged.kind, judged.verdict),
        *(f"{each.label}:{each.span.start}-{each.span.end}" for each in judged.spans),
        *(part for pair in judged.values.items() for part in pair),
    )
    return judgement_id(content, judged.by, judged.at)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that were not taken back, in the order given; what takes back is left out too."""
    several = list(judgements)
    gone = {one.values.get(WITHDRAWN) for one in several if one.verdict == "withdrawn"}
    return [one for one in several if one.verdict != "withdrawn" and one.id not in gone]


def instant(value: str) -> str | None:
    """An ISO 8601 date-time in UTC, `2031-05-02T10:30:00Z`, or None where the value is none or names no offset."""
    try:
        read = datetime.fromisoformat(value)
        if read.tzinfo is None:
            return None
        return read.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):  # at the very first and last day, an offset leads out of the calendar
        return None
