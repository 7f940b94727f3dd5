"""Reports on the record → their families and incidents, as they come and when they are asked for.

In: reports that were just written, or an open store whose readings wait to be linked. Out: groups. Linking is part of
the transaction in which a report is written, so a run that is killed leaves reports that are linked or not there.
What an older program wrote is linked by `catch_up`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.judgement import instant
from onrecord.model.trace import Placed, Tie, TieKind, TieVerdict, Trace
from onrecord.record.naming import name_of
from onrecord.relate import Memory, link, regroup, trace
from onrecord.store import Store, Turn

AT_ONCE = 50  # reports that are linked in one transaction


def link_new(turn: Turn, reports: Iterable[Report]) -> None:
    """Link reports that were written in this turn: new ones, and those that were read again."""
    by_name = {report.sighting: report for report in reports}
    if not by_name:
        return
    shelf = turn.shelf()
    readings = shelf.current(by_name)
    shelf.of_readings(readings)
    link(shelf, {name: trace(by_name[name]) for name in readings})
    shelf.read_from(readings)


def catch_up(store: Store, progress: Callable[[int], None] = lambda _: None) -> int:
    """Link what is on the record and was never linked; how many reports that were. Killed, it goes on where it was."""
    done, last = 0, 0
    while True:
        with store.turn() as turn:
            waiting = turn.shelf().waiting(last, AT_ONCE)
            if waiting:
                link_new(turn, (one.report for one in turn.stored([name for _, name in waiting])))
                done, last = done + len(waiting), waiting[-1][0]
        if not waiting:
            return done
        progress(done)


def is_behind(store: Store) -> bool:
    """Whether something on the record was never linked."""
    return store.unlinked()


def of_reports(reports: Iterable[Report]) -> Iterator[Placed]:
    """Reports that are on no record, in their groups and in their order; all are read before the first is told.

    What is kept of each meanwhile is its trace.
    """
    shelf, several, traces = Memory(), list[Placed](), dict[str, Trace]()
    for report in reports:
        traces[report.sighting] = trace(report)
        several.append(_placed(report))
    link(shelf, traces)
    for each in several:
        own = shelf.groups[each.sighting]
        told = {"group": own.incident, "family": own.family, "why": own.why, "origin": own.origin, "basis": own.basis}
        yield replace(each, **told, holds=excerpts(shelf, each.sighting))  # type: ignore[arg-type]


def excerpts(shelf: Memory, name: str) -> tuple[str, ...]:
    """The reports that one holds as an excerpt."""
    bonds = shelf.bonds([name])
    held = [bond.other for bond in bonds if bond.bond == "holds" and bond.one == name]
    return tuple(sorted([*held, *(bond.one for bond in bonds if bond.bond == "held" and bond.other == name)]))


def tied(
    store: Store, kind: TieKind, verdict: TieVerdict, one: str, others: Sequence[str], *, by: str, at: str
) -> list[Tie]:
    """Keep what a person says of reports: that they belong together with one, do not, or no more than the machine says.

    Reports go by url, key or id. Raises InputError where nobody is named as the judge or a report is named with itself,
    RecordError where something is not on the record.
    """
    moment = instant(at)
    if not by.strip() or moment is None:
        raise InputError("who judged, and when, has to be told: a name, and a date and time with its offset")
    first = _sighting(store, one)
    ties = [_tie(kind, verdict, first, _sighting(store, other), by.strip(), moment) for other in others]
    with store.turn() as turn:
        shelf = turn.shelf()
        shelf.tie(ties)
        regroup(shelf, {name for tie in ties for name in (tie.one, tie.other)})
    return ties


def split_off(store: Store, kind: TieKind, one: str, *, by: str, at: str) -> list[Tie]:
    """Keep that a report belongs to none of those that it is grouped with now."""
    first = _sighting(store, one)
    others = [name for name in together(store, kind, first) if name != first]
    return tied(store, kind, "different", first, others, by=by, at=at) if others else []


def together(store: Store, kind: TieKind, name: str) -> list[str]:
    """The sightings that are in one group with a sighting, itself among them."""
    own = next(iter(store.groups([name])), None)
    if own is None:
        return [name]
    return store.members(kind, own.family if kind == "family" else own.incident)


def _placed(report: Report) -> Placed:
    return Placed(
        key=report.key,
        group="",
        family="",
        why="",
        sighting=report.sighting,
        report=report.id,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        published=report.published.value if report.published else None,
    )


def _sighting(store: Store, what: str) -> str:
    """The newest sighting that a url, key or id names."""
    return store.named(name_of(store, what))[0]


def _tie(kind: TieKind, verdict: TieVerdict, one: str, other: str, by: str, at: str) -> Tie:
    if one == other:
        raise InputError(f"{one}: is one report; name two")
    first, second = sorted((one, other))
    return Tie(kind=kind, one=first, other=second, verdict=verdict, by=by, at=at)
