"""Prints of wording: what two texts share has a print in both, and long texts keep few."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.relate.shingles import LONGEST, MOST, SHINGLE, WINDOW, lead, nearest, placed, plain_words, prints

NUMBERS = st.lists(st.integers(0, 9_999), max_size=40)


def words(numbers: list[int], mark: str) -> list[str]:
    return [f"{mark}{number}" for number in numbers]


@given(before=NUMBERS, after=NUMBERS, others=NUMBERS, seed=st.integers())
def test_a_stretch_that_two_texts_share_has_a_print_in_both(
    before: list[int], after: list[int], others: list[int], seed: int
) -> None:
    shared = [f"s{Random(seed).random()}-{index}" for index in range(WINDOW + SHINGLE - 1)]
    one = prints([*words(before, "b"), *shared, *words(after, "a")])[0]
    other = prints([*words(others, "o"), *shared])[0]
    assert set(one) & set(other)


@given(numbers=NUMBERS)
def test_prints_are_sorted_and_stand_once_and_every_text_has_one(numbers: list[int]) -> None:
    found, coarse = prints(words(numbers, "w"))
    assert list(found) == sorted(set(found))
    assert coarse == 0
    assert bool(found) == bool(numbers)


def test_a_long_text_keeps_few_prints_that_a_copy_of_a_part_shares() -> None:
    long = words(list(range(60_000)), "w")
    found, coarse = prints(long)
    assert MOST // 4 < len(found) <= MOST
    assert all(number % (1 << coarse) == 0 for number in found)
    part = {number for number in prints(long[:30_000])[0] if number % (1 << coarse) == 0}
    assert len(part & set(found)) > 0.9 * len(part) > 100


def test_one_word_without_end_has_one_print() -> None:
    assert len(prints(["no"] * (LONGEST + 1_000))[0]) == 1


@given(numbers=st.lists(st.integers(0, 5), min_size=1, max_size=60))
def test_the_nearest_print_of_a_word_is_nearer_than_any_other(numbers: list[int]) -> None:
    several, _ = placed(words(numbers, "w"))
    for index, number in enumerate(nearest(several, len(numbers))):
        distances = {each: abs(at + 2 - index) for at, each in several}
        assert distances[number] == min(distances.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [("The “Café” of Oranto’s mayor", 'the "cafe\u0301" of ORANTO mayor'), ("Tammar—Osk", "tammar - osk"), ("", "…!")],
)
def test_case_accents_and_marks_make_no_other_words(one: str, other: str) -> None:
    assert plain_words(one) == plain_words(other)


def test_a_beginning_is_told_by_its_first_words_alone() -> None:
    first = words(list(range(20)), "w")
    assert lead([*first, "more"]) == lead([*first, "other", "words"])
    assert lead(first) != lead(words(list(range(20, 40)), "w"))
