"""Distances fall into buckets that widen with them."""

from __future__ import annotations

import numpy as np

from onrecord.analyse.network.distances import BUCKETS, bucket


def buckets(*distances: int) -> list[int]:
    found: list[int] = bucket(np.array(distances)).tolist()
    return found


def test_near_words_have_a_bucket_each_and_far_ones_share() -> None:
    assert buckets(0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 127, 128, 5000) == [0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 10, 11, 11]


def test_words_before_have_buckets_of_their_own() -> None:
    assert buckets(-1, -4, -5, -128, -5000) == [13, 16, 17, 23, 23]


def test_no_bucket_lies_outside() -> None:
    found = buckets(*range(-400, 401))
    assert min(found) == 0
    assert max(found) == BUCKETS - 1
