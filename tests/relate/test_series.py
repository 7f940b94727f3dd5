"""Lines of figures and their chart: the same in any order, each point with its exact words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.series import Line
from onrecord.model.telling import Telling
from onrecord.relate.charts import link, vega_lite
from onrecord.relate.groups import key
from onrecord.relate.sentences import Sentences
from onrecord.relate.series import series
from onrecord.relate.tellings import name_key, tellings
from onrecord.relate.wanted import Wanted
from tests.relate.several import Several, several

STORY = """
== 2031-05-02T08:00 outlet=Northern_Wire url=https://wire.example/1 incident=flood family=w
At least 12 people were killed when the river burst its banks in Port Lorn on Thursday, police said. Five are missing.
== 2031-05-02T09:00 outlet=Tarn_Courier url=https://tarn.example/1 incident=flood family=w
At least 12 people were killed when the river burst its banks in Port Lorn on Thursday, police said. Five are missing.
== 2031-05-03 outlet=Tarn_Courier url=https://tarn.example/2 incident=flood
The death toll from the flood in Port Lorn has risen to 19, police said. The city hospital said 17 people had died.
== 2031-05-04 outlet=Tarn_Courier url=https://tarn.example/3 incident=flood
The flood in Port Lorn killed 18 people, police said, correcting an earlier count.
== 2031-05-04 outlet=Tarn_Courier incident=crash
A crash in Port Lorn killed two people, police said.
"""


@pytest.fixture(scope="module")
def story() -> Several:
    """Five reports on a flood and on a crash in one town."""
    return several(STORY)


@pytest.fixture(scope="module")
def told(story: Several) -> list[Telling]:
    """Their figures."""
    return [one for report in story.reports for one in tellings(report)]


@pytest.fixture(scope="module")
def lines(story: Several, told: list[Telling]) -> list[Line]:
    """Their lines."""
    return series(told, incidents=story.incidents, families=story.families)


def test_every_figure_stands_in_its_report_and_in_its_sentence(story: Several, told: list[Telling]) -> None:
    texts = {report.sighting: report.text for report in story.reports}
    assert told
    for one in told:
        for span in (one.span, one.sentence, *(mark.words for mark in one.marks if mark.words)):
            assert texts[one.sighting][span.start : span.end] == span.exact
        assert one.sentence.start <= one.span.start < one.sentence.end


def test_no_point_is_lost_and_none_stands_twice(lines: list[Line], told: list[Telling]) -> None:
    points = [point for line in lines for point in line.points]
    placed = [(p.telling, *p.copies, *p.also, *p.beside) for p in points]
    shown = [one for several in placed for one in several]
    assert sorted((one.sighting, one.fact) for one in shown) == sorted((one.sighting, one.fact) for one in told)


@settings(deadline=None, max_examples=30)
@given(st.randoms())
def test_lines_are_the_same_in_any_order(
    story: Several, told: list[Telling], lines: list[Line], random: object
) -> None:
    mixed = list(told)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert series(mixed, incidents=story.incidents, families=story.families) == lines


def test_a_line_never_mixes_kinds_sources_or_incidents(lines: list[Line], story: Several) -> None:
    for line in lines:
        assert len({story.incidents[point.telling.sighting] for point in line.points}) <= 1
        assert len({point.telling.source_key for point in line.points}) <= 1
        assert len({point.telling.outcome for point in line.points}) <= 1


def test_a_chart_has_a_panel_a_subject_and_every_point_with_its_words(lines: list[Line]) -> None:
    spec = vega_lite(lines)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert len(spec["vconcat"]) == len({line.subject for line in lines})
    rows = [row for panel in spec["vconcat"] for row in panel["data"]["values"]]
    assert len(rows) == sum(len(line.points) for line in lines)
    assert all(row["words"] in row["sentence"] for row in rows)
    fields = {field for row in rows for field in row}
    for panel in spec["vconcat"]:
        for layer in panel["layer"]:
            used = [part for part in layer["encoding"].values() if isinstance(part, dict)]
            assert {part["field"] for part in used} <= fields


def test_a_link_leads_to_the_words_and_only_to_the_web(told: list[Telling]) -> None:
    assert link(told[0]) == (
        "https://wire.example/1#:~:text=At%20least%2012%20people%20were%20killed%20when%20the%20river%20burst%20its%20banks"
    )
    assert link(next(one for one in told if one.url is None)) is None


def test_figures_are_asked_for_by_place_source_group_and_window(told: list[Telling]) -> None:
    def count(**asked: str) -> int:
        return sum(Wanted(outcome="killed", **asked).takes(one) for one in told)  # type: ignore[arg-type]

    assert count() == 6
    assert count(place="Port Lorn") == 6
    assert count(place="Lornport") == 0
    assert count(source="hospital") == 1
    assert count(counted="people") == 6
    assert count(counted="children") == 0
    assert count(since="2031") == 0


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("people", ""),
        ("the 12 bodies", ""),
        ("Total number of deaths", ""),
        ("children in the school", "child"),
        ("Varennan soldiers", "soldier varennan"),
        ("three more people", "more"),
        ("other miners", "miner more"),
        ("Number of recovered bodies", "recovered"),
    ],
)
def test_who_is_counted_is_told_by_the_words_that_are_left(words: str, group: str) -> None:
    assert key(words.replace("three ", "").replace("12 ", "")) == group


def test_a_name_is_the_same_in_another_order_of_its_words() -> None:
    assert name_key("the Ministry of Health") == name_key("Health Ministry") != name_key("Ministry of Defence")


def test_a_sentence_ends_neither_at_an_initial_nor_beyond_its_line() -> None:
    report = several(
        "== 2031-05-02\nOn Friday Dr. A. Lind of St. Orn said 12 had died. It was late.\nNine left.\n"
    ).reports[0]
    found = Sentences(report).around(report.text.index("12"))
    assert found.exact == "On Friday Dr. A. Lind of St. Orn said 12 had died."
    assert Sentences(report).around(report.text.index("Nine")).exact == "Nine left."
