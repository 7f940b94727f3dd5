"""PLOVER codes of events, and the table that they come from."""

from __future__ import annotations

import pytest

from onrecord.lexicon import table
from tests.extract.events.told import occurrence

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
)
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot general strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinform cyber",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms explosives suicide-attack"
    " heavy-weapons crowd-control cleansing massacre unconventional aerial",
}
CONDITIONS = (
    "- doer doers armed workers victim other patient place target violence comp bare plain obj mod nomod prep noprep"
)


def test_the_table_has_types_modes_and_conditions_that_there_are() -> None:
    for predicate, word, conditions, code in table("plover"):
        kind, _, mode = code.partition(":")
        assert kind in TYPES.split(), predicate
        assert not mode or mode in MODES[kind].split(), code
        assert word in ("v", "n")
        assert {condition.partition("=")[0] for condition in conditions.split()} <= set(CONDITIONS.split()), conditions


def test_every_type_has_a_predicate() -> None:
    assert {row[3].partition(":")[0] for row in table("plover")} == set(TYPES.split())


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Nurses went on with their strike.", "strike", None),
        ("Nurses held a strike on Monday.", "strike", "PROTEST:strike"),
        ("A missile strike hit the port.", "strike", "ASSAULT:heavy-weapons"),
        ("The lightning strike killed a cow.", "strike", None),
        ("Ben Oro was fired by the bank.", "fired", None),
        ("Soldiers fired on the crowd.", "fired", "ASSAULT:firearms"),
        ("The police fired tear gas.", "fired", "ASSAULT:crowd-control"),
        ("Sales met targets.", "met", None),
        ("The queen met the envoy.", "met", "CONSULT"),
        ("Ostria withdrew its troops.", "withdrew", "RETREAT:withdraw"),
        ("Ostria withdrew the bill.", "withdrew", None),
        ("The storm killed two nuns.", "killed", None),
        ("Two men were arrested.", "arrested", "COERCE:arrest"),
        ("He had a heart attack.", "attack", None),
        ("Ostria expelled two diplomats.", "expelled", "SANCTION:expel"),
        ("The school expelled two pupils.", "expelled", None),
        ("Ostria deployed troops along the border.", "deployed", "MOBILIZE:troops"),
        ("Ana Ruiz attacked the minister over taxes.", "attacked", None),
        ("The firm demonstrated that it can pay.", "demonstrated", None),
        ("Nurses demonstrated in Norvale.", "demonstrated", "PROTEST:demo"),
        ("The army threatened to leave.", "threatened", "THREATEN"),
    ],
)
def test_a_predicate_with_two_meanings_has_the_code_of_the_one_that_is_told(
    text: str, trigger: str, expected: str | None
) -> None:
    assert occurrence(text, trigger).code == expected
