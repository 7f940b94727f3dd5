"""Incidents on the record: listed by their newest report, each once, and with all that binds their reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from benchmarks.reports import reports
from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.query import dates
from onrecord.model.trace import Bonded, Grouped
from onrecord.relate import trace
from onrecord.store import Entry, Store, incidents, open_store
from tests import synthetic
from tests.postgres import Server

AT = "2031-05-03T10:00:00Z"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record on which some reports are of one incident, and some have no date."""
    place = str(tmp_path_factory.mktemp("incidents") / "onrecord.db")
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres_server")
        server.run("CREATE DATABASE incidents")
        place = server.url("incidents")
    several = [
        (payload, synthetic.changed(report, published=None) if number % 3 == 0 else report)
        for number, (payload, report) in enumerate(reports(60, seed=5))
    ]
    with open_store(place, create=True, write=True) as opened:
        opened.write([Entry(payload=payload, report=report) for payload, report in several], AT)
        _linked(opened, [report for _, report in several])
        yield opened
    if request.param == "postgresql":
        server.run("DROP DATABASE incidents WITH (FORCE)")


def _linked(opened: Store, several: Sequence[Report]) -> None:
    with opened.turn() as turn:
        shelf = turn.shelf()
        dated = {report.sighting: report.published for report in several}
        own = {report.sighting: trace(report) for report in several}
        shelf.of_readings(shelf.current(own))
        shelf.put(own, {name: {} for name in own})
        names = [*sorted(name for name in own if dated[name]), *sorted(name for name in own if not dated[name])]
        shelf.group(
            Grouped(
                sighting=name,
                family=f"w_{at}",
                incident=f"i_{at // 3}" if at < 15 or at >= len(names) - 15 else f"i_alone_{at}",
                why="words",
            )
            for at, name in enumerate(names)  # the last of them have no date
        )
        shelf.bind([Bonded(one=names[0], other=names[1], bond="incident", strength=900, why="the same day")])
        shelf.bind([Bonded(one=names[0], other=names[40], bond="incident", strength=950, why="elsewhere")])


def test_incidents_of_several_reports_are_listed_by_their_newest_report(store: Store) -> None:
    found, end = store.incidents(None, None, 100)
    assert end is None
    assert len(found) == 10
    assert [one.last or "" for one in found] == sorted((one.last or "" for one in found), reverse=True)
    for one in found:
        members = store.placed_of(store.members("incident", one.id))
        assert one.reports == len(members) == 3
        assert one.last == max((each.published for each in members if each.published), default=None)
        assert one.sighting in {each.sighting for each in members}
    assert found[-1].last is None, "those without a date come last"


@pytest.mark.parametrize(("most", "look"), [(1, 20_000), (3, 20_000), (4, 7), (100, 5)])
def test_however_the_list_is_cut_each_incident_comes_once(
    store: Store, most: int, look: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [one.id for one in store.incidents(None, None, 100)[0]]
    monkeypatch.setattr(incidents, "LOOK", look)
    came: list[str] = []
    after: str | None = None
    while True:
        found, after = store.incidents(None, after, most)
        came += [one.id for one in found]
        if after is None:
            break
    assert came == whole


def test_an_incident_is_found_by_the_date_of_its_last_report(store: Store) -> None:
    found, _ = store.incidents(None, None, 100)
    month = (found[0].last or "")[:7]
    within, _ = store.incidents(dates(month, "published"), None, 100)
    assert [one.id for one in within] == [one.id for one in found if (one.last or "").startswith(month)]
    assert store.incidents(dates("1999", "published"), None, 100) == ([], None)


def test_what_binds_reports_is_told_of_those_asked_for_alone(store: Store) -> None:
    strongest, other = store.bonded([one.sighting for one in store.placed()])
    assert (strongest.why, other.why) == ("elsewhere", "the same day")
    assert store.bonded([other.one, other.other]) == [other]
    assert store.bonded([strongest.one]) == []


def test_a_cursor_of_another_list_is_refused(store: Store) -> None:
    for wrong in ("nonsense", "2031~x", "x~s_1", ""):
        with pytest.raises(InputError):
            store.incidents(None, wrong, 10)
