"""Words, numbers and marks are tokens; together they cover all that is seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analyse.paragraphs import analysed


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in analysed(text).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lunor's ruling-party vote", ["Lunor", "'s", "ruling-party", "vote"]),
        ("O’Dea’s workers' don't", ["O’Dea", "’s", "workers", "'", "don't"]),
        ("18,600 at 1.2 by 10:30", ["18,600", "at", "1.2", "by", "10:30"]),
        ("$40 (19%) 6-8", ["$", "40", "(", "19", "%", ")", "6", "-", "8"]),
        ("Mr. Oran of the U.S. Senate", ["Mr.", "Oran", "of", "the", "U.S.", "Senate"]),
        (
            "J. R. Oran paid No. 10, no. He left.",
            ["J.", "R.", "Oran", "paid", "No.", "10", ",", "no", ".", "He", "left", "."],
        ),
        ("''So'' -- he said... “Go”", ["''", "So", "''", "--", "he", "said", "...", "“", "Go", "”"]),
        ("U.S.-led F-16 Q&A @lunor #vote", ["U.S.-led", "F-16", "Q&A", "@lunor", "#vote"]),
        ("see https://a.example/b?c=1.", ["see", "https://a.example/b?c=1", "."]),
        ("LUNOR'S GEN. ORAN", ["LUNOR", "'S", "GEN.", "ORAN"]),
        ("QR330.7mn, Rs1,500m. RM2.5bn.", ["QR330.7mn", ",", "Rs1,500m", ".", "RM2.5bn", "."]),
        ("a\u200bb \ufeffc", ["a", "b", "c"]),
        ("a \x1b[31mred\x1b[0m word", ["a", "\x1b[31m", "red", "\x1b[0m", "word"]),
    ],
)
def test_tokens_are_words_numbers_and_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_an_accent_written_apart_stays_in_its_word() -> None:
    text = unicodedata.normalize("NFD", "Café Zoë")
    assert words(text) == text.split()


@given(st.text())
def test_tokens_cover_all_that_is_seen_and_do_not_overlap(text: str) -> None:
    at = 0
    for token in analysed(text).tokens:
        assert at <= token.start < token.end <= len(text)
        assert not text[at : token.start].strip().strip("\u200b\ufeff \t\n")
        at = token.end
    assert not text[at:].replace("\u200b", "").replace("\ufeff", "").strip()
