"""Reports → relations between their facts: `parts of reports, incidents, families → relations and utterances`.

A part is what of a report can bear on another's: its figures, statements and events. It is made from the report alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.model import Report
from onrecord.model.doing import Doing
from onrecord.model.relation import Relation, Utterance
from onrecord.model.saying import Saying
from onrecord.model.telling import Telling
from onrecord.relate.doings import doings
from onrecord.relate.event_relations import event_relations
from onrecord.relate.figure_relations import aside_relations, figure_keys, figure_relations
from onrecord.relate.sayings import sayings
from onrecord.relate.series import Families
from onrecord.relate.statement_relations import statement_relations
from onrecord.relate.subjects import Incidents
from onrecord.relate.tellings import tellings
from onrecord.relate.utterances import repeated, utterances

Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of one report can bear on others."""

    sighting: str
    tellings: tuple[Telling, ...]
    sayings: tuple[Saying, ...]
    doings: tuple[Doing, ...]


def part(report: Report) -> Part:
    """The part of a report."""
    return Part(
        sighting=report.sighting,
        tellings=tuple(tellings(report)),
        sayings=tuple(sayings(report)),
        doings=tuple(doings(report)),
    )


def relations(
    parts: Iterable[Part], *, incidents: Incidents | None = None, families: Families | None = None
) -> list[Relation]:
    """All relations, ordered; the same in whatever order the parts come."""
    several = list(parts)
    known, kin = incidents or {}, families or {}
    said = [one for each in several for one in each.sayings]
    found = [
        *(one for key, members in _figures(several, known) for one in of_figures(key, members, known, kin)),
        *statement_relations(said, known),
        *event_relations((one for each in several for one in each.doings), known),
        *(each for utterance in utterances(said) for each in repeated(utterance)),
    ]
    return ordered(found)


def _figures(parts: Iterable[Part], incidents: Incidents) -> Iterable[tuple[Key, list[Telling]]]:
    """The figures that share a key."""
    found: dict[Key, list[Telling]] = defaultdict(list)
    for each in parts:
        for one in each.tellings:
            for key in figure_keys(one, incidents.get(one.sighting)):
                found[key].append(one)
    return found.items()


def of_figures(key: Key, members: Iterable[Telling], incidents: Incidents, families: Families) -> Iterator[Relation]:
    """The relations of the figures that share a key."""
    rule = aside_relations if key[0] == "aside" else figure_relations
    return rule(members, incidents, families)


def spoken(parts: Iterable[Part]) -> list[Utterance]:
    """What was said once and stands in several reports."""
    return utterances(one for each in parts for one in each.sayings)


def ordered(found: Iterable[Relation]) -> list[Relation]:
    """Relations by the day and place of their facts, each once."""
    return sorted(set(found), key=_order)


def _order(one: Relation) -> tuple[str, str, int, str, str, int, str]:
    first, second = one.one, one.other
    return (
        *(first.day or "", first.sighting, first.spans[0].start),
        *(second.day or "", second.sighting, second.spans[0].start),
        one.kind,
    )
