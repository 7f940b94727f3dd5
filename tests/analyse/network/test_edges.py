"""Spans keep phrases and quotations whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.network.edges import phrases, quotations
from onrecord.analyse.network.reading import Range

# She | called | the | old | bridge | unsafe, with the heads of the words.
HEADS = [1, -1, 4, 4, 1, 1]
RELATIONS = ["nsubj", "root", "det", "amod", "obj", "xcomp"]


def test_a_span_does_not_end_with_a_word_that_leads_a_phrase() -> None:
    assert phrases([(0, 3)], HEADS, RELATIONS) == [(0, 5)]
    assert phrases([(0, 4)], HEADS, RELATIONS) == [(0, 5)]
    assert phrases([(0, 2)], HEADS, RELATIONS) == [(0, 2)]


def test_spans_that_come_to_overlap_are_one() -> None:
    assert phrases([(2, 3), (4, 6)], HEADS, RELATIONS) == [(2, 6)]


def test_a_head_far_away_is_an_error_of_the_tree() -> None:
    assert phrases([(0, 1)], [20, *[-1] * 20], ["det", *["root"] * 20]) == [(0, 1)]


def test_a_span_that_crosses_the_edge_of_a_quotation_takes_it_in() -> None:
    assert quotations([(2, 6)], [(3, 9)], []) == [(2, 9)]
    assert quotations([(6, 12)], [(3, 9)], []) == [(3, 12)]
    assert quotations([(3, 6), (7, 9)], [(3, 9)], []) == [(3, 9)]


def test_a_span_within_a_quotation_and_one_around_it_are_left() -> None:
    assert quotations([(4, 6), (12, 20)], [(3, 9), (14, 16)], []) == [(4, 6), (12, 20)]


def test_what_another_cue_says_is_not_taken_in() -> None:
    assert quotations([(2, 6)], [(3, 9)], [(7, 8)]) == [(2, 6)]
    assert quotations([(2, 6)], [(3, 9)], [(4, 5)]) == [(2, 9)]


@st.composite
def rows(draw: st.DrawFn) -> list[Range]:
    edges = sorted(draw(st.lists(st.integers(0, 60), unique=True, max_size=20)))
    return list(zip(edges[::2], edges[1::2], strict=False))


@given(rows(), rows(), rows())
def test_nothing_is_lost_and_spans_stay_apart(spans: list[Range], quotes: list[Range], cues: list[Range]) -> None:
    found = quotations(spans, quotes, cues)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(any(a <= start and end <= b for a, b in found) for start, end in spans)
