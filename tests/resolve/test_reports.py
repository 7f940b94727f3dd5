"""Any text at all, through the whole way: every span holds its words, every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse import RuleAnalyser
from onrecord.extract import extract
from onrecord.model import Block, Document, Extraction, Report, Span, Timex
from onrecord.model.vocabulary import BlockKind
from onrecord.resolve import resolve
from tests.resolve.reading import document

PIECES = [
    "Ana Velt",
    "Velt",
    "Ms Velt",
    "Mr Hask",
    "Borin Hask",
    "the minister",
    "health minister",
    "said",
    "told",
    "denied",
    "according to",
    "Coast Rescue Service",
    "(CRS)",
    "CRS",
    "Kenya",
    "in Tarrowby",
    "12",
    "people",
    "were killed",
    "nine of whom",
    "more than",
    "on Tuesday",
    "yesterday",
    "“",
    "”",
    '"',
    "’s",
    "'",
    ",",
    ".",
    "\n\n",
    "that",
    "and",
    "of",
    "for",
    "a source",
    "sources",
    "Credit:",
    "date 2031-05-02",
    "\u200b",
    "é",
    "😀",
    "A",
    "THE BRIDGE IS CLOSED",
    "-",
    "(",
    ")",
    "$",
    "US",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


def _report(text: str) -> Report:
    (analysis,) = RuleAnalyser().analyse([document(text)])
    return resolve(analysis, extract(analysis))


@given(TEXTS)
@settings(deadline=None)
def test_every_span_of_any_text_holds_its_words(text: str) -> None:
    """`text[start:end] == exact`."""
    report = _report(text)
    for span in _spans(report):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.exact


@given(TEXTS)
@settings(deadline=None)
def test_every_reference_of_any_report_leads_to_something_in_it(text: str) -> None:
    """Entities, times, statements and figures; ids are never used twice."""
    report = _report(text)
    entities = [entity.id for entity in report.entities]
    statements = [statement.id for statement in report.statements]
    figures = [figure.id for figure in report.figures]
    times = [time.id for time in report.times]
    for ids in (entities, statements, figures, times):
        assert len(ids) == len(set(ids))
    for statement in report.statements:
        assert {*statement.speakers, *statement.via, statement.speaker} - {None} <= set(entities)
        assert {statement.time} - {None} <= set(times)
        assert {statement.parent} - {None} <= set(statements) - {statement.id}
    for figure in report.figures:
        assert {figure.place, figure.by, figure.source} - {None} <= set(entities)
        assert {figure.statement} - {None} <= set(statements)
        assert {figure.part_of} - {None} <= set(figures) - {figure.id}


@given(TEXTS)
@settings(deadline=None)
def test_entities_are_numbered_by_their_first_mentions(text: str) -> None:
    """`e1` is who is named first, and no entity is without a mention."""
    entities = _report(text).entities
    assert [entity.id for entity in entities] == [f"e{number}" for number in range(1, len(entities) + 1)]
    firsts = [entity.mentions[0].start for entity in entities]
    assert firsts == sorted(firsts)


def test_the_dateline_is_the_day_that_its_block_gives() -> None:
    """Only a day, and only from a block that is a dateline."""
    text = "TARROWBY, May 1 —\n\nThe bridge is closed since May 1."
    kinds: tuple[tuple[BlockKind, str | None], ...] = (("dateline", "2031-05-01"), ("paragraph", None))
    for kind, expected in kinds:
        block = Block(span=Span(start=0, end=17, exact=text[:17]), kind=kind, repeats=None)
        dated = Document(text=text, payload=b"", media_type="text/plain", blocks=(block,))
        (analysis,) = RuleAnalyser().analyse([dated])
        day = Timex(id="t1", span=Span(start=10, end=15, exact="May 1"), type="DATE", value="2031-05-01", mod=None)
        found = resolve(analysis, Extraction(times=(day,))).dateline
        assert (found.value if found else None) == expected
