"""Times: the marked cases of the page, and what must hold for any text and any publication date."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse import RuleAnalyser
from onrecord.extract.times import times
from onrecord.lexicon import table
from onrecord.model import Analysis, Block, Dated, Document, Span, Timex
from onrecord.model.vocabulary import BlockKind
from tests.marking import Case, cases

CASES = list(cases("times.md"))


def block(text: str, start: int, end: int, kind: BlockKind = "paragraph") -> Block:
    return Block(span=Span(start=start, end=end, exact=text[start:end]), kind=kind, repeats=None)


def analysis(text: str, published: str | None, *blocks: Block) -> Analysis:
    document = Document(
        text=text,
        payload=text.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        published=Dated(value=published, basis="option") if published else None,
        blocks=blocks or (block(text, 0, len(text)),),
    )
    (analysed,) = RuleAnalyser().analyse([document])
    return analysed


def label(timex: Timex) -> str:
    mod = f":{timex.mod}" if timex.mod else ""
    return f"{timex.type}:{timex.value or 'null'}{mod}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_time_of_a_marked_case_is_found_with_its_value_and_no_other(case: Case) -> None:
    found = times(analysis(case.text, case.options.get("published")))
    assert [(one.span.exact, label(one)) for one in found] == [
        (case.text[mark.start : mark.end], mark.label) for mark in case.marks
    ]
    assert [(one.span.start, one.span.end) for one in found] == [(mark.start, mark.end) for mark in case.marks]


def test_the_page_has_fifty_cases() -> None:
    assert len(CASES) >= 50


def test_a_header_block_is_not_read() -> None:
    text = "date 2031-05-01 The mill burned yesterday."
    header, body = block(text, 0, 15, "header"), block(text, 16, len(text))
    found = times(analysis(text, "2031-05-01", header, body))
    assert [(one.id, one.span.exact, one.value) for one in found] == [("t1", "yesterday", "2031-04-30")]


def test_an_expression_does_not_run_over_an_empty_line() -> None:
    text = "It closed in March\n\n2019 was worse."
    found = times(analysis(text, "2031-05-01"))
    assert [one.span.exact for one in found] == ["March", "2019"]


def test_an_expression_may_be_broken_by_the_end_of_a_line() -> None:
    found = times(analysis("It closed on March\n14, 2019.", "2031-05-01"))
    assert [one.value for one in found] == ["2019-03-14"]


FORMS = [re.sub(r"[<>()?|]", " ", pattern) for _, pattern in table("time_grammar")]
WORDS = [form for _, form, _ in table("time_words")]
MIXED = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(FORMS), st.text(max_size=6), st.integers(0, 9999).map(str)),
    max_size=12,
).flatmap(lambda parts: st.sampled_from([" ", "\n", "-", ", ", "  "]).map(lambda gap: gap.join(parts)))
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.datetimes().map(lambda moment: moment.isoformat() + "+05:30"),
    st.text(max_size=10),
)


@given(text=st.one_of(st.text(), MIXED), published=PUBLISHED)
def test_spans_are_exact_ordered_and_apart_for_any_text_and_date(text: str, published: str | None) -> None:
    document = Document(
        text=text,
        payload=b"",
        media_type="text/plain",
        published=Dated(value=published, basis="option") if published is not None else None,
    )
    found = times(Analysis(document=document, engine="none", tokens=(), sentences=(), quotations=()))
    at = 0
    for number, one in enumerate(found, start=1):
        assert one.id == f"t{number}"
        assert at <= one.span.start < one.span.end
        assert text[one.span.start : one.span.end] == one.span.exact
        at = one.span.end


@given(
    words=st.sampled_from(
        ["yesterday", "last week", "two days ago", "next month", "this year", "tonight", "the weekend"]
    )
)
def test_no_value_told_from_today_is_made_up_without_a_publication_date(words: str) -> None:
    assert [one.value for one in times(analysis(f"It happened {words}.", None))] == [None]


@pytest.mark.parametrize(
    "run", ["twenty ", "the ", "more than ", "early ", "1,", "the end of ", "May ", "noon Noon ", "2019 "]
)
def test_long_runs_of_words_that_almost_match_are_read_in_linear_time(run: str) -> None:
    seconds(run)  # the patterns are compiled before anything is measured
    for _ in range(3):  # another process may have been in the way
        short, long = (seconds(run * (length // len(run))) for length in (6_000, 24_000))
        if long < 8 * short + 0.02:  # four times the text: well under the sixteen times of a square
            return
    pytest.fail(f"{short:.3f} s became {long:.3f} s")


def seconds(text: str) -> float:
    begun = process_time()
    times(
        Analysis(
            document=Document(text=text, payload=b"", media_type="text/plain"),
            engine="none",
            tokens=(),
            sentences=(),
            quotations=(),
        )
    )
    return process_time() - begun
