"""The record → figures over time, and how facts of its reports stand to each other.

Reports with what is asked for are unpacked a few at a time and let go; what is kept is what is held against others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.model import Report
from onrecord.model.query import Dates, Query
from onrecord.model.relation import Relation
from onrecord.model.series import Line
from onrecord.model.telling import Telling
from onrecord.model.trace import TieKind
from onrecord.record import asking
from onrecord.record.naming import name_of
from onrecord.relate.relations import Part, part, relations
from onrecord.relate.series import series
from onrecord.relate.tellings import tellings
from onrecord.relate.wanted import Wanted
from onrecord.store import Store

AT_ONCE = 200  # reports that are unpacked together

Groups = tuple[dict[str, str], dict[str, str]]  # incidents and families, by sighting


def lines(store: Store, wanted: Wanted, published: Dates | None = None) -> list[Line]:
    """The lines of the figures that are asked for."""
    told: list[Telling] = []
    for report in reports_with(store, Query(kind="figure", outcome=wanted.outcome, published=published)):
        told += (one for one in tellings(report) if wanted.takes(one))
    incidents, families = groups(store, {one.sighting for one in told})
    found = series(told, incidents=shared(incidents), families=families)
    return [line for line in found if wanted.shows(line)]


def related(store: Store, what: Iterable[str] = (), published: Dates | None = None) -> list[Relation]:
    """The relations between facts of all reports, or of those that names name."""
    names = list(what)
    found = named(store, names) if names else reports_with(store, Query(published=published))
    parts: list[Part] = [part(report) for report in found]
    incidents, families = groups(store, {one.sighting for one in parts})
    return relations(parts, incidents=incidents, families=families)


def reports_with(store: Store, query: Query) -> Iterator[Report]:
    """Every report with a fact that a query asks for, each once, the newest first."""
    yield from _unpacked(store, list(dict.fromkeys(hit.sighting for hit in asking.search(store, query))))


def named(store: Store, names: Iterable[str]) -> Iterator[Report]:
    """The reports that urls, keys and ids name, or that an incident or family has: every version that is on the record.

    Raises RecordError where nothing on the record has a name.
    """
    several = [each for name in names for each in _sightings(store, name)]
    yield from _unpacked(store, list(dict.fromkeys(several)))


def groups(store: Store, sightings: Iterable[str]) -> Groups:
    """The incidents and families of reports, as far as they are linked."""
    found = store.groups(sorted(sightings))
    return {one.sighting: one.incident for one in found}, {one.sighting: one.family for one in found}


def shared(incidents: dict[str, str]) -> dict[str, str]:
    """The incidents that more than one report tells of."""
    reports = Counter(incidents.values())
    return {sighting: name for sighting, name in incidents.items() if reports[name] > 1}


def _sightings(store: Store, name: str) -> list[str]:
    """The sightings of an incident (`i_…`), of a family (`w_…`), or of what else has the name, the oldest first."""
    kind: TieKind | None = "incident" if name.startswith("i_") else "family" if name.startswith("w_") else None
    members = store.members(kind, name) if kind is not None else []
    return members or store.named(name_of(store, name))[::-1]


def _unpacked(store: Store, sightings: list[str]) -> Iterator[Report]:
    for start in range(0, len(sightings), AT_ONCE):
        yield from (one.report for one in store.stored(sightings[start : start + AT_ONCE]))
