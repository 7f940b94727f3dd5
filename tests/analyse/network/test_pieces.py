"""Words become pieces of a vocabulary, with the shape of the word beside each."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.analyse.network.pieces import BREAK, LONGEST_WORD, SHAPES, Pieces, shape

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "vote", "##s", "lun", "##or", "a", "##a", "-", "3", "cafe"]
UNKNOWN, CLS, SEP = 1, 2, 3


@pytest.fixture
def pieces(tmp_path: Path) -> Pieces:
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=4)
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return Pieces(tmp_path / "tokenizer.json")


def read(pieces: Pieces, *words: str) -> list[list[str]]:
    return [[VOCABULARY[piece] for piece in parts] for parts in pieces.of(words)]


def test_words_are_cut_into_pieces_without_case_and_accents(pieces: Pieces) -> None:
    assert read(pieces, "The", "votes", "Lunor", "CAFÉ") == [["the"], ["vote", "##s"], ["lun", "##or"], ["cafe"]]


def test_a_word_outside_the_vocabulary_is_unknown(pieces: Pieces) -> None:
    assert read(pieces, "zq", "\u200b") == [["[UNK]"], ["[UNK]"]]


def test_a_long_word_is_cut(pieces: Pieces) -> None:
    (parts,) = read(pieces, "a" * 40)
    assert parts == ["a"] + ["##a"] * (LONGEST_WORD - 1)


def test_a_word_has_the_same_pieces_again_and_in_any_company(pieces: Pieces) -> None:
    once = read(pieces, "votes", "the", "votes")
    assert once == read(pieces, "votes", "the", "votes") == [["vote", "##s"], ["the"], ["vote", "##s"]]
    assert read(pieces) == []


def test_a_window_knows_the_first_piece_and_the_shape_of_each_word(pieces: Pieces) -> None:
    window = pieces.window(["Lunor", "votes", "3", "-"], [True, False, True, False])
    assert [VOCABULARY[piece] for piece in window.pieces] == [
        *("[CLS]", "lun", "##or", "vote", "##s", "3", "-", "[SEP]")
    ]
    assert window.first.tolist() == [0, 1, 3, 5, 6]
    assert window.shapes.tolist() == [7, 1 + BREAK, 1, 0, 0, 3 + BREAK, 4, 7]


def test_an_empty_window_has_its_two_marks(pieces: Pieces) -> None:
    window = pieces.window([], [])
    assert window.pieces.tolist() == [CLS, SEP]
    assert window.first.tolist() == [0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vote", 0),
        ("Lunor", 1),
        ("LUNOR", 2),
        ("U.S.", 2),
        ("18,600", 3),
        ("--", 4),
        ("eLunor", 5),
        ("McOran", 5),
        ("A", 6),
        ("n't", 0),
        ("a1", 0),
        ("文", 0),
    ],
)
def test_the_shape_of_a_word_gives_its_case_back(word: str, expected: int) -> None:
    assert shape(word) == expected
    assert shape(word) + BREAK < SHAPES
