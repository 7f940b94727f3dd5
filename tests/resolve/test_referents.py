"""Pronouns as sources: whose they are where the engine is sure, and nobody's where it is not or contradicts itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.analyse import RuleAnalyser
from onrecord.extract import extract
from onrecord.model import Reference
from onrecord.resolve import resolve
from onrecord.resolve.referents import Referents
from tests.resolve.reading import document


def speakers(text: str, *links: tuple[str, str], score: float = 0.99) -> list[list[str]]:
    """Who speaks in each statement; a link says that a phrase (its last place) refers back to an earlier one."""
    (analysis,) = RuleAnalyser().analyse([document(text)])
    references: list[Reference] = []
    for later, earlier in links:
        first, last = text.index(earlier), text.rindex(later)
        references.append(Reference(start=first, end=first + len(earlier), head=0, antecedent=None, score=score))
        references.append(
            Reference(start=last, end=last + len(later), head=0, antecedent=len(references) - 1, score=score)
        )
    linked = replace(analysis, references=tuple(references))
    report = resolve(linked, extract(linked))
    names = {entity.id: entity.name for entity in report.entities}
    return [[names[speaker] for speaker in statement.speakers] for statement in report.statements]


def test_a_pronoun_speaks_for_whom_the_engine_surely_links_it_to() -> None:
    text = "Mayor Ana Ruiz resigned. She said the work was done."
    assert speakers(text, ("She", "Mayor Ana Ruiz")) == [["Ana Ruiz"]]
    assert speakers(text, ("She", "Mayor Ana Ruiz"), score=0.7) == [[]]


def test_an_institution_is_meant_by_it_and_a_person_is_not() -> None:
    assert speakers("Mayor Ana Ruiz resigned. It said the work was done.", ("It", "Mayor Ana Ruiz")) == [[]]


def test_nobody_with_a_title_is_meant_by_a_pronoun_of_the_other_sex() -> None:
    text = "Mr Ruiz met the council. She said the work was done."
    assert speakers(text, ("She", "Mr Ruiz")) == [[]]
    assert speakers(text.replace("She", "He"), ("He", "Mr Ruiz")) == [["Ruiz"]]


def test_nobody_is_he_and_she_in_one_report() -> None:
    text = "Mayor Kim Ruiz resigned. He said the work was done. She said it was not."
    assert speakers(text, ("He", "Mayor Kim Ruiz"), ("She", "Mayor Kim Ruiz")) == [["Kim Ruiz"], []]


def test_a_pronoun_behind_what_somebody_else_said_is_nobodys() -> None:
    text = "Major Tomas Brandel said it was over. The governor, Pavel Orlo, said no. He said the road was closed."
    assert speakers(text, ("He", "Major Tomas Brandel"))[-1] == []
    assert speakers(text, ("He", "Pavel Orlo"))[-1] == ["Pavel Orlo"]
    other = text.replace("Pavel Orlo", "Anna Orlo")
    assert speakers(other, ("He", "Major Tomas Brandel"))[-1] == ["Tomas Brandel"]


@pytest.mark.parametrize(("least", "found"), [(0.5, [(4, 6), (0, 2)]), (0.7, [(4, 6)]), (0.95, [])])
def test_a_chain_is_followed_as_far_as_its_links_are_sure(least: float, found: list[tuple[int, int]]) -> None:
    links = [(0, None, 0.9), (4, 0, 0.6), (8, 1, 0.9)]
    references = [Reference(start=at, end=at + 2, head=0, antecedent=to, score=p) for at, to, p in links]
    assert list(Referents(references).before((8, 10), least)) == found


def test_a_pronoun_may_mean_people_whom_no_name_calls() -> None:
    text = "The villagers fled at dawn. They said the work was done."
    assert speakers(text, ("They", "The villagers")) == [["villagers"]]
    assert speakers(text, ("They", "The villagers"), score=0.7) == [[]]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The villagers fled at dawn. He said the work was done.", ("He", "The villagers")),
        ("The monk fled at dawn. They said the work was done.", ("They", "The monk")),
        ("The nun fled at dawn. He said the work was done.", ("He", "The nun")),
        ("The boats fled at dawn. They said the work was done.", ("They", "The boats")),
    ],
)
def test_it_must_agree_with_them(text: str, link: tuple[str, str]) -> None:
    assert speakers(text, link) == [[]]


def test_a_title_before_a_name_is_that_name() -> None:
    text = "The bridge fell, the mayor, Ana Ruiz, said. She said the work was done."
    assert speakers(text, ("She", "the mayor")) == [["Ana Ruiz"], ["Ana Ruiz"]]
