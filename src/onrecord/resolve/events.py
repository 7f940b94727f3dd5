"""Occurrences → events: who took part, where, in whose words; the same event told again points to the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Event, Occurrence, Offsets, Participant, Statement
from onrecord.model.ids import event_id
from onrecord.resolve.spans import Nesting, span, spans


def events(
    text: str,
    text_sha256: str,
    occurrences: Sequence[Occurrence],
    statements: Sequence[Statement],
    members: Mapping[Offsets, str],
) -> tuple[Event, ...]:
    """An event for every occurrence, in order; `members` gives the entity at a place."""
    nesting = Nesting(
        ((stretch.start, stretch.end), at) for at, found in enumerate(statements) for stretch in found.content
    )
    ids = [event_id(text_sha256, occurrence.trigger) for occurrence in occurrences]
    return tuple(
        Event(
            id=ids[at],
            span=span(text, occurrence.trigger),
            predicate=occurrence.predicate,
            participants=tuple(
                Participant(role=role, span=span(text, place), entity=members.get(place))
                for role, place in occurrence.parts
            ),
            time=occurrence.time,
            place=members.get(occurrence.place) if occurrence.place else None,
            status=occurrence.status,
            statement=_innermost(nesting, statements, occurrence.trigger),
            evidence=spans(text, occurrence.evidence),
            confidence=occurrence.confidence,
            same_as=ids[occurrence.same_as] if occurrence.same_as is not None else None,
            code=occurrence.code,
        )
        for at, occurrence in enumerate(occurrences)
    )


def _innermost(nesting: Nesting, statements: Sequence[Statement], trigger: Offsets) -> str | None:
    owners = nesting.owners(trigger)
    return statements[owners[0]].id if owners else None
