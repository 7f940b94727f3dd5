"""The record → reports with facts that somebody asks for, unpacked a few at a time and let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Report
from onrecord.model.query import Query
from onrecord.model.trace import TieKind
from onrecord.record.naming import name_of
from onrecord.record.record import Record

AT_ONCE = 200  # reports that are unpacked together


def reports_with(record: Record, query: Query) -> Iterator[Report]:
    """Every report with a fact that a query asks for, each once, the newest first."""
    yield from _unpacked(record, list(dict.fromkeys(hit.sighting for hit in record.search(query))))


def named(record: Record, names: Iterable[str]) -> Iterator[Report]:
    """The reports that urls, keys and ids name, or that an incident or family has: every version that is on the record.

    Raises RecordError where nothing on the record has a name.
    """
    several = [each for name in names for each in _sightings(record, name)]
    yield from _unpacked(record, list(dict.fromkeys(several)))


def _sightings(record: Record, name: str) -> list[str]:
    """The sightings of an incident (`i_…`), of a family (`w_…`), or of what else has the name, the oldest first."""
    kind: TieKind | None = "incident" if name.startswith("i_") else "family" if name.startswith("w_") else None
    members = record.store.members(kind, name) if kind is not None else []
    return members or record.store.named(name_of(record.store, name))[::-1]


def _unpacked(record: Record, sightings: list[str]) -> Iterator[Report]:
    for start in range(0, len(sightings), AT_ONCE):
        yield from (one.report for one in record.store.stored(sightings[start : start + AT_ONCE]))
