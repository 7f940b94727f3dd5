"""Statements are read as `docs/records/statements.md` shows: by rules and network together, as users get them."""

from __future__ import annotations

import re

import pytest

from onrecord import pipeline
from onrecord.model import Report, Span, Statement
from tests.marking import Case, cases

CASES = list(cases("statements.md"))
PARTS = ("content", "cue", "source", "addressee")


def read(case: Case) -> Report:
    report = pipeline.read_text(case.text, published=case.options.get("published"))
    assert isinstance(report, Report)
    return report


def numbers(case: Case) -> list[str]:
    """The numbers of the statements that are marked; the only one may have none."""
    return sorted({re.sub(r"\D", "", mark.label) for mark in case.marks})


def wanted(case: Case, number: str) -> dict[str, list[tuple[int, int]]]:
    """The places of each part of one statement; a part that it shares is marked with the other one."""
    shared = case.expected.get("shared" + number, "").split()
    labels = {part + number: part for part in PARTS} | {label: label.rstrip("0123456789") for label in shared}
    places: dict[str, list[tuple[int, int]]] = {part: [] for part in PARTS}
    for mark in case.marks:
        if mark.label in labels:
            places[labels[mark.label]].append((mark.start, mark.end))
    return places


def found(statement: Statement) -> dict[str, list[tuple[int, int]]]:
    def places(*spans: Span | None) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in spans if span]

    return {
        "content": places(*statement.content),
        "cue": places(statement.cue),
        "source": places(statement.source),
        "addressee": places(statement.addressee),
    }


def values(report: Report, statement: Statement, numbered: dict[str, str]) -> dict[str, str]:
    """What may stand after `---`, as the report has it; a list is divided by semicolons, nothing is empty."""
    entities = {entity.id: entity for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    speaker = entities[statement.speaker] if statement.speaker else None
    return {
        "form": statement.form,
        "polarity": statement.polarity,
        "stance": statement.stance,
        "kind": statement.source_kind,
        "speaker": speaker.name if speaker else "",
        "speakers": "; ".join(entities[each].name for each in statement.speakers),
        "roles": "; ".join(speaker.roles) if speaker else "",
        "via": "; ".join(entities[each].name for each in statement.via),
        "time": (times[statement.time] or "") if statement.time else "",
        "parent": numbered[statement.parent] if statement.parent else "",
        "evidence": "; ".join(span.exact for span in statement.evidence),
    }


def test_the_page_has_at_least_eighty_cases() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_statements_are_those_that_the_page_marks(case: Case) -> None:
    report = read(case)
    want = {number: wanted(case, number) for number in numbers(case)}
    have = [found(statement) for statement in report.statements]
    assert have == sorted(want.values(), key=lambda parts: parts["content"])
    number_of = {str(parts["content"]): number for number, parts in want.items()}
    numbered = {each.id: number_of[str(found(each)["content"])] for each in report.statements}
    told = {
        name + numbered[each.id]: value
        for each in report.statements
        for name, value in values(report, each, numbered).items()
    }
    for label, value in case.expected.items():
        assert label.startswith("shared") or told[label] == value, label
