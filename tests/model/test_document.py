"""The beginning of a document: no more than it may have, and every block still its own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire import from_text
from onrecord.model import Document
from onrecord.model.document import beginning


def document(text: str) -> Document:
    acquired = from_text(text)
    assert isinstance(acquired, Document)
    return acquired


@given(st.text(alphabet="ab 1.,\n", min_size=1).filter(str.strip), st.integers(min_value=1, max_value=80))
def test_a_beginning_is_the_same_text_and_the_same_blocks_up_to_its_end(text: str, most: int) -> None:
    whole = document(text)
    part = beginning(whole, most, 1_000)
    assert whole.text.startswith(part.text)
    assert min(most // 2, len(whole.text)) <= len(part.text) <= most or part is whole
    assert all(part.text[block.span.start : block.span.end] == block.span.exact for block in part.blocks)
    assert [block.span.start for block in part.blocks] == [
        block.span.start for block in whole.blocks if block.span.start < len(part.text)
    ]


def test_a_beginning_ends_with_a_line_or_else_with_a_sentence_or_a_word() -> None:
    assert beginning(document("One line.\nTwo hurt. Ten hurt"), 14, 9).text == "One line.\n"
    assert beginning(document("One line. Two hurt. Ten"), 22, 9).text == "One line. Two hurt. "
    assert beginning(document("12 000 people and more"), 15, 9).text == "12 000 people "
    assert beginning(document("a" * 30), 10, 9).text == "a" * 10


def test_a_beginning_has_no_more_numbers_than_it_may() -> None:
    whole = document("1 hurt. 2 hurt. 3 hurt. 4 hurt.")
    assert beginning(whole, 100, 3).text == "1 hurt. 2 hurt. 3 hurt. "
    assert beginning(whole, 100, 4) is whole
