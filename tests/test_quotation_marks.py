"""News text in which quotation marks of every kind are shuffled, left open and opened again is read, and read rightly.

Whatever the marks, no report is refused, every span is the text's own words, what was said holds neither its own cue
nor its own source, no id is given twice, and time grows in proportion to the text.
"""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.model import Report, Span, Statement
from onrecord.model.proof import lies

EXAMPLES = 100  # each takes some 20 ms
MARKS = ['"', "“", "”", "„", "‟", "«", "»", "‹", "›", "‘", "’", "‚", "'", "''", "``", ",,", "&quot;", "”“", "“‘", "’”"]
WORDS = [
    "The dam will hold",
    "we lost the harbour in the first hour",
    "Nobody warned us",
    "the roof was never safe",
    "if the rain stops",
    "that the ferry would sail on Monday",
    "twelve boats are missing",
    "rock 'n' roll in the '90s",
    "the workers' plan",
]
SAYING = [
    "Ana Velt said",
    "said Borin Hask, the chief engineer,",
    "she told reporters",
    "according to the Lunor port authority",
    "officials have told Radio Lunor",
    "the mayor did not say",
    "Tessa Moor, citing two aides, denied",
    "as the union's Ilo Grane put it",
    "I said he said",
    "adding",
]
ENDS = [" ", " ", " ", ", ", ",", ". ", ".", ": ", ":", "? ", "! ", " — ", "\n", "\n\n", "\n\n", ""]

PIECES = st.one_of(*(st.sampled_from(some) for some in (MARKS, MARKS, WORDS, SAYING, ENDS, ENDS)))
TEXTS = st.lists(PIECES, max_size=40).map("".join).filter(str.strip)


@st.composite
def balanced_then_broken(draw: st.DrawFn) -> str:
    """Sound paragraphs of quotations with cue and source, of which some marks are then dropped, doubled or changed."""
    paragraphs = []
    for _ in range(draw(st.integers(1, 4))):
        opening, closing = draw(
            st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("``", "''")])
        )
        parts = [f"{opening}{draw(st.sampled_from(WORDS))},{closing}", draw(st.sampled_from(SAYING)) + "."]
        if draw(st.booleans()):
            parts.append(f"{opening}{draw(st.sampled_from(WORDS))}.{closing if draw(st.booleans()) else ''}")
        paragraphs.append(" ".join(parts))
    text = "\n\n".join(paragraphs)
    places = [at for at, letter in enumerate(text) if letter in "“”\"«»„‘’`'"]
    for at in sorted(draw(st.sets(st.sampled_from(places), max_size=4)), reverse=True):
        text = text[:at] + draw(st.sampled_from(["", *MARKS])) + text[at + 1 :]
    return text


def read(text: str) -> Report:
    report = pipeline.read_text(text)
    assert isinstance(report, Report), report
    return report


def apart(spans: list[Span]) -> bool:
    """Whether no two spans share a character."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    return all(before.end <= after.start for before, after in pairwise(ordered))


def stands(text: str, statement: Statement) -> bool:
    """Whether a statement's parts are the text's own words, in order, and apart from what was said."""
    content = list(statement.content)
    parts = [span for span in (statement.cue, statement.source) if span]
    return (
        bool(content)
        and content == sorted(content, key=lambda span: span.start)
        and apart(content)
        and all(apart([part, *content]) for part in parts)
        and all(text[span.start : span.end] == span.exact == span.exact.strip() != "" for span in [*content, *parts])
    )


def holds(text: str) -> None:
    report = read(text)
    assert report.text == text
    assert list(lies(report)) == []
    assert all(stands(text, statement) for statement in report.statements)
    ids = [
        *(statement.id for statement in report.statements),
        *(figure.id for figure in report.figures),
        *(entity.id for entity in report.entities),
        *(timex.id for timex in report.times),
    ]
    assert len(set(ids)) == len(ids)
    assert all(0 < statement.confidence < 1 for statement in report.statements)


@settings(deadline=None, max_examples=EXAMPLES)
@given(TEXTS)
def test_marks_names_and_cues_in_any_order_are_read(text: str) -> None:
    holds(text)


@settings(deadline=None, max_examples=EXAMPLES)
@given(balanced_then_broken())
def test_sound_quotations_whose_marks_are_broken_are_read(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "unit",
    [
        "“The dam will hold,” Ana Velt said. ",
        "“The dam, Ana Velt said. ",
        "The dam,” Ana Velt said. ",
        "“The dam will hold.\n\n",
        "'' `` said Ana Velt ,, ",
        "«The dam “will ‘hold",
        '" said ',
        "‘ ’ ‘’ ",
    ],
)
def test_marks_that_never_close_take_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    seconds(1_000)  # what is loaded once is loaded
    assert seconds(12_000) < 0.5 + 12 * seconds(2_000)
