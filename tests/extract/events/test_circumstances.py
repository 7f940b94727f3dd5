"""When and where an event was, read off real trees."""

from __future__ import annotations

import pytest

from tests.extract.events.told import occurrence


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("He resigned on the morning of 5 May 2031.", "resigned", "2031-05-05TMO"),
        ("There was a fire in Norvale on Tuesday.", "fire", "2031-05-06"),
        ("The blast on Tuesday killed two nuns.", "killed", "2031-05-06"),
        ("Troops began shelling the port on Tuesday.", "shelling", "2031-05-06"),
        ("She said on Tuesday that he had resigned.", "resigned", None),
        ("The firm, which was founded in 2019, collapsed.", "collapsed", None),
        ("The shop is open and sells bread now.", "sells", None),
        ("They marched on Monday and marched again on Tuesday.", "marched", "2031-05-05"),
        ("Since 5 a.m. on Tuesday, two quakes were felt.", "felt", None),
        ("He came after the vote on Tuesday.", "vote", None),
    ],
)
def test_a_date_is_that_of_the_event_it_hangs_on(text: str, trigger: str, expected: str | None) -> None:
    assert occurrence(text, trigger).time == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Two nuns were killed in an ambush in Norvale.", "killed", "Norvale"),
        ("The siege of Norvale ended.", "siege", "Norvale"),
        ("Snow fell on the island of Norvale.", "fell", "Norvale"),
        ("The farmers fled from Norvale.", "fled", None),
        ("A spokesman for Norvale resigned.", "resigned", None),
        ("Norvale's vote was close.", "vote", None),
    ],
)
def test_a_place_is_a_name_that_tells_where(text: str, trigger: str, expected: str | None) -> None:
    place = occurrence(text, trigger).place
    assert (text[slice(*place)] if place else None) == expected


def test_the_words_that_tell_when_and_where_are_evidence() -> None:
    text = "The mayor resigned in Norvale on Tuesday."
    assert [text[slice(*place)] for place in occurrence(text, "resigned").evidence] == ["Norvale", "Tuesday"]
