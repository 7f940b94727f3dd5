"""Who takes part in an event: roles and phrases, read off real trees, and what must hold for any tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.extract.events import events
from onrecord.model import Analysis, Mention, Timex
from tests.extract.events.told import occurrences, parts
from tests.extract.events.trees import junk


@settings(max_examples=100, deadline=None)
@given(junk())
def test_every_place_lies_within_the_text_whatever_the_tree(told: tuple[Analysis, list[Timex], list[Mention]]) -> None:
    analysis, times, names = told
    text = analysis.document.text
    for number, one in enumerate(events(analysis, times, names)):
        places = [one.trigger, *(place for _, place in one.parts), *one.evidence, *([one.place] if one.place else [])]
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in places)
        assert one.same_as is None or one.same_as < number
        assert all(not (start <= one.trigger[0] < end) for _, (start, end) in one.parts)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Police said Ana Ruiz (41), a baker, was freed.", "freed", [("patient", "Ana Ruiz (41), a baker")]),
        (
            "Miners, nurses and bakers marched.",
            "marched",
            [("agent", "Miners"), ("agent", "nurses"), ("agent", "bakers")],
        ),
        ("Also her sister left.", "left", [("agent", "her sister")]),
        ("The firm that runs the port won.", "won", [("agent", "The firm")]),
        ("Prices rose 5 percent.", "rose", [("patient", "Prices")]),
        ("The ferry was hit by Monday.", "hit", [("patient", "The ferry")]),
        ("The envoy was given a medal.", "given", [("recipient", "The envoy"), ("patient", "a medal")]),
        ("The court ordered that the firm be sold.", "sold", [("patient", "the firm")]),
        ("The mill they burned was old.", "burned", [("agent", "they"), ("patient", "The mill")]),
        ("He was shot to silence him.", "silence", [("patient", "him")]),
        ("The talks took place in Norvale.", "took", [("patient", "The talks")]),
        ("Police freed Ana Ruiz, not soldiers.", "freed", [("agent", "Police"), ("patient", "Ana Ruiz")]),
        ("Guards, not miners or rebels, shot a nun.", "shot", [("agent", "Guards"), ("patient", "a nun")]),
        ("A nun was held not by miners but by rebels.", "held", [("patient", "A nun"), ("agent", "rebels")]),
        ("Man arrested after killing of nun by miners.", "killing", [("patient", "nun"), ("agent", "miners")]),
        ("The bridge that the flood destroyed in 2019 was rebuilt.", "rebuilt", [("patient", "The bridge")]),
        ("It was rebels, not guards, who shot a nun.", "shot", [("agent", "rebels"), ("patient", "a nun")]),
        ("Two held over theft of paintings", "held", [("patient", "Two")]),
        ("Man jailed for killing over a debt.", "killing", []),
        (
            "The firm fired the mayor, Ana Ruiz, on Monday.",
            "fired",
            [("agent", "The firm"), ("patient", "the mayor, Ana Ruiz")],
        ),
        (
            "Norvale's mayor, Ana Ruiz, and Velt's bishop, Ben Oro, sang.",
            "sang",
            [("agent", "Norvale's mayor, Ana Ruiz"), ("agent", "Velt's bishop, Ben Oro")],
        ),
        ("A nun was held by rebels rather than miners.", "held", [("patient", "A nun"), ("agent", "rebels")]),
        ("The mill that the flood destroyed was old.", "destroyed", [("agent", "the flood"), ("patient", "The mill")]),
    ],
)
def test_a_part_is_the_whole_noun_phrase_in_its_role(text: str, trigger: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(parts(text, trigger)) == sorted(expected)


@pytest.mark.parametrize("text", ["It rained and nobody left.", "There was no fire.", "Neither side attacked."])
def test_nobody_is_no_part(text: str) -> None:
    assert [one.parts for one in occurrences(text) if one.parts] == []
