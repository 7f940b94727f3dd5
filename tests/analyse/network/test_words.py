"""Tokens are cut into the words that trees are made of, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.network.words import words
from tests.analyse.paragraphs import analysed


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text, analysed(text).tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they don't", ["they", "do", "n't"]),
        ("CAN’T we", ["CA", "N’T", "we"]),
        ("we'll I'm she’d", ["we", "'ll", "I", "'m", "she", "’d"]),
        ("Lunor's vote", ["Lunor", "'s", "vote"]),
        ("cannot Cannot canal", ["can", "not", "Can", "not", "canal"]),
        ("the ruling-party vote", ["the", "ruling", "-", "party", "vote"]),
        ("a U.S.-led 3-year plan", ["a", "U.S.", "-", "led", "3", "-", "year", "plan"]),
        ("18,600 at 10:30 or 1.2", ["18,600", "at", "10:30", "or", "1.2"]),
        ("Mr. Oran of the U.S.", ["Mr.", "Oran", "of", "the", "U.S."]),
        ("see https://a-b.example/c-d now", ["see", "https://a-b.example/c-d", "now"]),
        ("@lunor-news #the-vote", ["@lunor-news", "#the-vote"]),
        ("O'Dea", ["O'Dea"]),
        ("so -- he", ["so", "--", "he"]),
    ],
)
def test_a_word_is_cut_as_the_treebanks_cut_it(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(st.sampled_from("aBcnotTNdsl'’-‐‑. 1,@#/:é")) | st.text())
def test_the_words_tile_each_token_in_order(text: str) -> None:
    tokens = analysed(text).tokens
    found = words(text, tokens)
    assert all(start < end for start, end in found)
    covered = [place for start, end in found for place in range(start, end)]
    assert covered == [place for token in tokens for place in range(token.start, token.end)]
    assert {token.start for token in tokens} <= {start for start, _ in found}
