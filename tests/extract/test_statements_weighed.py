"""How likely an attribution is one: every kind of evidence counts, and counts the right way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statements.weighed import LEAST, probability
from onrecord.model import Attributed, Attribution

READ = Attributed(source=((0, 4),), cue=(5, 9), content=((10, 60),), score=0.8, negative=0.0, linked=0.8, tagged=0.8)
MINE = Attribution(form="indirect", content=((10, 60),), cue=(5, 9), source=(0, 4))


@pytest.mark.parametrize("surer", [replace(READ, score=0.99), replace(READ, linked=0.99), replace(READ, tagged=0.99)])
def test_a_surer_network_makes_it_likelier(surer: Attributed) -> None:
    assert probability(surer, MINE, None) > probability(READ, MINE, None)


def test_a_rule_and_quotation_marks_make_it_likelier() -> None:
    alone = probability(READ, MINE, None)
    assert probability(READ, MINE, MINE) > alone
    assert probability(READ, replace(MINE, form="direct"), None) > alone


def test_no_source_and_a_content_in_pieces_make_it_less_likely() -> None:
    alone = probability(READ, MINE, None)
    assert probability(READ, replace(MINE, source=None), None) < alone
    assert probability(READ, replace(MINE, content=((10, 30), (40, 60))), None) < alone


def test_what_all_evidence_speaks_for_is_kept_and_what_none_does_is_not() -> None:
    sure = replace(READ, score=1.0, linked=1.0, tagged=1.0)
    assert probability(sure, replace(MINE, form="direct"), MINE) > 0.9
    assert probability(replace(READ, score=0.2, linked=0.2, tagged=0.2), replace(MINE, source=None), None) < LEAST


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(1, 10**7))
def test_it_is_a_probability_whatever_the_network_says(score: float, linked: float, tagged: float, end: int) -> None:
    read = replace(READ, score=score, linked=linked, tagged=tagged)
    assert 0 < probability(read, replace(MINE, content=((10, 10 + end),)), MINE) < 1
