"""What the words of a window are to be told, cut to the window."""

from __future__ import annotations

import pytest

from onrecord.analyse.network.engine import WEIGHTS
from onrecord.analyse.network.labels import ROLES
from onrecord.analyse.network.pieces import Pieces
from tests.training import made
from training import targets
from training.batches import Sample, sample


@pytest.fixture(scope="module")
def window() -> Sample:
    """Words 1 to 12 of 'Ana | Ruiz said the bridge was closed . The mayor denied it | .'"""
    return sample(made.statements(), 1, 12, Pieces(WEIGHTS / "tokenizer.json"), None)


def test_a_window_begins_a_sentence_with_its_first_word(window: Sample) -> None:
    assert [at for at, flag in enumerate(targets.begins(window)) if flag] == [0, 7]


def test_a_head_outside_the_window_is_not_known_and_the_root_is_0(window: Sample) -> None:
    heads = [2, 0, -1, 4, 6, 6, 2, 2, 9, 10, -1, 12, 10]
    assert targets.heads(window, heads) == [-100, 0, 4, 6, 6, 2, 2, 9, 10, 0, -100]


def test_spans_are_tagged_from_the_first_of_their_words_in_the_window(window: Sample) -> None:
    assert targets.statement_tags(window, "source") == [1, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0]
    assert targets.statement_tags(window, "cue") == [0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert targets.statement_tags(window, "content") == [0, 0, 1, 2, 2, 2, 0, 0, 0, 0, 1]
    assert targets.denials(window) == [-1, 0, -1, -1, -1, -1, -1, -1, -1, 1, -1]


def test_the_roles_of_one_attribution_are_those_that_labels_names(window: Sample) -> None:
    (_, said), (_, denied) = targets.cued(window)
    named = [ROLES[role] for role in targets.roles(said, window)]
    assert named == ["B-source", "O", "B-content", *["I-content"] * 3, *["O"] * 5]
    assert [ROLES[role] for role in targets.roles(denied, window)][7:] == ["B-source", "I-source", "O", "B-content"]
