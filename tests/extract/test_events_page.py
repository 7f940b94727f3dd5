"""Events are read as `docs/records/events.md` shows, as users get them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import pipeline
from onrecord.model import Event, Report
from tests.marking import Case, cases

CASES = list(cases("events.md"))
Fields = list[tuple[str, str]]


def read(case: Case) -> Report:
    report = pipeline.read_text(case.text, published=case.options.get("published"))
    assert isinstance(report, Report)
    return report


def wanted(case: Case, number: int) -> Fields:
    """Name and value of each field of one event that the case is about; the status stands first."""
    status, *rest = (part.strip() for part in case.expected[str(number)].split(";"))
    pairs = (part.partition(" ") for part in rest)
    return [("status", status), *((name, value.strip()) for name, _, value in pairs)]


def told(report: Report, marked: list[Event], event: Event) -> Iterator[tuple[str, str]]:
    """Every field that a case may be about, as the report has it; `-` stands for none."""
    yield "status", event.status
    for role in ("agent", "patient", "recipient"):
        spans = [each.span.exact for each in event.participants if each.role == role] or ["-"]
        yield from ((role, words) for words in spans)
    names = {entity.id: entity.name for entity in report.entities}
    yield "time", event.time or "-"
    yield "place", names[event.place] if event.place else "-"
    same = [str(number) for number, each in enumerate(marked, start=1) if each.id == event.same_as]
    yield "same", same[0] if same else event.same_as or "-"
    yield "code", event.code or "-"
    yield from (("cue", span.exact) for span in event.evidence)


def test_the_page_has_at_least_eighty_cases() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_marked_event_is_found_with_the_fields_that_the_page_tells(case: Case) -> None:
    report = read(case)
    triggers = {(event.span.start, event.span.end): event for event in report.events}
    assert [
        case.words("event")[at] for at, mark in enumerate(case.marks) if (mark.start, mark.end) not in triggers
    ] == []
    marked = [triggers[mark.start, mark.end] for mark in case.marks]
    assert len(case.expected) == len(marked)
    for number, event in enumerate(marked, start=1):
        fields = list(told(report, marked, event))
        assert [field for field in wanted(case, number) if field not in fields] == []
