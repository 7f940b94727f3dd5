"""Times: the marked cases of the page, and what must hold for any text and any publication date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse import RuleAnalyser
from onrecord.extract.times import times
from onrecord.lexicon import table
from onrecord.model import Analysis, Block, Dated, Document, Report, Span, Timex
from onrecord.model.vocabulary import BlockKind
from onrecord.pipeline import read_text
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


def bare(text: str, published: str | None) -> Analysis:
    """A text without blocks or sentences: all of it is read as one."""
    document = Document(
        text=text,
        payload=b"",
        media_type="text/plain",
        published=Dated(value=published, basis="option") if published is not None else None,
    )
    return Analysis(document=document, engine="none", tokens=(), sentences=(), quotations=())


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


def test_the_page_has_a_hundred_cases() -> None:
    assert len(CASES) >= 100


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
    found = times(bare(text, published))
    at = 0
    for number, one in enumerate(found, start=1):
        assert one.id == f"t{number}"
        assert at <= one.span.start < one.span.end
        assert text[one.span.start : one.span.end] == one.span.exact
        at = one.span.end


_YEAR, _REST = r"(?:\d{4}|XXXX)", r"(?:\d\d|XX)"
_DAY = rf"{_YEAR}-{_REST}-{_REST}|XXXX-WXX-[1-7]"
GRAMMAR = {
    "DATE": rf"{_DAY}|{_YEAR}(?:-(?:{_REST}|[QH]\d|SP|SU|FA|WI))?|\d{{2,3}}|(?:\d{{4}}-W\d\d|XXXX-WXX)(?:-WE)?|XXXX-QX"
    r"|(?:PAST|PRESENT|FUTURE)_REF",
    "TIME": rf"(?:{_DAY})T(?:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI)",
    "DURATION": r"P(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|Q|WE|DE|C|ML)|P(?:\d+[YMWD])*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?",
}
GRAMMAR["SET"] = rf"{GRAMMAR['DURATION']}|XXXX-WXX-(?:[1-7](?:T(?:MO|AF|EV|NI))?|WE)|XXXX-(?:\d\d|SP|SU|FA|WI)"
MODS = {None, "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"}
MODS |= {"LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}


@given(text=st.one_of(st.text(), MIXED), published=PUBLISHED)
def test_every_value_follows_the_grammar_of_values(text: str, published: str | None) -> None:
    for one in times(bare(text, published)):
        assert one.value is None or re.fullmatch(GRAMMAR[one.type], one.value, re.A), one
        assert one.value != "P", one
        assert one.mod in MODS


PHRASES = [
    "yesterday", "today", "tomorrow", "last week", "next month", "this year", "tonight", "last winter", "on Monday",
    "two days ago", "three weeks ago", "a month ago", "a year ago today", "in December", "the weekend", "last Friday",
    "the year before last", "earlier this month", "in the third quarter", "the first Monday of June",
]  # fmt: skip


@given(words=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4))
def test_without_a_publication_date_no_year_is_made_up(words: list[str]) -> None:
    for one in times(bare(f"The mill burned {' and '.join(words)}.", None)):
        assert not re.match(r"\d", one.value or ""), one


NEW_YEAR = st.tuples(st.integers(1980, 2060), st.sampled_from(["12-29", "12-30", "12-31", "01-01", "01-02", "01-03"]))


@given(around=NEW_YEAR, back=st.integers(0, 6))
def test_around_new_year_a_day_that_is_past_is_of_the_last_week(around: tuple[int, str], back: int) -> None:
    published = date.fromisoformat(f"{around[0]}-{around[1]}")
    day = published - timedelta(days=back)
    named = [f"{day:%B} {day.day}", f"{day.day} {day:%B}", f"{day:%A}", f"{day:%A}, {day:%B} {day.day}"]
    for words in named:
        (found,) = times(bare(f"The mill burned on {words}.", published.isoformat()))
        assert found.value == day.isoformat()


@given(around=NEW_YEAR, ahead=st.integers(0, 6))
def test_around_new_year_a_day_to_come_is_of_the_next_week(around: tuple[int, str], ahead: int) -> None:
    published = date.fromisoformat(f"{around[0]}-{around[1]}")
    day = published + timedelta(days=ahead)
    for words in (f"{day:%B} {day.day}", f"{day:%A}", f"{day:%a}. {day.day} {day:%b}."):
        found = times(bare(f"The bridge will open on {words}.", published.isoformat()))
        assert found[-1].value == day.isoformat()


@given(published=st.dates(date(1900, 1, 2), date(2100, 1, 1)), count=st.integers(2, 400))
def test_a_distance_in_days_is_that_many_days(published: date, count: int) -> None:
    for words, sign in (("ago", -1), ("from now", 1)):
        (found,) = times(bare(f"It was {count} days {words}.", published.isoformat()))
        assert found.value == (published + timedelta(days=sign * count)).isoformat()


@given(
    event=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    count=st.integers(2, 90),
    way=st.sampled_from(["after", "before"]),
)
def test_days_from_an_event_with_a_date_are_that_many_days_from_it(event: date, count: int, way: str) -> None:
    text = f"They left {count} days {way} the {event.day} {event:%B} {event.year} flood."
    first, second = times(bare(text, None))
    assert second.value == event.isoformat()
    assert first.value == (event + timedelta(days=count if way == "after" else -count)).isoformat()


@given(
    words=st.sampled_from(
        ["yesterday", "last week", "two days ago", "next month", "this year", "tonight", "the weekend"]
    )
)
def test_no_value_told_from_today_is_made_up_without_a_publication_date(words: str) -> None:
    (found,) = times(analysis(f"It happened {words}.", None))
    assert found.value is not None
    assert found.value.removesuffix("TNI").removesuffix("-WE").strip("XWQ-") == ""


@pytest.mark.parametrize(
    "run",
    [
        "twenty ",
        "the ",
        "the day before ",
        "two days after the ",
        "the fire of 3 May ",
        "a week ago ",
        "more than ",
        "early ",
        "1,",
        "the end of ",
        "May ",
        "noon Noon ",
        "2019 ",
    ],
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


def test_a_dateline_in_full_stands_for_an_unknown_publication_date() -> None:
    told = "The bridge fell yesterday, the road on Thursday."
    report = read_text(f"Bridge falls\n\nORVALE, 1 May 2031 — {told}")
    assert isinstance(report, Report)
    assert report.published is None
    assert [time.value for time in report.times] == ["2031-05-01", "2031-04-30", "2031-05-01"]
    report = read_text(f"Bridge falls\n\nORVALE, May 1 — {told}")
    assert isinstance(report, Report)
    assert [time.value for time in report.times] == ["XXXX-05-01", "XXXX-XX-XX", "XXXX-WXX-4"]
