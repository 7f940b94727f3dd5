"""Which mentions are of one event, read off real trees."""

from __future__ import annotations

import pytest

from tests.extract.events.told import occurrences


def tied(text: str) -> list[tuple[str, str]]:
    """The words of each mention that points to an earlier one, and the words of that."""
    found = occurrences(text)
    words = [text[slice(*one.trigger)] for one in found]
    return [(words[at], words[one.same_as]) for at, one in enumerate(found) if one.same_as is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked a farm. The attack angered the valley.", [("attack", "attacked")]),
        ("A blast shook the mill. Workers heard the explosion.", [("explosion", "blast")]),
        ("The union called a vote. That vote angered the firm.", [("vote", "vote")]),
        ("The queen visited Norvale. Her visit pleased the town.", [("visit", "visited")]),
        ("Ana Ruiz was arrested. Police defended the arrest.", [("arrest", "arrested")]),
    ],
)
def test_a_noun_that_points_back_is_of_the_event_told_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert tied(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An attack shook the farm. Any attack is a crime.",
        "A blast shook the mill. A blast shook the port.",
        "The attack in Norvale was small. The attack in Port Lorn was worse.",
        "A drone attack hit the mill. The knife attack shocked Norvale.",
        "An attack hit the mill. The attacks go on.",
        "Talks were planned. The vote was close.",
        "A man was shot. A third man, shot on Sunday, survived.",
        "A nun was shot on Sunday. Another nun was shot. Another nun was shot.",
        "A man was shot. Two more men, shot on Sunday, survived.",
        "An attack killed two nuns in Velt on Monday. Police recalled the attack that killed nine miners in 2019.",
        "Ana Ruiz said it. Ben Oro said it.",
        "An attack killed two nuns and a second attack killed a priest. The attack was filmed.",
    ],
)
def test_events_that_differ_or_may_differ_are_not_tied(text: str) -> None:
    assert tied(text) == []


def test_mentions_without_a_date_have_that_of_their_event() -> None:
    text = "Two buses crashed on Tuesday. The crash shocked Norvale."
    dated = {text[slice(*one.trigger)]: one for one in occurrences(text)}
    assert dated["crash"].time == "2031-05-06"
    assert "Tuesday" in [text[slice(*place)] for place in dated["crash"].evidence]
