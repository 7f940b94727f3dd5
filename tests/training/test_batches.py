"""Windows and batches: nothing lost, nothing too long, and the noise in the case of letters."""

from __future__ import annotations

import random

import pytest

from onrecord.analyse.network.engine import WEIGHTS
from onrecord.analyse.network.pieces import Pieces
from tests.training import made
from training.batches import batches, cased, collate, windows


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WEIGHTS / "tokenizer.json")


@pytest.mark.parametrize("longest", [5, 8, 200])
def test_every_word_stands_in_one_window_whatever_their_length(pieces: Pieces, longest: int) -> None:
    passage = made.statements()
    found = list(windows(passage, pieces, longest, random.Random(1)))
    assert [at for one in found for at in range(one.start, one.end)] == list(range(len(passage.words)))
    assert all(len(one.window.first) == one.end - one.start + 1 for one in found)


def test_letters_lose_and_gain_capitals_in_some_windows_and_words_stay() -> None:
    words = ["Ana", "said", "so", "yesterday"]
    seen = {tuple(cased(words, random.Random(seed))) for seed in range(200)}
    assert seen == {
        ("Ana", "said", "so", "yesterday"),
        ("ANA", "SAID", "SO", "YESTERDAY"),
        ("Ana", "Said", "so", "Yesterday"),
        ("ana", "said", "so", "yesterday"),
    }
    assert cased(words, None) == words


def test_a_batch_holds_no_more_than_its_size_and_each_sample_is_in_one(pieces: Pieces) -> None:
    samples = [one for seed in range(9) for one in windows(made.statements(), pieces, 8 + seed, random.Random(seed))]
    found = batches(samples, 40, random.Random(1))
    assert sorted(id(one) for group in found for one in group) == sorted(map(id, samples))
    assert all(max(len(one.window.pieces) for one in group) * len(group) <= 40 for group in found)
    assert len(found) > 1
    assert batches([], 40, random.Random(1)) == []


def test_windows_are_padded_to_the_longest(pieces: Pieces) -> None:
    short, long = list(windows(made.statements(), pieces, 9, random.Random(1)))[::-1]
    batch = collate([short, long])
    sizes = [len(short.window.pieces), len(long.window.pieces)]
    assert sizes[0] < sizes[1]
    assert batch.mask.sum(1).tolist() == sizes
    assert batch.pieces.shape == (2, sizes[1])
    assert not batch.pieces[0, sizes[0] :].any()
