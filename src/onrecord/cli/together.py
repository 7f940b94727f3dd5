"""Reports of files or of the record, as what is held against each other: figures or parts, with what groups them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from onrecord.cli.printable import plural, printable
from onrecord.model import Failure, Report
from onrecord.model.query import Dates, Query
from onrecord.model.shown import Seen
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import Outcome

if TYPE_CHECKING:
    from onrecord.relate.relations import Part

PARTLY = 3  # the exit code of a run in which some inputs failed and others did not


@dataclass(slots=True, kw_only=True)
class Together:
    """What of many reports is held against each other. `incidents` and `families` are names by sighting."""

    tellings: list[Telling] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    incidents: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)


def figures_of(files: list[str] | None, record: str, outcome: Outcome, published: Dates | None = None) -> Together:
    """The figures of an outcome in files, or on the record where no file is given."""
    from onrecord.relate.tellings import tellings

    found = Together()

    def taken(report: Report) -> None:
        found.tellings += [one for one in tellings(report) if one.outcome == outcome]

    _read(files, record, found, Query(kind="figure", outcome=outcome, published=published), taken)
    return found


def parts_of(
    files: list[str] | None, record: str, published: Dates | None = None, what: Iterable[str] = ()
) -> Together:
    """The parts of the reports in files, or of those on the record: all, or those that names name."""
    from onrecord.relate.relations import part

    found = Together()
    _read(files, record, found, Query(published=published), lambda report: found.parts.append(part(report)), what)
    return found


def failed(found: Together) -> None:
    """Tell what could not be read, and leave with the exit code for it."""
    if not found.failures:
        return
    for failure in found.failures:
        sys.stderr.write(f"onrecord: {printable(str(failure))}\n")
    sys.stderr.write(f"onrecord: {plural(len(found.failures), 'input')} failed\n")
    raise typer.Exit(PARTLY if found.seen else 1)


def seen(report: Report) -> Seen:
    """What a report is known by."""
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


def _read(
    files: list[str] | None,
    record: str,
    found: Together,
    query: Query,
    take: Callable[[Report], None],
    what: Iterable[str] = (),
) -> None:
    """Take what is wanted of every report, one by one, and tell which belong together; nothing else of them is kept."""
    if files:
        from onrecord.record.linking import of_reports

        placed = list(of_reports(_of_files(files, found, query.published, take)))
        found.incidents = {each.sighting: each.group for each in placed}
        found.families = {each.sighting: each.family for each in placed}
        return
    from onrecord.record import open_record
    from onrecord.record.figures import groups, named, reports_with

    with open_record(record, create=False, write=False) as opened:
        names = list(what)
        for one in named(opened.store, names) if names else reports_with(opened.store, query):
            found.seen.append(seen(one))
            take(one)
        found.incidents, found.families = groups(opened.store, (each.sighting for each in found.seen))


def _of_files(
    files: list[str], found: Together, published: Dates | None, take: Callable[[Report], None]
) -> Iterator[Report]:
    from onrecord.cli.given import reports_given

    for one in reports_given(files):
        if isinstance(one, Failure):
            found.failures.append(one)
        elif _within(one.published.value if one.published else None, published):
            found.seen.append(seen(one))
            take(one)
            yield one


def _within(day: str | None, dates: Dates | None) -> bool:
    """Whether a day lies in a range, as the record tells it."""
    if dates is None:
        return True
    if day is None:
        return False
    before = dates.since is not None and day[: len(dates.since)] < dates.since
    after = dates.until is not None and day[: len(dates.until)] > dates.until
    return not before and not after
