"""The best tree with one root, held against all trees of short sentences."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.analyse.network.trees import heads

Scores = npt.NDArray[np.float32]
SCORE = st.floats(-20, 20, width=32)


def is_tree(found: tuple[int, ...]) -> bool:
    """One root, and every word below it."""
    reached = {-1}
    while new := {word for word, head in enumerate(found) if head in reached} - reached:
        reached |= new
    return found.count(-1) == 1 and len(reached) == len(found) + 1


@cache
def trees(count: int) -> list[tuple[int, ...]]:
    return [tree for tree in product(range(-1, count), repeat=count) if is_tree(tree)]


def total(scores: Scores, tree: tuple[int, ...]) -> float:
    return float(sum(float(scores[word, head + 1]) for word, head in enumerate(tree)))


def square(count: int, elements: st.SearchStrategy[float] = SCORE) -> st.SearchStrategy[Scores]:
    return arrays.arrays(np.float32, (count, count + 1), elements=elements)


@given(st.integers(1, 5).flatmap(square))
def test_no_tree_with_one_root_scores_higher(scores: Scores) -> None:
    found = tuple(heads(scores))
    assert is_tree(found)
    assert total(scores, found) == pytest.approx(max(total(scores, tree) for tree in trees(len(scores))), abs=1e-4)


@given(st.integers(1, 40).flatmap(lambda count: square(count, st.sampled_from([-1.0, 0.0, 1.0]))))
def test_ties_make_a_tree_too_and_always_the_same(scores: Scores) -> None:
    found = heads(scores)
    assert is_tree(tuple(found))
    assert heads(scores.copy()) == found


def test_no_words_have_no_heads() -> None:
    assert heads(np.zeros((0, 1), dtype=np.float32)) == []


def test_the_best_heads_are_kept_where_they_make_a_tree() -> None:
    wanted = [1, -1, 4, 4, 1]
    scores = np.zeros((5, 6), dtype=np.float32)
    scores[range(5), [head + 1 for head in wanted]] = 1
    assert heads(scores) == wanted


def test_of_two_words_that_want_the_root_the_better_one_has_it() -> None:
    assert heads(np.array([[5, 0, 1], [6, 1, 0]], dtype=np.float32)) == [1, -1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    #                         root  0  1  2
    scores = np.array([[9, 0, 0, 0], [1, 6, 0, 8], [0, 2, 8, 0]], dtype=np.float32)
    assert heads(scores) == [-1, 0, 1]


def test_a_long_row_of_cycles_is_a_tree() -> None:
    count = 200
    scores = np.random.default_rng(1).normal(size=(count, count + 1)).astype(np.float32)
    scores[range(count), [(word ^ 1) + 1 for word in range(count)]] += 50
    assert is_tree(tuple(heads(scores)))
