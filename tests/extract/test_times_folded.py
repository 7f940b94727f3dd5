"""Folded text: what is tried on it fits at the places where the pattern without regard to case fits the text."""

from __future__ import annotations

import re
import string
import sys

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.times.grammar import any_folded, expand, folded
from onrecord.lexicon import table

LETTERS = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
ROWS = [expand(row, named=False) for _, row in table("time_grammar")]
WORDS = [re.sub(r"<\w+(=\w+)?>|\\.|[^\w ]", " ", row) for _, row in table("time_grammar")]
SHOUTED = st.lists(st.sampled_from([*WORDS, *map(str.upper, WORDS), "12", "ı", "İ", "ſ", "K", "’"]), max_size=4)


def test_every_letter_that_is_one_without_regard_to_case_is_folded_to_it() -> None:
    low = folded(LETTERS)
    assert len(low) == len(LETTERS)
    for letter in string.ascii_lowercase:
        same = {found.start() for found in re.finditer(letter, LETTERS, re.I)}
        assert same == {found.start() for found in re.finditer(letter, low)}


@given(words=SHOUTED, row=st.sampled_from(ROWS))
def test_a_row_fits_folded_text_where_it_fits_the_text(words: list[str], row: str) -> None:
    text = " ".join(words)
    plain, low = re.compile(row, re.I), folded(text)
    assert [found.span() for found in any_folded([row]).finditer(low)] == [
        found.span() for found in plain.finditer(text)
    ]
