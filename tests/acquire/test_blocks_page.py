"""The cases of docs/records/blocks.md: every block of a text, its kind, and what it repeats."""

from __future__ import annotations

import pytest

from onrecord.acquire import from_text
from onrecord.model import Document
from tests.marking import Case, cases

CASES = list(cases("blocks.md"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_blocks_are_as_the_page_marks_them(case: Case) -> None:
    document = from_text(case.text)
    assert isinstance(document, Document)
    assert document.text == case.text
    found = [(block.kind, block.span.start, block.span.end) for block in document.blocks]
    assert found == [(mark.label, mark.start, mark.end) for mark in case.marks]
    repeated = {index: block.repeats for index, block in enumerate(document.blocks) if block.repeats is not None}
    assert repeated == _repeats(case)


def test_the_page_holds_fifteen_cases_or_more() -> None:
    assert len(CASES) >= 15


def _repeats(case: Case) -> dict[int, int]:
    pairs = (pair.split("=") for pair in case.expected.get("repeats", "").split())
    return {int(later): int(earlier) for later, earlier in pairs}
