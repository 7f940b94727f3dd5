"""The best allowed row of tags, held against all rows of few words, and the ranges that it means."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.analyse.network.labels import ROLES
from onrecord.analyse.network.spans import constrained, constrained_rows, named, ranges, spans, transitions

Scores = npt.NDArray[np.float32]
BIO = ("O", "B-cue", "I-cue")


def scored(tags: tuple[str, ...], longest: int) -> st.SearchStrategy[Scores]:
    score = st.floats(-9, 9, width=32)
    shapes = st.integers(1, longest).map(lambda count: (count, len(tags)))
    return shapes.flatmap(lambda shape: arrays.arrays(np.float32, shape, elements=score))


def fits(path: tuple[int, ...], tags: tuple[str, ...]) -> bool:
    """Whether each inner tag goes on with what stands before it."""
    named_tags = ["O", *(tags[number] for number in path)]
    return all(after[0] != "I" or before in (after, "B" + after[1:]) for before, after in pairwise(named_tags))


def total(scores: Scores, path: tuple[int, ...]) -> float:
    return float(sum(float(row[tag]) for row, tag in zip(scores, path, strict=True)))


def best(scores: Scores, tags: tuple[str, ...]) -> float:
    count, width = scores.shape
    return max(total(scores, path) for path in product(range(width), repeat=count) if fits(path, tags))


@given(scored(BIO, 6))
def test_no_allowed_row_of_three_tags_scores_higher(scores: Scores) -> None:
    path = tuple(constrained(scores, *transitions(BIO)))
    assert fits(path, BIO)
    assert total(scores, path) == pytest.approx(best(scores, BIO), abs=1e-4)


@given(scored(ROLES, 4))
def test_no_allowed_row_of_roles_scores_higher(scores: Scores) -> None:
    path = tuple(constrained(scores, *transitions(ROLES)))
    assert fits(path, ROLES)
    assert total(scores, path) == pytest.approx(best(scores, ROLES), abs=1e-4)


@given(scored(BIO, 12), st.integers(0, 30), st.integers(0, 30))
def test_sure_words_around_change_nothing_within(scores: Scores, before: int, after: int) -> None:
    sure = np.array([[60, 0, 0]], dtype=np.float32)
    longer = np.concatenate([sure.repeat(before, 0), scores, sure.repeat(after, 0)])
    path = tuple(constrained(longer, *transitions(BIO)))
    assert fits(path, BIO)
    inner = path[before : len(path) - after]
    assert total(scores, inner) == pytest.approx(total(scores, tuple(constrained(scores, *transitions(BIO)))), abs=1e-4)


@given(arrays.arrays(np.float32, (4, 9, len(ROLES)), elements=st.floats(-9, 9, width=32)))
def test_rows_together_are_decoded_as_each_alone(scores: Scores) -> None:
    rules = transitions(ROLES)
    assert constrained_rows(scores, *rules) == [constrained(row, *rules) for row in scores]


@pytest.mark.parametrize("shape", [(0, 5, 3), (2, 0, 3)])
def test_no_rows_and_no_words_have_no_tags(shape: tuple[int, int, int]) -> None:
    assert constrained_rows(np.zeros(shape, dtype=np.float32), *transitions(BIO)) == [[]] * shape[0]
    assert spans(np.zeros((0, 3), dtype=np.float32)) == []


def scores_of(path: str, tags: str = "OBI") -> Scores:
    return np.array([[2.0 if tag == letter else 0.0 for tag in tags] for letter in path], dtype=np.float32)


def test_ranges_are_half_open_and_may_touch() -> None:
    assert spans(scores_of("OBIIBOB")) == [(1, 4), (4, 5), (6, 7)]


def test_an_inner_word_after_none_begins_a_range_or_is_none() -> None:
    scores = scores_of("OIIO")
    scores[1] = [0.5, 1, 2]
    assert spans(scores) == [(1, 3)]
    scores[1] = [1, 0, 2]
    scores[2] = [1.9, 0, 2]
    assert spans(scores) == []


def test_a_name_has_one_kind() -> None:
    tags = ("O", "B-person", "I-person", "B-place", "I-place")
    path = [1, 2, 0, 3, 4, 1]
    assert ranges(path, tags) == [(0, 2, "person"), (3, 5, "place"), (5, 6, "person")]
    scores = np.zeros((2, 5), dtype=np.float32)
    scores[0] = [0, 3, 0, 2, 0]
    scores[1] = [0, 0, 0, 0, 4]
    assert named(scores, tags) == [(0, 2, "place")]
