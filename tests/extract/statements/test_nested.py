"""A statement inside the content of another is one of its own, with that one as its parent."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Report
from tests.extract.statements.reading import read, said, words

VERBS = ["said", "told her that", "denied that", "believed", "promised that", "did not say whether", "thinks", "added"]
WHO = ["Ana Ruiz", "the mayor", "she", "they", "police", "I", "the harbour master"]
MARKS = ["", '"', "“", "”", "‘", "’", ",", ". ", "\n\n"]


@pytest.mark.parametrize(
    ("text", "outer", "source", "inner", "content"),
    [
        (
            "She said the mayor had told her that the dam was unsafe.",
            "said",
            "the mayor",
            "had told",
            "that the dam was unsafe",
        ),
        ('"He told me it was over," Tessa Moor said.', "said", "He", "told", "it was over"),
        (
            "Borin Hask said police believed the fire had been started on purpose.",
            "said",
            "police",
            "believed",
            "the fire had been started on purpose",
        ),
    ],
)
def test_a_statement_in_a_content_has_the_other_as_its_parent(
    text: str, outer: str, source: str, inner: str, content: str
) -> None:
    report = read(text)
    found = said(report, inner)
    assert found.source is not None
    assert (found.source.exact, words(found)) == (source, content)
    assert found.parent == said(report, outer).id


def test_who_is_told_inside_a_content_is_the_addressee() -> None:
    found = said(read("She said the mayor had told her that the dam was unsafe."), "had told")
    assert found.addressee is not None
    assert found.addressee.exact == "her"


def test_what_is_told_in_a_quotation_is_not_quoted_itself() -> None:
    report = read('"He told me it was over," Tessa Moor said.')
    assert (said(report, "said").form, said(report, "told").form) == ("direct", "indirect")


def test_what_is_only_supposed_in_a_content_is_no_statement() -> None:
    report = read("Tessa Moor said the council would act if the mayor said the dam was unsafe.")
    assert len(report.statements) == 1


def test_a_denial_in_a_content_keeps_its_polarity() -> None:
    report = read("Tessa Moor said the mayor never said that the dam was unsafe.")
    assert said(report, "never said").polarity == "not_said"


def test_what_nobody_told_was_not_said() -> None:
    assert said(read("Nobody told us the dam was unsafe, Ana Ruiz said."), "told").polarity == "not_said"


def test_a_content_begins_with_its_that_and_not_with_what_dates_the_saying() -> None:
    report = read("The report said officials had warned in 2029 that the dam was unsafe.")
    assert words(said(report, "had warned")) == "that the dam was unsafe"


def test_according_to_inside_a_quotation_is_a_statement_of_its_own() -> None:
    report = read('"According to police, three men were held," Tessa Moor said.')
    found = said(report, "According to")
    assert found.source is not None
    assert (found.source.exact, words(found)) == ("police", "three men were held")
    assert found.parent == said(report, "said").id


def test_a_nested_content_never_begins_in_another_sentence() -> None:
    text = "Ana Ruiz said: “I say this even given the great cold and the rain. Nothing will stop us, we will go on.”"
    report = read(text)
    assert not [each for each in report.statements if words(each).startswith("Nothing")]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(VERBS), st.sampled_from(MARKS)), min_size=1, max_size=5)
)
def test_a_nested_content_lies_in_its_parents_and_no_statement_is_above_itself(
    parts: list[tuple[str, str, str]],
) -> None:
    holds(read(" ".join(f"{mark}{who} {verb}" for who, verb, mark in parts) + " the dam was unsafe."))


def holds(report: Report) -> None:
    by = {each.id: each for each in report.statements}
    for each in report.statements:
        above, seen = each.parent, {each.id}
        if above is not None:
            outer = by[above].content
            assert all(any(o.start <= own.start and own.end <= o.end for o in outer) for own in each.content)
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = by[above].parent


def test_a_thousand_statements_in_each_other_are_read_in_time() -> None:
    text = "She said " * 1000 + "the dam was unsafe."
    began = time.perf_counter()
    holds(read(text))
    assert time.perf_counter() - began < 20
