"""Quotations are found as `docs/records/quotations.md` shows, and in any shuffle of marks without a fault."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.vocabulary import BlockKind
from tests.analyse.paragraphs import analysed
from tests.marking import Case, cases

CASES = list(cases("quotations.md"))
PIECES = [
    "“",
    "”",
    '"',
    "''",
    "``",
    "„",
    ",,",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "word",
    "Word",
    "s",
    "6",
    " ",
    " ",
    ". ",
    ", ",
    "\n\n",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotations_are_those_that_the_page_marks(case: Case) -> None:
    analysis = analysed(case.text, kinds(case.expected))
    found = {quotation.content: quotation for quotation in analysis.quotations}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for mark in case.marks:
        wanted.setdefault(mark.label, []).append((mark.start, mark.end))
    assert sorted(found) == sorted(tuple(stretches) for stretches in wanted.values())
    for label, stretches in wanted.items():
        quotation = found[tuple(stretches)]
        assert quotation.closed is (label not in case.expected.get("open", "").split())
        assert quotation.nested is (label in case.expected.get("nested", "").split())


def kinds(expected: Mapping[str, str]) -> dict[int, BlockKind]:
    return {int(place): cast(BlockKind, kind) for place, kind in expected.items() if place.isdigit()}


def test_the_page_has_at_least_twenty_cases() -> None:
    assert len(CASES) >= 20


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_shuffle_of_marks_is_read_and_every_quotation_lies_inside_its_paragraphs(text: str) -> None:
    analysis = analysed(text)
    blocks = analysis.document.blocks
    stretches = []
    for quotation in analysis.quotations:
        assert quotation.start <= quotation.content[0][0]
        assert quotation.content[-1][1] <= quotation.end
        for start, end in quotation.content:
            assert text[start:end].strip() == text[start:end] != ""
            assert any(block.span.start <= start < end <= block.span.end for block in blocks)
            stretches.append((start, end))
    assert len(set(stretches)) == len(stretches)
    for start, end in stretches:
        assert not any(start < other_start < end < other_end for other_start, other_end in stretches)


@given(st.text(max_size=200))
def test_any_text_is_analysed(text: str) -> None:
    assert analysed(text).quotations == analysed(text).quotations


def test_thousands_of_opening_marks_are_read_in_linear_time() -> None:
    def seconds(times: int) -> float:
        begun = process_time()
        assert analysed("“" * times + " “a" * times + "”" * times).quotations
        return process_time() - begun

    assert seconds(20_000) < 0.5 + 25 * seconds(2_000)  # ten times the text: a square would take a hundred times
