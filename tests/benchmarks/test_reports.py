"""The invented news hold as records do, are the same every time, and have the shape of news."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from benchmarks.reports import reports
from onrecord import codec
from onrecord.model import Report
from onrecord.model.proof import lies


@pytest.fixture(scope="module")
def some() -> list[Report]:
    return [report for _, report in reports(400, seed=1)]


def test_every_report_holds_and_is_sealed(some: list[Report]) -> None:
    for report in some[:100]:
        assert list(lies(report)) == []
        assert codec.is_sealed(report)
        assert codec.decode(codec.encode(report)) == report


def test_a_payload_is_the_bytes_of_its_text() -> None:
    for payload, report in reports(20, seed=2):
        assert payload.decode() == report.text


def test_a_seed_gives_the_same_reports_and_another_gives_others(some: list[Report]) -> None:
    assert [report.seal for _, report in reports(400, seed=1)] == [report.seal for report in some]
    assert not {report.id for _, report in reports(50, seed=2)} & {report.id for report in some}


def test_reports_have_the_size_of_news(some: list[Report]) -> None:
    assert 2_000 < mean(len(report.text) for report in some) < 4_000
    assert 8 <= mean(len(report.blocks) for report in some) <= 15
    assert 15 <= mean(len(report.statements) + len(report.figures) for report in some) <= 20
    assert 15 <= mean(len(report.entities) for report in some) <= 20


def test_a_few_names_are_in_many_reports_and_most_in_few(some: list[Report]) -> None:
    within = Counter(entity.name for report in some for entity in report.entities if entity.kind == "place")
    ((_, most), *_) = within.most_common(1)
    assert most > len(some) / 5
    assert sum(1 for count in within.values() if count <= 3) > len(within) / 2


def test_some_are_copies_and_some_are_later_versions(some: list[Report]) -> None:
    assert len({report.sighting for report in some}) == len(some)
    copies = len(some) - len({report.id for report in some})
    versions = len(some) - len({report.url for report in some})
    assert copies > len(some) / 30
    assert versions > len(some) / 40


def test_surnames_are_mentions_of_the_whole_name(some: list[Report]) -> None:
    people = [entity for report in some for entity in report.entities if entity.kind == "person"]
    assert any(len({span.exact for span in person.mentions}) == 2 for person in people)
    for person in people:
        assert {span.exact for span in person.mentions} <= {person.name, person.name.split()[-1]}
