"""Tellings of many reports → lines: for each subject and source the numbers that it gave, by day.

Cumulative, period and incident figures are never on one line. Of reports of one family (wire copies) one counts, the
earliest; the others stand with it. What is told as former ("up from 19"), or taken back, is no point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from onrecord.model.series import Line, Point, Subject
from onrecord.model.telling import Mark, Telling
from onrecord.relate.subjects import Incidents, subjects
from onrecord.relate.tellings import OWN, name_key

RISING = frozenset({"incident", "cumulative"})  # kinds of counts that do not fall, unless they are corrected
DAY = 10  # characters of an ISO day
CEILINGS = frozenset({"at_most", "under"})

Families = Mapping[str, str]


def series(
    tellings: Iterable[Telling], *, incidents: Incidents | None = None, families: Families | None = None
) -> list[Line]:
    """The lines of tellings, by subject and source; the same in whatever order they come.

    `incidents` and `families` are names by sighting; a report without one stands for itself.
    """
    several = sorted(tellings, key=lambda each: each.order)
    taken_back = [one for one in several if one.has("withdrawn")]
    known = families or {}
    outlets = origins(several, known)
    lines = [
        _line(subject, some, known)
        for subject, members in subjects(several, incidents).items()
        for _, some in sorted(_by_source(members, known, outlets).items())
    ]
    found = (_taken_back(line, taken_back, incidents or {}) for line in lines if line.points or line.undated)
    return sorted(found, key=_order)


def is_taken_back(one: Telling, by: Telling, incidents: Incidents) -> bool:
    """Whether what is taken back is this figure: of the same incident, told before, its source named in the words."""
    incident = incidents.get(by.sighting)
    return (
        incident is not None
        and incidents.get(one.sighting) == incident
        and (one.outcome, one.group, one.number) == (by.outcome, by.group, by.number)
        and one.fact != by.fact
        and (one.day or "") <= (by.day or "")
        and one.source is not None
        and set(one.source_key.split()) <= set(name_key(by.sentence.exact).split())
    )


def _taken_back(line: Line, several: Sequence[Telling], incidents: Incidents) -> Line:
    """The line with the points marked that a later report tells to be withdrawn."""
    found: list[Point] = []
    for point in line.points:
        by = [mark for one in several if is_taken_back(point.telling, one, incidents) for mark in one.marks]
        found.append(replace(point, marks=(*point.marks, *by)))
    return replace(line, points=tuple(found))


def origins(tellings: Iterable[Telling], families: Families) -> dict[str, str]:
    """By family, whose own words those of its reports are: the outlet of the earliest."""
    found: dict[str, str] = {}
    for one in sorted(tellings, key=lambda each: (each.published or "~", each.sighting)):
        if one.sighting in families and one.source is None:
            found.setdefault(families[one.sighting], one.source_key)
    return found


def source_of(one: Telling, families: Families, outlets: Mapping[str, str]) -> str:
    """The key of a telling's source; of a wire copy in the reporter's words, that of where it came from."""
    family = families.get(one.sighting)
    return outlets.get(family, one.source_key) if one.source is None and family is not None else one.source_key


def _by_source(members: Iterable[Telling], families: Families, outlets: Mapping[str, str]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in members:
        if not one.has("withdrawn", "denied") and (not one.has("former") or one.dated):
            found[source_of(one, families, outlets)].append(one)
    return found


def _line(subject: Subject, members: Sequence[Telling], families: Families) -> Line:
    """The line of one source. Tellings of one day and number are one point; of one family, one on all days."""
    dated = sorted((one for one in members if one.day is not None), key=lambda each: each.order)
    points: dict[Hashable, Point] = {}
    copied: dict[Hashable, Hashable] = {}
    for one in dated:
        same = (one.day, one.number, one.bound)
        wording = (families[one.sighting], one.number, one.bound) if one.sighting in families else None
        if wording in copied:
            at = copied[wording]
            points[at] = replace(points[at], copies=(*points[at].copies, one))
        elif same in points:
            points[same] = replace(points[same], also=(*points[same].also, one))
        else:
            points[same] = Point(day=one.day or "", telling=one, marks=one.marks)
        if wording is not None:
            copied.setdefault(wording, same)
    ordered = _marked(subject, _one_a_report(list(points.values())))
    first = members[0]
    return Line(
        subject=subject,
        source=first.source,
        outlet=None if first.source else first.outlet,
        points=tuple(ordered),
        undated=tuple(one for one in members if one.day is None),
    )


def _one_a_report(points: Sequence[Point]) -> list[Point]:
    """Of several numbers that one report gives for one day the first stands, the others beside it."""
    found: list[Point] = []
    at: dict[tuple[str, str], int] = {}
    for point in sorted(points, key=lambda each: each.telling.order):
        own = (point.telling.sighting, point.day)
        if own in at:
            first = found[at[own]]
            found[at[own]] = replace(first, beside=(*first.beside, point.telling, *point.copies, *point.also))
        else:
            at[own] = len(found)
            found.append(point)
    return found


def _marked(subject: Subject, points: Sequence[Point]) -> list[Point]:
    """Points with what their line tells of them: lower than before, or replaced in a later version of the report.

    A lower number that was told before is not new, only told late.
    """
    found: list[Point] = []
    versions = _versions(points)
    before: list[Telling] = []
    numbers: set[Decimal | None] = set()
    for point in points:
        one = point.telling
        added: list[Mark] = []
        if is_running(subject) and one.number not in numbers and _is_lower(one, before):
            added.append(Mark(kind="lower"))
        if versions.get((_page(one), point.day), one.sighting) != one.sighting:
            added.append(Mark(kind="replaced"))
        before.append(one)
        numbers.add(one.number)
        found.append(replace(point, marks=(*point.marks, *added)))
    return found


def _is_lower(one: Telling, before: Sequence[Telling]) -> bool:
    """Whether the last number of an earlier day was higher."""
    known = one.source is not None or one.source_key != OWN
    last = next((other for other in reversed(before) if (other.day or "") < (one.day or "")), None)
    if not known or last is None or one.bound in CEILINGS or one.number is None or last.number is None:
        return False
    return one.number < last.number


def is_running(subject: Subject) -> bool:
    """Whether its figures are of one thing for certain, and of one that does not fall unless it is corrected."""
    return subject.incident is not None if subject.kind == "incident" else is_counted_from_a_day(subject)


def is_counted_from_a_day(subject: Subject) -> bool:
    """Whether its figures are a running count of which the first day is told."""
    return subject.kind == "cumulative" and len(subject.window) >= DAY


def _versions(points: Iterable[Point]) -> dict[tuple[str | None, str], str]:
    """By page and day, the sighting of its last version that tells a figure."""
    return {(_page(point.telling), point.day): point.telling.sighting for point in points if _page(point.telling)}


def _page(one: Telling) -> str | None:
    return one.url or one.key


def _order(line: Line) -> tuple[str, str, str, str, str, str, str]:
    subject = line.subject
    source = line.source or f"{OWN}{line.outlet or ''}"
    incident = subject.incident or ""
    return subject.outcome, subject.group, subject.kind, incident, subject.window, subject.place, source
