"""The record → figures of people that somebody asks for, as tellings, whichever reports they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Report
from onrecord.model.query import Dates, Query
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import Outcome
from onrecord.record.record import Record
from onrecord.relate.tellings import tellings

AT_ONCE = 200  # reports that are unpacked together


def figures(record: Record, outcome: Outcome, published: Dates | None = None) -> Iterator[Telling]:
    """Every figure of an outcome, of reports published on days; reports are unpacked a few at a time and let go."""
    for report in reports_with(record, Query(kind="figure", outcome=outcome, published=published)):
        yield from tellings(report)


def reports_with(record: Record, query: Query) -> Iterator[Report]:
    """Every report with a fact that a query asks for, each once, the newest first."""
    several = list(dict.fromkeys(hit.sighting for hit in record.search(query)))
    for start in range(0, len(several), AT_ONCE):
        yield from (one.report for one in record.store.stored(several[start : start + AT_ONCE]))
