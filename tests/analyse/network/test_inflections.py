"""A lemma is a word that the form can be a form of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.network.inflections import lemma_of

WORDS = frozenset(
    {
        *("announce", "company", "pass", "call", "hope", "hop", "plan", "enter", "carry", "lose", "witness"),
        *("clash", "los", "chang", "change", "open", "ad", "add", "star", "starr"),
    }
)


@pytest.mark.parametrize(
    ("word", "tag", "read", "lemma"),
    [
        ("announced", "VBD", "announc", "announce"),
        ("companies", "NNS", "companie", "company"),
        ("witnesses", "NNS", "witnesse", "witness"),
        ("clashes", "VBZ", "clashe", "clash"),
        ("passed", "VBN", "passe", "pass"),
        ("hoped", "VBD", "hop", "hope"),
        ("planned", "VBD", "plann", "plan"),
        ("entered", "VBD", "ente", "enter"),
        ("carried", "VBN", "carri", "carry"),
        ("losing", "VBG", "los", "lose"),
        ("changed", "VBD", "change", "change"),
        ("Held", "VBN", "he", "hold"),
        ("spokesmen", "NNS", "spokesmen", "spokesman"),
        ("orchestrated", "VBN", "orchestrat", "orchestrate"),
        ("starred", "VBD", "starr", "star"),
        ("wound", "VBN", "wou", "wind"),
        ("added", "VBD", "ad", "add"),
        ("stockpiled", "VBN", "stockpil", "stockpile"),
        ("straddled", "VBD", "straddl", "straddle"),
        ("inflicted", "VBN", "inflicte", "inflict"),
    ],
)
def test_an_ending_is_taken_off_so_that_a_word_is_left(word: str, tag: str, read: str, lemma: str) -> None:
    assert lemma_of(word, tag, read, WORDS.__contains__) == lemma


@pytest.mark.parametrize(("word", "tag"), [("opening", "NN"), ("held", "JJ"), ("open", "VB"), ("1990s", "NNS")])
def test_what_has_no_ending_or_no_letters_stays_as_it_was_read(word: str, tag: str) -> None:
    assert lemma_of(word, tag, "as read", WORDS.__contains__) == "as read"


@given(st.text(max_size=12), st.sampled_from(["VBD", "VBN", "VBG", "VBZ", "NNS", "NN"]), st.text(max_size=8))
def test_any_word_has_a_lemma(word: str, tag: str, read: str) -> None:
    lemma = lemma_of(word, tag, read, WORDS.__contains__)
    assert lemma == read or lemma
