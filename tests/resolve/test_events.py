"""Who takes part in events: members of the cast, as users get them."""

from __future__ import annotations

import pytest

from onrecord import pipeline
from onrecord.model import Report

REPORT = (
    "Ana Ruiz, the mayor of Norvale, resigned on Friday. The Coast Service said it had rescued 12 sailors near Port"
    " Lorn. "
)


def entity(text: str, trigger: str, role: str) -> str | None:
    """The name of the one in a role of the last event with these words for a trigger."""
    report = pipeline.read_text(text, published="2031-05-08")
    assert isinstance(report, Report)
    names = {each.id: each.name for each in report.entities}
    event = [each for each in report.events if each.span.exact == trigger][-1]
    (part,) = [each for each in event.participants if each.role == role]
    return names[part.entity] if part.entity else None


@pytest.mark.parametrize(
    ("text", "trigger", "role", "expected"),
    [
        ("Ruiz left.", "left", "agent", "Ana Ruiz"),
        ("The mayor left.", "left", "agent", "Ana Ruiz"),
        ("The head of the Coast Service fled.", "fled", "agent", None),
        ("Coast Service boats fled.", "fled", "agent", None),
        ("Norvale's army fled.", "fled", "agent", None),
        ("People like Ana Ruiz fled.", "fled", "agent", None),
        ("A Norvale-based firm fled.", "fled", "agent", None),
        ("Friends of Ana Ruiz fled.", "fled", "agent", None),
        ("A storm hit the town of Norvale.", "hit", "patient", "Norvale"),
        ("A storm hit the mayor of Norvale.", "hit", "patient", None),
        ("Police arrested Ana Ruiz, the mayor.", "arrested", "patient", "Ana Ruiz"),
    ],
)
def test_a_part_is_whom_the_head_of_its_phrase_names(text: str, trigger: str, role: str, expected: str | None) -> None:
    assert entity(REPORT + text, trigger, role) == expected


def test_a_pronoun_is_whom_it_stands_for_and_a_mention_of_them() -> None:
    text = "Ana Ruiz resigned on Friday. She left Norvale on Sunday."
    report = pipeline.read_text(text, published="2031-05-08")
    assert isinstance(report, Report)
    (ruiz,) = [each for each in report.entities if each.name == "Ana Ruiz"]
    assert entity(text, "left", "agent") == "Ana Ruiz"
    assert "She" in [mention.exact for mention in ruiz.mentions]


def test_the_adjective_of_a_country_is_the_country_where_it_is_named() -> None:
    text = "Norway sent planes. The Norwegian attack on the port shocked farmers."
    assert entity(text, "attack", "agent") == "Norway"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("The rebels of the Varo Liberation Army left Velt.", None),
        ("Rebels of the Varo Army left Velt.", None),
        ("The Varo Army left Velt.", "Varo Army"),
    ],
)
def test_the_army_is_not_the_one_that_rebels_call_theirs(named: str, expected: str | None) -> None:
    assert entity(f"{named} The army shelled the town.", "shelled", "agent") == expected


@pytest.mark.parametrize("whose", ["Corvale's head", "The head of Corvale", "The head of the Corvale Mining Group"])
def test_a_name_between_commas_is_whom_the_office_before_it_means(whose: str) -> None:
    assert entity(f"{whose}, Nadia Prewett, resigned.", "resigned", "agent") == "Nadia Prewett"
