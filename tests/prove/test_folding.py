"""Typography is folded away, and every place leads back to the frozen text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.prove.folding import fold

ODD = st.text(alphabet="ab 1'\"“”‘’«»—–-\u00a0\u00ad\u200b\n\te\u0301ﬁ….İ", max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“It’s\u00a0late,” he  said", "It's late, he said"),
        ("rain—then hail", "rain - then hail"),
        ("40–60", "40-60"),
        ("wait…", "wait..."),
        ("a spokes\u00adman", "a spokesman"),
        ("cafe\u0301, ﬁne", "café, fine"),
        ("the workers’ union", "the workers union"),
        ("« quite »", " quite "),
    ],
)
def test_typography_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(ODD)
def test_every_place_leads_back_in_order(text: str) -> None:
    folded = fold(text)
    places = [folded.origin(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(places))


@given(ODD, ODD)
def test_a_letter_leads_back_to_itself(one: str, other: str) -> None:
    folded = fold(one + "Q" + other)
    at = folded.text.index("Q")
    start, end = folded.origin(at, at + 1)
    assert "Q" in (one + "Q" + other)[start:end]
