"""The scores of coreference, on clusters small enough to count by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.coreference import Cluster, Conll, assignment


def cluster(*words: int) -> Cluster:
    return frozenset((word, word + 1) for word in words)


def scored(gold: list[Cluster], predicted: list[Cluster]) -> Conll:
    conll = Conll()
    conll.add(gold, predicted)
    return conll


def test_the_gold_itself_has_full_scores() -> None:
    gold = [cluster(1, 2, 3), cluster(4, 5)]
    assert scored(gold, gold).f1() == pytest.approx(100)


def test_a_cluster_split_in_two_loses_one_link_and_half_of_each_share() -> None:
    conll = scored([cluster(1, 2, 3, 4)], [cluster(1, 2), cluster(3, 4)])
    assert conll.muc.f1() == pytest.approx(200 * (2 / 3) / (1 + 2 / 3))  # precision 2 of 2, recall 2 of 3
    assert conll.b_cubed.f1() == pytest.approx(200 * 0.5 / 1.5)  # precision 1, recall a half
    assert conll.ceaf.f1() == pytest.approx(200 * (2 / 3) / 3)  # one pair of likeness 2/3; one cluster and two


def test_two_clusters_merged_lose_precision_alone() -> None:
    conll = scored([cluster(1, 2), cluster(3, 4)], [cluster(1, 2, 3, 4)])
    assert conll.muc.right / conll.muc.have == pytest.approx(2 / 3)
    assert conll.muc.found == conll.muc.want
    assert conll.b_cubed.right / conll.b_cubed.have == pytest.approx(1 / 2)


def test_clusters_of_one_mention_do_not_count() -> None:
    assert scored([cluster(1, 2), cluster(9)], [cluster(1, 2), cluster(7)]).f1() == pytest.approx(100)


def test_nothing_predicted_scores_nothing() -> None:
    assert scored([cluster(1, 2)], []).f1() == 0


def test_a_mention_that_is_not_gold_costs_precision() -> None:
    conll = scored([cluster(1, 2)], [cluster(1, 2, 3)])
    assert conll.muc.right / conll.muc.have == pytest.approx(1 / 2)
    assert conll.b_cubed.right / conll.b_cubed.have == pytest.approx(4 / 9)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_the_assignment_is_the_best_of_all_pairings(gain: list[list[int]]) -> None:
    wide = [list(column) for column in zip(*gain, strict=True)] if len(gain) > len(gain[0]) else gain
    best = max(
        sum(wide[row][column] for row, column in enumerate(order))
        for order in permutations(range(len(wide[0])), len(wide))
    )
    assert assignment(gain) == pytest.approx(best)
