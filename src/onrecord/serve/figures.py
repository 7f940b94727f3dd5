"""The record → figures of reports as they can be held against each other, as many as a page can wait for.

In: an open record, and what is asked. Out: lines of figures, and what several reports say of one thing. A page looks at
the newest reports only, and says so where there are more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.model import Report
from onrecord.model.phrases import Piece, event_words
from onrecord.model.query import Query
from onrecord.model.relation import Relation, Utterance
from onrecord.model.series import Line, Subject
from onrecord.model.shown import Seen
from onrecord.model.telling import Telling
from onrecord.model.told import told_events
from onrecord.model.vocabulary import Outcome
from onrecord.record import Record
from onrecord.relate.charts import vega_lite
from onrecord.relate.relations import part, relations, spoken
from onrecord.relate.series import series
from onrecord.relate.tellings import tellings
from onrecord.relate.wanted import Wanted
from onrecord.serve.known import Known

LOOKED_AT = 400  # figures that a page begins with
MOST = 100  # reports that it takes them from
TOGETHER = "compared"  # the name of the incident that reports side by side are taken to tell of


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Lines of figures; `whole`: those of every report on the record."""

    lines: list[Line]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Reports side by side: who gives which figure, how facts stand to each other, and what several quote.

    `events` are what each says happened: its sighting, the fact, the event in words.
    """

    reports: list[Seen]
    titles: Mapping[str, str | None]
    lines: list[Line]
    relations: list[Relation]
    utterances: list[Utterance]
    events: list[tuple[str, str, tuple[Piece, ...]]]


def followed(record: Record, wanted: Wanted, query: Query, known: Known, told: Known) -> Followed:
    """The lines of what is asked, a point each day. `told` keeps what readings tell, which never changes."""
    asked = replace(query, kind="figure", outcome=wanted.outcome)
    names, whole = known.of((asked, LOOKED_AT), lambda: record.store.sightings_with(asked, LOOKED_AT))
    whole = whole and len(names) <= MOST
    if not whole and wanted.place is not None:  # those that name the place come first where there are many
        own, _ = record.store.sightings_with(replace(asked, place=wanted.place), LOOKED_AT)
        names = list(dict.fromkeys([*own, *names]))
    names = names[:MOST]
    several = [one for one in _told(record, names, wanted.outcome, told) if wanted.takes(one)]
    groups = record.store.groups(names)
    shared = Counter(each.incident for each in groups)
    incidents = {each.sighting: each.incident for each in groups if shared[each.incident] > 1}
    lines = series(several, incidents=incidents, families={each.sighting: each.family for each in groups})
    return Followed(lines=[line for line in lines if wanted.shows(line)], whole=whole)


def _told(record: Record, names: Sequence[str], outcome: Outcome, told: Known) -> Iterator[Telling]:
    """What reports tell of an outcome; those that were asked before are not read again."""
    readings = record.store.current(names)
    keys = {name: (readings[name], outcome) for name in names if name in readings}
    found = {name: told.get(key) for name, key in keys.items()}
    for stored in record.store.stored([name for name, several in found.items() if several is None]):
        name = stored.report.sighting
        found[name] = tellings(stored.report, outcome)
        told.keep(keys[name], found[name])
    for several in found.values():
        yield from several or ()


def compared(record: Record, sightings: Sequence[str]) -> Compared:
    """The reports of these sightings side by side; they are taken to tell of one thing."""
    reports = sorted((one.report for one in record.store.stored(sightings)), key=_day)
    parts = [part(report) for report in reports]
    groups = record.store.groups([report.sighting for report in reports])
    incidents = {report.sighting: TOGETHER for report in reports}
    families = {each.sighting: each.family for each in groups}
    told = [one for each in parts for one in each.tellings]
    return Compared(
        reports=[_seen(report) for report in reports],
        titles={report.sighting: report.title for report in reports},
        lines=series(told, incidents=incidents, families=families),
        relations=list(relations(parts, incidents=incidents, families=families)),
        utterances=list(spoken(parts)),
        events=[one for report in reports for one in _events(report)],
    )


def chart(lines: Sequence[Line]) -> dict[str, Any]:
    """The chart of lines, as Vega-Lite: of what has more than one day. Its points lead to their facts in this room."""
    days: dict[Subject, set[str]] = {}
    for line in lines:
        days.setdefault(line.subject, set()).update(point.day for point in line.points)
    spec = vega_lite(
        replace(line, subject=replace(line.subject, incident=None)) for line in lines if len(days[line.subject]) > 1
    )
    for panel in spec["vconcat"]:
        for row in panel["data"]["values"]:
            row["link"] = f"/fact/{row['fact']}"
    return spec


def _events(report: Report) -> Iterator[tuple[str, str, tuple[Piece, ...]]]:
    names = {entity.id: entity.name for entity in report.entities}
    for event in told_events(report):
        yield report.sighting, event.id, tuple(event_words(event, names))


def _day(report: Report) -> tuple[str, str]:
    return report.published.value if report.published else "~", report.sighting


def _seen(report: Report) -> Seen:
    return Seen(
        sighting=report.sighting,
        report=report.id,
        key=report.key,
        url=report.url,
        outlet=report.outlet,
        published=report.published.value if report.published else None,
        first_seen="",
        last_seen="",
    )
