"""`docs/records/relations.md`: every case of it, read by the real reader and related; nothing beyond what it says."""

from __future__ import annotations

import pytest

from onrecord.model.relation import Relation, Side
from onrecord.model.vocabulary import GAP
from onrecord.relate.relations import part, relations
from tests.marking import Case, cases
from tests.relate.several import Several, several

CASES = list(cases("relations.md"))


def told(one: Relation, found: Several) -> tuple[str, str]:
    """`B “19” updates A “12 people”` and its rule, with the words that made it."""
    evidence = "".join(f" “{each.span.exact}”" for each in one.evidence)
    return f"{_side(one.one, found)} {one.kind} {_side(one.other, found)}", f"{one.rule}{evidence}"


def _side(side: Side, found: Several) -> str:
    words = " ".join(GAP.join(span.exact for span in side.spans).split())
    return f"{found.label(side.sighting)} “{words}”"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_page(case: Case) -> None:
    found = several(case.text)
    parts = [part(report) for report in found.reports]
    related = relations(parts, incidents=found.incidents, families=found.families)
    assert dict(told(one, found) for one in related) == case.expected
    assert relations(parts[::-1], incidents=found.incidents, families=found.families) == related
    texts = {report.sighting: report.text for report in found.reports}
    for one in related:
        stretches = [(side.sighting, span) for side in (one.one, one.other) for span in side.spans]
        for sighting, span in (*stretches, *((each.sighting, each.span) for each in one.evidence)):
            assert texts[sighting][span.start : span.end] == span.exact


def test_the_page_has_cases_enough() -> None:
    assert len(CASES) >= 30
