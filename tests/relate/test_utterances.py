"""Quotations are one utterance where they are the same words by the same speaker, or a part of one alone."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.relation import Utterance
from onrecord.relate.sayings import sayings, stem
from onrecord.relate.utterances import utterances
from tests.relate.several import Several, several

LONG = "We heard the water before we saw it, and then the road was gone and nobody came"
REPORTS = f"""
== 2031-05-02
"{LONG}," said Ana Ruiz, a nurse.
== 2031-05-03
“{LONG},” said Ana Ruiz, a nurse in Port Lorn.
== 2031-05-03
"We heard the water before we saw it," said Ana Ruiz, a nurse.
== 2031-05-04
“We heard the water … the road was gone and nobody came,” said Ana Ruiz, a nurse.
== 2031-05-04
“The road was gone and nobody came to us,” said Bo Lind, a driver.
"""


def told(found: Several) -> list[Utterance]:
    """The utterances of reports."""
    return utterances(one for report in found.reports for one in sayings(report))


def test_copies_and_parts_of_a_quotation_are_one_utterance() -> None:
    found = several(REPORTS)
    (one,) = told(found)
    assert one.speaker == "Ana Ruiz"
    assert one.id.startswith("u_")
    assert [found.label(side.sighting) for side in one.appearances] == ["A", "B"]
    assert sorted(found.label(side.sighting) for side in one.trimmed) == ["C", "D"]


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_utterances_are_the_same_in_any_order(chance: random.Random) -> None:
    found = several(REPORTS)
    several_sayings = [one for report in found.reports for one in sayings(report)]
    expected = utterances(several_sayings)
    chance.shuffle(several_sayings)
    assert utterances(several_sayings) == expected


def test_what_may_be_cut_from_two_is_cut_from_neither() -> None:
    part = "the road to the harbour was gone by then"
    found = several(
        f'== 2031-05-02\n"We ran and {part}, so we swam," said Ana Ruiz, a nurse.\n'
        f'== 2031-05-03\n"We fell and {part}, so we hid," said Ana Ruiz, a nurse.\n'
        f'== 2031-05-04\n"{part.capitalize()}," said Ana Ruiz, a nurse.\n'
    )
    assert told(found) == []


def test_a_quotation_of_her_who_is_not_named_is_that_of_who_is_told_elsewhere() -> None:
    found = several(f'== 2031-05-02\n"{LONG}," said Ana Ruiz, a nurse.\n== 2031-05-03\n"{LONG}," she said.\n')
    (one,) = told(found)
    assert one.speaker == "Ana Ruiz"
    assert [side.source for side in one.appearances] == ["Ana Ruiz", None]


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (
        "open opens opened opening",
        "carry carries carried carrying",
        "close closes closed closing",
        "stop stopped stops",
    ):
        assert len({stem(word) for word in forms.split()}) == 1, forms
