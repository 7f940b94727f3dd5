"""The traps of `docs/records/traps.md`: sentences that made counts go wrong, read as every report is read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from onrecord import pipeline
from onrecord.model import Figure, Report
from tests.marking import Case, Mark, cases

CASES = list(cases("traps.md"))


def read(case: Case) -> Report:
    report = pipeline.read_text(case.text, published=case.options.get("published"))
    assert isinstance(report, Report)
    return report


def in_order(report: Report) -> list[Figure]:
    return sorted(report.figures, key=lambda figure: (figure.span.start, -figure.span.end))


def rendered(report: Report) -> list[str]:
    """Each figure with all that the record says of it, as the page writes it."""
    figures = in_order(report)
    numbers = {figure.id: str(at) for at, figure in enumerate(figures, start=1)}
    names = {entity.id: entity.name for entity in report.entities}
    polarities = {each.id: each.polarity for each in report.statements if each.polarity != "said"}
    return [_rendered(figure, numbers, names, polarities) for figure in figures]


def _rendered(
    figure: Figure, numbers: dict[str, str], names: Mapping[str, str | None], polarities: Mapping[str, str]
) -> str:
    told = {
        "scope": figure.scope if figure.outcome or figure.scope != "unknown" else None,
        "since": figure.since,
        "until": figure.until,
        "on": figure.on,
        "as_of": f"{figure.as_of.value} {figure.as_of.basis}" if figure.as_of else None,
        "place": names[figure.place] if figure.place else None,
        "by": names[figure.by] if figure.by else None,
        "part_of": numbers[figure.part_of] if figure.part_of else None,
        "polarity": polarities.get(figure.statement or ""),
    }
    first = [f"{figure.bound or '-'} {_written(figure)}".rstrip(), figure.unit or "-", figure.outcome or "-"]
    return "; ".join(first + [f"{name} {value}" for name, value in told.items() if value is not None])


def _written(figure: Figure) -> str:
    def plain(value: Decimal | None) -> str:
        return "" if value is None else str(value)

    if figure.value is not None:
        return plain(figure.value)
    return f"{plain(figure.low)}..{plain(figure.high)}" if figure.low is not None else ""


def inside(case: Case, figure: Mark, label: str) -> tuple[int, int] | None:
    """The first mark of a label inside a figure and in no smaller one."""
    smaller = [
        mark
        for mark in case.marks
        if mark.label == "figure" and mark != figure and figure.start <= mark.start and mark.end <= figure.end
    ]
    for mark in case.marks:
        within = figure.start <= mark.start and mark.end <= figure.end
        if mark.label == label and within and not any(each.start <= mark.start < each.end for each in smaller):
            return mark.start, mark.end
    return None


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_trap_is_read_as_the_page_says(case: Case) -> None:
    report = read(case)
    figures = in_order(report)
    marks = [mark for mark in case.marks if mark.label == "figure"]
    assert [(figure.span.start, figure.span.end) for figure in figures] == [(mark.start, mark.end) for mark in marks]
    for figure, mark in zip(figures, marks, strict=True):
        number = inside(case, mark, "number") or (mark.start, mark.end)
        assert (figure.number.start, figure.number.end) == number
        counted = inside(case, mark, "counted")
        if counted:
            assert figure.counted is not None
            assert (figure.counted.start, figure.counted.end) == counted
    assert rendered(report) == [case.expected[str(number)] for number in range(1, len(marks) + 1)]
    assert len(case.expected) == len(marks)


def test_the_page_has_sixty_traps() -> None:
    assert len(CASES) >= 60
