"""A script made of a word and its lemma gives the lemma back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.network.lemmas import apply, script

WRITTEN = st.text(st.characters(exclude_characters="|"))


@given(st.text(), WRITTEN)
def test_the_script_of_a_word_makes_its_lemma(word: str, lemma: str) -> None:
    assert apply(script(word, lemma), word) == lemma


@given(WRITTEN, st.text(min_size=1))
def test_what_a_word_shares_with_its_lemma_is_kept(ending: str, stem: str) -> None:
    stem = stem.replace("|", "")
    assert apply(script(stem + ending, stem), stem + ending) == stem


@pytest.mark.parametrize(
    ("word", "lemma", "expected"),
    [
        ("Votes", "vote", "l|1|"),
        ("LUNOR", "Lunor", "k|4|unor"),
        ("Lunor", "Lunor", "k|0|"),
        ("tried", "try", "l|3|y"),
        ("is", "be", "=be"),
    ],
)
def test_a_script_says_what_to_cut_and_what_to_add(word: str, lemma: str, expected: str) -> None:
    assert script(word, lemma) == expected


def test_one_script_serves_many_words() -> None:
    assert [apply("l|3|y", word) for word in ("Carried", "studies", "tried")] == ["carry", "study", "try"]


def test_a_word_that_is_shorter_than_the_cut_stays_in_lower_case() -> None:
    assert apply("k|3|y", "Ed") == "ed"
