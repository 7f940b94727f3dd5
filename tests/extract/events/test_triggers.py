"""Which words tell of an event, read off real trees."""

from __future__ import annotations

import pytest

from onrecord import acquire
from onrecord.analyse import analyser
from onrecord.extract import mentions, times
from onrecord.extract.events.triggers import triggers
from onrecord.extract.tree import Tree
from onrecord.model import Document


def told(text: str) -> list[tuple[str, str]]:
    """The words of each trigger and its predicate."""
    document = acquire.from_text(text, published="2031-05-02")
    assert isinstance(document, Document)
    (analysis,) = analyser().analyse([document])
    tree = Tree(text, analysis.words)
    found = triggers(tree, mentions(analysis), times(analysis))
    return [(text[slice(*tree.place(one.span))], one.predicate) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks broke down in Port Lorn.", [("Talks", "talk"), ("broke down", "break down")]),
        ("The council called the trip off.", [("called", "call off"), ("trip", "trip")]),
        ("Rain is going to hit the valley.", [("hit", "hit")]),
        ("The crews had to leave the harbour.", [("leave", "leave")]),
        ("The state-owned leading bank closed two branches.", [("closed", "close")]),
        ("Two miners were hurt on Monday.", [("hurt", "hurt")]),
        ("Two held over killing of nun.", [("held", "hold"), ("killing", "kill")]),
        ("A miner was held over killing of two nuns.", [("held", "hold"), ("killing", "kill")]),
        ("The clerk handed over papers.", [("handed over", "hand over")]),
        ("Tell, whose mother died, left.", [("died", "die"), ("left", "leave")]),
        ("The bridge is red.", []),
        ("There is a bridge behind the mill.", []),
        ("The minister's call to the mayor angered miners.", [("call", "call"), ("angered", "anger")]),
        ("He kept a call in a jar.", [("kept", "keep")]),
        ("The Riot Museum opened on Monday.", [("opened", "open")]),
        ("According to the mayor, including all costs, it works.", [("works", "work")]),
    ],
)
def test_verbs_with_their_particles_and_nouns_for_what_happens_are_triggers(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_the_attack_helicopter_is_no_attack_but_the_attack_is() -> None:
    assert told("The attack helicopter landed after the attack.") == [("landed", "land"), ("attack", "attack")]
