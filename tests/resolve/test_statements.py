"""Statements in a report: when they were said, which holds which, and who carried them."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.analyse import RuleAnalyser
from onrecord.extract.mentions import mentions
from onrecord.model import Attribution, Extraction, Offsets, Report, Span, Timex
from onrecord.resolve import resolve
from tests.resolve.reading import document


def _at(text: str, words: str) -> Offsets:
    start = text.index(words)
    return start, start + len(words)


def _report(text: str, *attributions: Attribution, time: str | None = None) -> Report:
    times: tuple[Timex, ...] = ()
    if time:
        start, end = _at(text, time)
        span = Span(start=start, end=end, exact=time)
        times = (Timex(id="t1", span=span, type="DATE", value="2031-05-01", mod=None),)
    (analysis,) = RuleAnalyser().analyse([document(text)])
    return resolve(analysis, Extraction(times=times, mentions=mentions(analysis), attributions=attributions))


def _attribution(text: str, content: str, cue: str = "said", source: str = "Ana Velt", **fields: Any) -> Attribution:
    return Attribution(
        form="indirect", content=(_at(text, content),), cue=_at(text, cue), source=_at(text, source), **fields
    )


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Speaking to reporters yesterday, Ana Velt said the bridge was closed.", "yesterday"),
        ("On Tuesday, Ana Velt said the bridge was closed.", "Tuesday"),
        ("Ana Velt said on Tuesday the bridge was closed.", "Tuesday"),
        ("The bridge was closed, Ana Velt said on Tuesday.", "Tuesday"),
        ("The bridge was closed, said Ana Velt on Tuesday.", "Tuesday"),
    ],
)
def test_the_day_of_saying_is_the_statements_time(text: str, time: str) -> None:
    """Beside the cue, or in the words that open the sentence."""
    content = "he bridge was closed"
    assert _report(text, _attribution(text, content), time=time).statements[0].time == "t1"


@pytest.mark.parametrize(
    ("text", "content", "time"),
    [
        ("Ana Velt said the bridge was closed on Tuesday.", "the bridge was closed on Tuesday", "Tuesday"),
        (
            "Responding to the flood on Tuesday, Ana Velt said the bridge was closed.",
            "the bridge was closed",
            "Tuesday",
        ),
        ("The flood came on Tuesday. Ana Velt said the bridge was closed.", "the bridge was closed", "Tuesday"),
        ("The bridge was closed, said Ana Velt, who arrived on Tuesday.", "The bridge was closed", "Tuesday"),
    ],
)
def test_a_day_that_dates_something_else_is_not_the_statements_time(text: str, content: str, time: str) -> None:
    """What was said, what was answered to, another sentence, a clause about the speaker."""
    assert _report(text, _attribution(text, content), time=time).statements[0].time is None


def test_a_statement_inside_another_has_it_as_parent() -> None:
    """And the outer one has none."""
    text = "Ana Velt said Borin Hask denied that the bridge was closed."
    outer = _attribution(text, "Borin Hask denied that the bridge was closed")
    inner = _attribution(text, "that the bridge was closed", cue="denied", source="Borin Hask", polarity="denied")
    first, second = _report(text, outer, inner).statements
    assert first.parent is None
    assert second.parent == first.id
    assert second.polarity == "denied"


def test_two_attributions_of_one_content_are_one_statement_the_surer_one() -> None:
    """An id names one statement."""
    text = "The bridge was closed, Ana Velt said, Borin Hask wrote."
    unsure = _attribution(text, "The bridge was closed", cue="wrote", source="Borin Hask", confidence=0.3)
    sure = _attribution(text, "The bridge was closed", confidence=0.9)
    (statement,) = _report(text, unsure, sure).statements
    assert statement.source is not None
    assert statement.source.exact == "Ana Velt"


def test_who_carried_a_statement_is_its_via() -> None:
    """ "Sources told XBN": the outlet is no speaker."""
    text = "Sources told the broadcaster XBN that the bridge was closed."
    told = _attribution(text, "that the bridge was closed", cue="told", source="Sources", via=(_at(text, "XBN"),))
    report = _report(text, told)
    names = {entity.id: entity.name for entity in report.entities}
    (statement,) = report.statements
    assert [names[carrier] for carrier in statement.via] == ["XBN"]
    assert statement.source_kind == "anonymous"
    assert names[statement.speaker or ""] == "Sources"


def test_the_full_name_is_evidence_for_a_short_one() -> None:
    """The words that settled the speaker stand elsewhere."""
    text = "The plan of Ana Velt failed. Ms Velt said the bridge was closed."
    (statement,) = _report(text, _attribution(text, "the bridge was closed", source="Ms Velt")).statements
    assert [span.exact for span in statement.evidence] == ["Ana Velt"]


def test_a_statement_without_a_source_is_of_nobody() -> None:
    """A quotation that stands alone."""
    text = "“The bridge is closed.”"
    alone = Attribution(form="direct", content=(_at(text, "The bridge is closed"),), cue=None, source=None)
    (statement,) = _report(text, alone).statements
    assert statement.speaker is None
    assert statement.speakers == ()
    assert statement.source_kind == "unknown"


def test_a_report_in_another_language_warns() -> None:
    """The rules are for English, and an unknown language is no warning."""
    (analysis,) = RuleAnalyser().analyse([document("Die Brücke ist zu.", language="de")])
    assert "“de”" in resolve(analysis, Extraction()).warnings[-1]
    for english in ("en", "en-GB", "eng"):
        (analysis,) = RuleAnalyser().analyse([document("The bridge is closed.", language=english)])
        assert resolve(analysis, Extraction()).warnings == ()
