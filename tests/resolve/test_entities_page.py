"""The cases of docs/records/entities.md: who is named where, and who speaks."""

from __future__ import annotations

import pytest

from onrecord.model import Entity, Report
from tests.marking import Case, cases
from tests.resolve.reading import marked

PAGE = "entities.md"
CASES = list(cases(PAGE))


def _expected(case: Case) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Kind and mentions by the letter of each entity."""
    found: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for mark in case.marks:
        kind, dot, letter = mark.label.partition(".")
        if dot:
            found.setdefault(letter, (kind, []))[1].append((mark.start, mark.end))
    return found


def _places(entity: Entity) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in entity.mentions]


def _letters(case: Case, report: Report) -> dict[str, Entity]:
    """The entity that has the first mention of each letter."""
    return {
        letter: entity
        for letter, (_, places) in _expected(case).items()
        for entity in report.entities
        if places[0] in _places(entity)
    }


def test_the_page_has_the_cases_that_it_promises() -> None:
    """A page that lost its cases would pass otherwise."""
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_entity_and_every_mention_is_found_and_no_other(case: Case) -> None:
    """Kinds and clusters are exactly those that are marked."""
    report = marked(case)
    found = sorted((entity.kind, _places(entity)) for entity in report.entities)
    assert found == sorted((kind, sorted(places)) for kind, places in _expected(case).values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_names_roles_speakers_and_warnings_are_as_the_case_says(case: Case) -> None:
    """What stands below the line of a case holds."""
    report = marked(case)
    letters = _letters(case, report)
    for field, value in case.expected.items():
        if field in letters:
            assert letters[field].name == value
        elif field.endswith(".roles"):
            assert "; ".join(letters[field.removesuffix(".roles")].roles) == value
        elif field == "speaker":
            assert report.statements[-1].speaker == (letters[value].id if value else None)
        elif field == "speakers":
            assert report.statements[-1].speakers == tuple(letters[letter].id for letter in value.split())
        elif field == "source_kind":
            assert report.statements[-1].source_kind == value
        else:
            assert field == "warning", f"the page says {field!r}, which is no field of a case"
            assert value in report.warnings
