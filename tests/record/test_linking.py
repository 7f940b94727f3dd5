"""Reports on a record are in their families and incidents as they come, on both databases, and as people say."""

from __future__ import annotations

import dataclasses
from random import Random

import pytest

from onrecord import codec
from onrecord.errors import InputError, RecordError
from onrecord.model import Dated, Report
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.model.trace import Grouped
from onrecord.record import open_record
from onrecord.record.linking import catch_up, is_behind, link_new, of_reports, split_off, tied
from onrecord.relate import Memory, link, trace
from onrecord.store import Entry, Store, open_store
from tests import synthetic

MOMENT = "2031-05-14T08:30:00Z"
FLOOD = (
    "The river Oranel broke its banks at Veldhaven on Friday and flooded some 340 houses in the lower town.",
    "Joost Harker drowned in his cellar on Quay Street, where he had gone for his dog, and 14 others were hurt.",
    "Firefighters from Brackwater brought residents to the gymnasium of the Alder school in four rubber boats.",
    "The Tamm railway stays closed until engineers have looked at the embankment, which slid beside Osk.",
)
RETOLD = (
    "Volunteers in Veldhaven pumped out cellars on Quay Street a day after the Oranel had come, and Joost Harker's dog"
    " was found at the Alder school, where the gymnasium is full of beds from Brackwater."
)


def told(name: str, text: str, published: str = "2031-05-02") -> Report:
    sha = sha256(text)
    identity = report_id(sha)
    url = f"https://{name}.example/flood"
    return codec.seal(
        dataclasses.replace(
            synthetic.report(),
            id=identity,
            sighting=sighting_id(identity, url, published),
            key=name,
            title=None,
            outlet=name,
            url=url,
            published=Dated(value=published, basis="input"),
            text=text,
            text_sha256=sha,
            bytes_sha256=sha,
            blocks=(),
            bylines=(),
            entities=(),
            times=(),
            statements=(),
            figures=(),
            events=(),
        )
    )


REPORTS = {
    "courier": told("courier", "\n\n".join(FLOOD)),
    "gazette": told("gazette", "\n\n".join(FLOOD[:3]), "2031-05-03"),
    "mirror": told("mirror", RETOLD, "2031-05-03"),
    "herald": told(
        "herald", "Rovers beat United in the cup on Sunday after a dull first half, the referee said later."
    ),
}


def entry(report: Report) -> Entry:
    return Entry(payload=report.text.encode(), report=report)


def put(store: Store, *several: Report) -> None:
    with store.turn() as turn:
        outcomes = turn.write([entry(report) for report in several], MOMENT, again=True)
        link_new(turn, [one for one, what in zip(several, outcomes, strict=True) if what != "known"])


def groups(store: Store) -> dict[str, Grouped]:
    return {each.sighting: each for each in store.groups()}


def rebuilt(*several: Report) -> dict[str, Grouped]:
    shelf = Memory()
    link(shelf, {report.sighting: trace(report) for report in several})
    return shelf.groups


@pytest.mark.parametrize("seed", [1, 2])
def test_a_record_that_grew_has_the_groups_of_one_made_at_once(store_place: str, seed: int) -> None:
    several = list(REPORTS.values())
    Random(seed).shuffle(several)
    with open_store(store_place, create=True, write=True) as store:
        for report in several:
            put(store, report)
        assert groups(store) == rebuilt(*several)
        names = {name: groups(store)[report.sighting] for name, report in REPORTS.items()}
    assert names["courier"].family == names["gazette"].family != names["mirror"].family
    assert names["courier"].incident == names["mirror"].incident != names["herald"].incident
    assert (names["gazette"].origin, names["gazette"].basis) == ("courier", "first")


def test_reports_in_files_have_the_groups_that_they_have_on_a_record(store_place: str) -> None:
    with open_store(store_place, create=True, write=True) as store:
        put(store, *REPORTS.values())
        assert {each.sighting: each for each in of_reports(REPORTS.values())} == {
            each.sighting: each for each in store.placed()
        }


def test_a_report_that_is_read_again_is_linked_as_it_is_read_now(store_place: str) -> None:
    first, other = REPORTS["courier"], REPORTS["mirror"]
    bare = codec.seal(dataclasses.replace(first, published=None, outlet=None, engine="by-hand/2"))
    with open_store(store_place, create=True, write=True) as store:
        put(store, first, other)
        put(store, bare)
        assert groups(store) == rebuilt(bare, other)
        assert not is_behind(store)


def test_what_an_older_program_wrote_is_linked_once(store_place: str) -> None:
    with open_store(store_place, create=True, write=True) as store:
        store.write([entry(report) for report in REPORTS.values()], MOMENT)
        assert is_behind(store)
        assert groups(store) == {}
        assert catch_up(store) == len(REPORTS)
        assert groups(store) == rebuilt(*REPORTS.values())
        assert (catch_up(store), is_behind(store)) == (0, False)


def test_people_split_and_merge_and_take_it_back(store_place: str) -> None:
    courier, mirror, herald = (REPORTS[name].sighting for name in ("courier", "mirror", "herald"))
    with open_store(store_place, create=True, write=True) as store:
        put(store, *REPORTS.values())
        before = groups(store)
        assert len(split_off(store, "incident", "mirror", by="Bo Lind", at="2031-05-14T09:00:00Z")) == 2
        assert groups(store)[courier].incident != groups(store)[mirror].incident
        tied(store, "incident", "same", "herald", ["mirror"], by="Bo Lind", at="2031-05-14T09:30:00Z")
        after = groups(store)
        assert after[mirror].incident == after[herald].incident
        assert after[mirror].why.startswith("put together by Bo Lind")
        others = ["courier", "gazette", "herald"]
        tied(store, "incident", "open", "mirror", others, by="Ana Ruiz", at="2031-05-14T10:00:00Z")
        assert groups(store) == before
        assert [each.verdict for each in store.ties()].count("open") == 3
        assert list(store.proofs()) == []


def test_a_program_asks_for_incidents_and_says_what_belongs_together(store_place: str) -> None:
    with open_record(store_place) as record:
        record.store.write([entry(report) for report in REPORTS.values()], MOMENT)
        told = {each.key: each.group for each in record.incidents()}
        assert told["courier"] == told["mirror"] != told["herald"]
        (tie,) = record.tie("incident", "same", "herald", ["courier"], by="Bo Lind")
        assert (tie.kind, tie.verdict, tie.by) == ("incident", "same", "Bo Lind")
        assert {each.group for each in record.incidents()} == {told["courier"]}


def test_who_judges_is_named_and_what_is_judged_is_there(store_place: str) -> None:
    with open_store(store_place, create=True, write=True) as store:
        put(store, *REPORTS.values())
        with pytest.raises(InputError, match="who judged"):
            tied(store, "incident", "same", "courier", ["herald"], by=" ", at=MOMENT)
        with pytest.raises(InputError, match="name two"):
            tied(store, "family", "same", "courier", ["courier"], by="Bo", at=MOMENT)
        with pytest.raises(RecordError, match="not on the record"):
            tied(store, "incident", "same", "courier", ["nothing"], by="Bo", at=MOMENT)
        assert split_off(store, "incident", "herald", by="Bo", at=MOMENT) == []
        assert store.ties() == []
