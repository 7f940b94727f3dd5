"""Who was told is the addressee, wherever it stands beside the saying."""

from __future__ import annotations

import pytest

from onrecord.analyse import RuleAnalyser
from onrecord.extract.statements.carriers import Outlets
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.told import with_addressees
from onrecord.extract.tree import Tree
from onrecord.model import Attribution, Word
from tests.extract.statements.reading import read
from tests.resolve.reading import document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In a letter to the council, Ana Ruiz said the quay was unsafe.", "the council"),
        ("In a speech to the council on Monday, the mayor said the quay was unsafe.", "the council"),
        ('"The quay is unsafe," Ana Ruiz said in an interview with Radio Osk.', "Radio Osk"),
        ("Speaking to reporters, Ana Ruiz said the quay was unsafe.", "reporters"),
        ("The mayor wrote to the council that the quay was unsafe.", "the council"),
        ('"The quay is unsafe," Tessa Moor said to reporters.', "reporters"),
        ("Ana Ruiz told a news conference late on Tuesday that the quay was closed.", "a news conference"),
        ("The quay is unsafe, Ana Ruiz told Radio Osk on Sunday.", "Radio Osk"),
    ],
)
def test_who_was_told_is_the_addressee(text: str, told: str) -> None:
    (one,) = read(text).statements
    assert one.addressee is not None
    assert one.addressee.exact == told


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the letter to the council was lost.",
        "The mayor said on Monday that the quay was unsafe.",
        "Ana Ruiz declined to comment.",
    ],
)
def test_where_nobody_is_told_there_is_no_addressee(text: str) -> None:
    (one,) = read(text).statements
    assert one.addressee is None


def test_an_outlet_that_was_given_an_interview_carried_it() -> None:
    report = read('"The quay is unsafe," Ana Ruiz said in an interview with Radio Osk.')
    names = {entity.id: entity.name for entity in report.entities}
    assert [names[each] for each in report.statements[0].via] == ["Radio Osk"]


def test_who_was_told_is_never_part_of_what_was_said() -> None:
    text = "The mayor told workers arrested."
    words = (Word(start=10, end=14, upos="VERB", tag="VBD", lemma="tell", head=-1, relation="root"),)
    one = Attribution(form="indirect", content=((15, 31),), cue=(10, 14), source=(0, 9), addressee=(15, 22))
    (analysis,) = RuleAnalyser().analyse([document(text)])
    (found,) = with_addressees(Tree(text, words), [one], Outlets(()), Edges(analysis))
    assert found.addressee is None


def test_who_it_was_told_to_does_not_say_it() -> None:
    (one,) = read("As told to Ana Ruiz: “The quay is unsafe.”").statements
    assert (one.source, one.speaker) == (None, None)
    assert one.addressee is not None
    assert one.addressee.exact == "Ana Ruiz"
