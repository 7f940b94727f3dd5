"""Figures as people cite them, read into numbers and what is said of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.prove.figures import read_figure


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("31", "31"),
        ("1,204", "1204"),
        ("1 204", "1204"),
        ("1.2 million", "1200000"),
        ("12k", "12000"),
        ("$1-million", "1000000"),
        ("twenty-one", "21"),
        ("two hundred and five", "205"),
        ("three thousand four hundred", "3400"),
        ("a dozen", "12"),
        ("-5 degrees", "-5"),
        (".45 calibre", "0.45"),
        ("no one was injured", "0"),
        ("no arrests", "0"),
        ("a man killed", "1"),
        ("dozens", None),
        ("four or five people", None),
        ("40 to 60", None),
    ],
)
def test_a_number_is_read(words: str, value: str | None) -> None:
    count = read_figure(words)
    assert count
    assert count.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("at least 31", 31, None, "at_least"),
        ("31 or more", 31, None, "at_least"),
        ("more than 31", 31, None, "over"),
        ("up to 31", None, 31, "at_most"),
        ("about 31", None, None, "about"),
        ("no fewer than 31", 31, None, "at_least"),
        ("31", 31, 31, None),
        ("tens of thousands", 20_000, None, "at_least"),
        ("between 40 and 60", 40, 60, "between"),
        ("40–60", 40, 60, "between"),
        ("2 to 3 million", 2_000_000, 3_000_000, "between"),
    ],
)
def test_a_bound_is_read(words: str, low: int | None, high: int | None, bound: str | None) -> None:
    count = read_figure(words)
    assert count
    assert (count.low, count.high, count.bound) == (low, high, bound)


@pytest.mark.parametrize(
    ("words", "outcome", "unit", "counted", "unread"),
    [
        ("at least 31 killed", "killed", None, (), ()),
        ("31 people were killed in Osk", "killed", None, ("people",), ("osk",)),
        ("death toll of 31", "killed", None, (), ()),
        ("31 dead or injured", "killed_or_injured", None, (), ()),
        ("€14 million", None, "EUR", (), ()),
        ("14 million euros", None, "EUR", (), ()),
        ("6%", None, "percent", (), ()),
        ("a 20-year-old", None, "year", (), ()),
        ("12 storm-related deaths", "killed", None, ("storm", "related"), ()),
        ("6 per cent", None, "percent", (), ()),
        ("1,800 of the tram drivers", None, None, ("tram", "drivers"), ()),
    ],
)
def test_what_is_said_of_a_number_is_read(
    words: str, outcome: str | None, unit: str | None, counted: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    count = read_figure(words)
    assert count
    assert (count.outcome, count.unit, count.counted, count.unread) == (outcome, unit, counted, unread)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "many",
        "31 (19 earlier)",
        "31 not killed",
        "x²",
        "a figure",
        "no",
        "a big toll",
        "one and a half million",
        "half of 12",
    ],
)
def test_what_is_not_one_number_is_none(words: str) -> None:
    assert read_figure(words) is None


@given(st.text(alphabet="0123456789.,- ²٣%€adehnortuvyz", max_size=40))
def test_no_words_raise(words: str) -> None:
    count = read_figure(words)
    assert count is None or any(number is not None for number in (count.value, count.low, count.high))
