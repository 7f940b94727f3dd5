"""Sentences end where a reader ends them, and never reach over a block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analyse.paragraphs import analysed


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in analysed(text).sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Oran met Gen. Pol of the U.S. Senate at 9 a.m. Monday.", "He left."],
        ["“Why?” he asked.", "Nobody knew."],
        ["“Why?” Ana Ruiz asked.", "“No,” he said.", "“Never!”"],
        ["“It is over.”", "Ruiz left."],
        ["She lives in the U.S.", "The vote is on Monday."],
        ["It rose 1.2 percent.", "Then it fell..."],
        ["Wait… there is more.", "(It is here.)", "And there!"],
        ["MR. ORAN LEFT.", "HE SAID “NO.”", "THEN HE SLEPT."],
        ["J. R. Oran and M. Pol paid.", "No. 10 did not."],
        ["Plan B.", "The end."],
        ["A heading without a stop"],
        ["Oran Inc. shares fell."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_sentence_ends_where_a_space_is_missing() -> None:
    assert sentences("It is over.Then he left.") == ["It is over.", "Then he left."]


def test_no_sentence_reaches_over_a_block() -> None:
    assert sentences("The end of\n\nthe road") == ["The end of", "the road"]


@given(st.text())
def test_every_token_of_a_block_lies_in_exactly_one_sentence(text: str) -> None:
    analysis = analysed(text)
    at = 0
    for sentence in analysis.sentences:
        assert sentence.first == at < sentence.last
        assert sentence.start == analysis.tokens[sentence.first].start
        assert sentence.end == analysis.tokens[sentence.last - 1].end
        block = analysis.document.blocks[sentence.block].span
        assert block.start <= sentence.start < sentence.end <= block.end
        at = sentence.last
    assert at == len(analysis.tokens)
