"""Plain texts: the text stays as it is, and its blocks hold all of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire import from_text
from onrecord.errors import InputError
from onrecord.model import Acquired, Dated, Document, Failure

LAYOUT = st.text(
    st.sampled_from("Aa b.\n\r\t\u2028\u0085\x0b\x1c\ufeff\u200b•-—–:/()[]“\"'1date 2031-05-02🌊e\u0301\xa0"),
    max_size=300,
)


def document(acquired: Acquired) -> Document:
    assert isinstance(acquired, Document), acquired
    return acquired


@given(st.one_of(st.text(), LAYOUT))
@settings(max_examples=300, deadline=None)
def test_any_text_is_unchanged_and_its_blocks_hold_every_character_in_order(text: str) -> None:
    acquired = from_text(text)
    if isinstance(acquired, Failure):
        assert not text.strip().strip("\ufeff\u200b\u200c\u200d\u200e\u200f\u2060").strip()
        return
    assert acquired.text == text
    assert acquired.payload == text.encode()
    at = 0
    for block in acquired.blocks:
        assert text[block.span.start : block.span.end] == block.span.exact != ""
        assert not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()


@given(LAYOUT)
@settings(max_examples=150, deadline=None)
def test_a_block_repeats_an_earlier_one_or_none(text: str) -> None:
    acquired = from_text(text)
    blocks = acquired.blocks if isinstance(acquired, Document) else ()
    assert all(block.repeats is None or 0 <= block.repeats < index for index, block in enumerate(blocks))


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffThe river rose, she said.\r\n\r\nTwo bridges closed.\r\n",
        "Le cafe\u0301 de l\u2019Oran \U0001f30a est ferme\u0301.",
        "  \n The zero\u200bwidth river.  ",
    ],
    ids=["mark and CRLF", "combining marks and emoji", "zero width and edges"],
)
def test_marks_that_others_strip_survive(text: str) -> None:
    found = document(from_text(text))
    assert found.text == text
    assert found.payload.decode() == text


def test_the_header_dates_the_report_before_the_option_does() -> None:
    found = document(from_text("\ufeff\n date 2031-05-02 The river rose.", published="2031-01-01"))
    assert found.published == Dated(value="2031-05-02", basis="header")
    assert [(block.kind, block.span.exact) for block in found.blocks] == [
        ("other", "\ufeff"),
        ("header", "date 2031-05-02"),
        ("paragraph", "The river rose."),
    ]


def test_the_option_dates_a_report_without_a_date() -> None:
    found = document(from_text("The river rose.", published="2031-05-02T10:00+02:00"))
    assert found.published == Dated(value="2031-05-02T10:00+02:00", basis="option")


def test_a_report_without_any_date_has_none() -> None:
    assert document(from_text("The river rose.")).published is None


def test_an_option_that_is_no_date_is_the_callers_mistake() -> None:
    with pytest.raises(InputError, match="'yesterday' is no date"):
        from_text("The river rose.", published="yesterday")


def test_the_byline_of_a_text_names_its_reporters_without_their_posts() -> None:
    text = "Ferries stop\n\nBy Ana Ruiz, Transport Editor, and Ben Oran\n\nFerries stopped.\n\nThey will start again."
    found = document(from_text(text))
    assert (found.title, found.bylines) == ("Ferries stop", ("Ana Ruiz", "Ben Oran"))


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff \u200b"], ids=["nothing", "white space", "marks without width"])
def test_a_text_without_words_is_a_failure(text: str) -> None:
    assert isinstance(from_text(text, key="a.txt"), Failure)


def test_half_a_character_is_a_failure() -> None:
    found = from_text("The river \ud800 rose.")
    assert isinstance(found, Failure)
    assert "surrogate" in found.reason


def test_a_text_over_the_limit_is_a_failure() -> None:
    found = from_text("é" * 6, limit=11)
    assert isinstance(found, Failure)
    assert "limit of 11 bytes" in found.reason
    assert isinstance(from_text("é" * 6, limit=12), Document)


def test_a_header_that_is_no_date_is_told_and_stays_in_the_text() -> None:
    found = document(from_text("date 2031-02-30 The river rose."))
    assert (found.published, found.text) == (None, "date 2031-02-30 The river rose.")
    (warning,) = found.warnings
    assert "'date 2031-02-30'" in warning
    assert [block.kind for block in found.blocks] == ["paragraph"]


def test_a_long_hostile_text_is_read() -> None:
    for hostile in ("(" * 300_000, "- " * 150_000, '"' * 300_000, "A, " * 100_000, "/" * 300_000, "\n" * 300_000 + "x"):
        assert isinstance(from_text(hostile), Document)


def test_of_very_many_lines_the_last_are_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.acquire.texts.layout.MOST_LINES", 3)
    read = document(from_text("One.\n\nTwo.\nThree.\nFour.\n\nFive. \n"))
    assert [block.span.exact for block in read.blocks] == ["One.", "Two.", "Three.", "Four.\n\nFive."]
