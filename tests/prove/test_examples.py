"""The file of citations in `examples/`: 40 of them, of which a third is wrong, each in another way."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.model import Report
from onrecord.model.citation import Citation
from onrecord.prove import read
from tests.prove.shelf import Shelf

EXAMPLES = Path(__file__).parents[2] / "examples"
CITATIONS = list(read((EXAMPLES / "citations" / "citations.csv").read_bytes()))


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(EXAMPLES)
        reports = tuple(onrecord.read_all(["reports", "citations/reports"]))
    return Shelf(reports=tuple(report for report in reports if isinstance(report, Report)))


def test_there_are_forty_citations_and_all_can_be_read() -> None:
    assert [type(one) for one in CITATIONS] == [Citation] * 40


@pytest.mark.parametrize("citation", CITATIONS, ids=lambda one: f"row {one.row}" if isinstance(one, Citation) else "?")
def test_a_citation_is_told_right(citation: Citation, shelf: Shelf) -> None:
    verdict = shelf.judge(citation)
    assert (verdict.status, verdict.reason) == (dict(citation.others)["expected"], verdict.reason)


def test_what_does_not_hold_is_shown_where_the_report_says_otherwise(shelf: Shelf) -> None:
    shown = {
        dict(citation.others)["note"]: [(one.cited, one.report) for one in shelf.judge(citation).differences]
        for citation in CITATIONS
        if isinstance(citation, Citation) and dict(citation.others)["expected"] == "not_found"
    }
    assert shown == {
        "another number": [("21", "12")],
        "a negation left out": [("", "not")],
        "a negation put in": [("not", "")],
        "an omission that hides a negation": [("", "not")],
        "cut after a negation": [("", "no")],
        "another word": [("money", "fun")],
        "a number cut in two": [("400", "2,400")],
        "another outcome": [("killed", "rescued")],
        "another number of the same": [("13", "31")],
        "another currency": [("USD", "EUR")],
        "the figure is in no such report": [],
    }
