"""`docs/records/series.md`: every case of it, read by the real reader and put on lines."""

from __future__ import annotations

from itertools import chain

import pytest

from onrecord.cli.series_page import amount
from onrecord.model.series import Line, Point
from onrecord.relate.charts import title
from onrecord.relate.series import series
from onrecord.relate.tellings import tellings
from tests.marking import Case, cases
from tests.relate.several import Several, several

CASES = list(cases("series.md"))


def told(line: Line, found: Several) -> tuple[str, str]:
    """`killed · people · incident · Tarn | police` and `A 2031-05-02 ≥ 12; B 2031-05-03 15 corrected`."""
    source = line.source or f"({line.outlet or 'the reporter'})"
    points = "; ".join(chain((_point(point, found) for point in line.points), _undated(line, found)))
    return f"{title(line.subject)} | {source}", points


def _point(point: Point, found: Several) -> str:
    also = "+".join(found.label(one.sighting) for one in point.also)
    copies = "=".join(found.label(one.sighting) for one in point.copies)
    beside = ", ".join(amount(one) for one in point.beside)
    marks = " ".join(mark.kind for mark in point.marks)
    told = (found.label(point.telling.sighting), also and f"+{also}", copies and f"={copies}")
    whole = "".join(part for part in told if part)
    return " ".join(part for part in (whole, point.day, amount(point.telling), beside and f"({beside})", marks) if part)


def _undated(line: Line, found: Several) -> list[str]:
    return [f"{found.label(one.sighting)} undated {amount(one)}" for one in line.undated]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_page(case: Case) -> None:
    found = several(case.text)
    every = [one for report in found.reports for one in tellings(report)]
    lines = series(every, incidents=found.incidents, families=found.families)
    assert dict(told(line, found) for line in lines) == case.expected
    backwards = series(every[::-1], incidents=found.incidents, families=found.families)
    assert backwards == lines


def test_the_page_has_cases_enough() -> None:
    assert len(CASES) >= 30
