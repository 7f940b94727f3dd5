"""Places of words: true ones, and soon, in texts that are long or hostile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.prove.alignment import nearest
from onrecord.prove.anchors import find
from onrecord.prove.folding import fold_report

WORDS = st.lists(
    st.sampled_from(["the", "Dam", "was", "not", "“open”", "2,400", "—", "it's", "“", "…", "\n\n", "[he]"])
)
SIZE = 2_000_000  # characters of a hostile text; the time that it takes grows as it does
SECONDS = 2.0  # of the processor, several times what it takes


@given(WORDS, WORDS, WORDS)
def test_words_that_stand_there_are_found_or_objected_to(before: list[str], words: list[str], after: list[str]) -> None:
    quote, text = " ".join(words).strip(), " ".join(before + words + after)
    anchor = find(quote, text)
    if quote and any(letter.isalnum() for letter in quote):
        assert anchor
        assert all(0 <= start < end <= len(text) for start, end in anchor.spans)


@given(WORDS, WORDS)
def test_the_nearest_passage_lies_in_the_text(words: list[str], text: list[str]) -> None:
    whole = " ".join(text)
    anchor = nearest(" ".join(words), whole)
    if anchor:
        ((start, end),) = anchor.spans
        assert 0 <= start < end <= len(whole)


def long_text() -> str:
    chance = random.Random(3)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(20_000)]
    return " ".join(" ".join(chance.choices(words, k=20)) + "." for _ in range(SIZE // 130))


HOSTILE: dict[str, Callable[[], str]] = {
    "many words": long_text,
    "one word": lambda: "never " * (SIZE // 6),
    "the quote's beginning": lambda: "we have never seen " * (SIZE // 19),
    "spaces": lambda: "a " + " " * SIZE + "b",
    "quotation marks": lambda: "“a” " * (SIZE // 4),
    "dashes": lambda: "—" * SIZE,
    "dots": lambda: "." * SIZE,
    "one letter": lambda: "a" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_text_is_searched_soon(name: str) -> None:
    text = HOSTILE[name]()
    started = time.process_time()
    find("We have never seen water like this … in all our years", text)
    nearest("We have never seen water like this in all our years, and nobody has told us why it came", text)
    taken = time.process_time() - started
    fold_report.cache_clear()
    assert taken < SECONDS


def test_a_quote_as_long_as_a_book_is_searched_and_not_aligned() -> None:
    quote = long_text()[:400_000]
    assert find(quote, "A short report about water.") is None
    assert nearest(quote, "A short report about water.") is None
    found = find(quote, f"“{quote}”")
    assert found
    assert found.how == "exact"
