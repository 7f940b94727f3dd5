"""First and second persons as sources: quotations, interviews, hearings, speeches, and a text's own voice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord.analyse import RuleAnalyser
from onrecord.extract.mentions import mentions
from onrecord.lexicon import table
from onrecord.model import Attribution, Block, Extraction, Report, Span
from onrecord.resolve import resolve
from tests.resolve.reading import document


def read(text: str, *said: tuple[str, str]) -> tuple[Report, list[list[str]]]:
    """The report of a text of blocks, and who speaks in each statement (source, content) in the order of contents."""
    plain = document(text)
    blocks = tuple(
        Block(span=Span(start=each.start(), end=each.end(), exact=each[0]), kind="paragraph", repeats=None)
        for each in re.finditer(r"[^\n]+", text)
    )
    (analysis,) = RuleAnalyser().analyse([replace(plain, blocks=blocks)])
    attributions = []
    for source, content in said:
        at = text.index(content)
        near = [found.span() for found in re.finditer(rf"\b{re.escape(source)}\b", text)]
        place = min(near, key=lambda span: min(abs(span[1] - at), abs(span[0] - at - len(content))))
        form = "direct" if text[at - 1] == "“" else "indirect"
        attributions.append(Attribution(form=form, content=((at, at + len(content)),), cue=None, source=place))  # type: ignore[arg-type]
    report = resolve(analysis, Extraction(mentions=mentions(analysis), attributions=tuple(attributions)))
    names = {entity.id: entity.name for entity in report.entities}
    return report, [[names[each] for each in statement.speakers] for statement in report.statements]


INTERVIEW = """The Harbour Post interviewed Ana Ruiz on Monday.

Do you believe that the bridge will hold?

I think that it will. We know that it was tested.

Will you build another?

I doubt that there is money."""


def test_the_one_interviewed_is_i_in_the_answers_and_you_in_the_questions() -> None:
    _, found = read(
        INTERVIEW, ("you", "that the bridge will hold"), ("I", "that it will."), ("I", "that there is money")
    )
    assert found == [["Ana Ruiz"]] * 3


def test_whom_an_interview_is_about_is_not_interviewed() -> None:
    text = INTERVIEW.replace("interviewed Ana Ruiz", "interviewed a farmer about Ana Ruiz")
    assert read(text, ("I", "that there is money"))[1] == [[]]


def test_who_is_called_upon_answers() -> None:
    text = "It held.\n\nMr. Oro, is that right?\n\nI think that it is.\n\nAre you sure?\n\nI believe that it is so."
    assert read(text, ("I", "that it is."), ("I", "that it is so"))[1] == [["Oro"], ["Oro"]]


def test_a_label_tells_whose_turn_it_is() -> None:
    text = "Ana Ruiz: I think that it holds.\n\nBen Oro: I think that it fell."
    assert read(text, ("I", "that it holds"), ("I", "that it fell"))[1] == [["Ana Ruiz"], ["Ben Oro"]]


def test_a_speech_is_its_speakers() -> None:
    text = "Remarks by Ana Ruiz\n\nFriends, I believe that the dam will hold."
    assert read(text, ("I", "that the dam will hold"))[1] == [["Ana Ruiz"]]


def test_a_text_without_an_author_has_a_voice_of_its_own() -> None:
    report, found = read("Our dam is old.\n\nWe think that it will hold, and I doubt that it is safe.",
                         ("We", "that it will hold"), ("I", "that it is safe"))  # fmt: skip
    assert found == [["Our"], ["I"]]
    kinds = {entity.name: entity.kind for entity in report.entities}
    assert kinds == {"Our": "group", "I": "unnamed"}
    assert [mention.exact for mention in report.entities[0].mentions] == ["Our", "We"]


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "“I think that it will hold,” Ana Ruiz said."
    _, found = read(text, ("Ana Ruiz", "I think that it will hold,"), ("I", "that it will hold"))
    assert found == [["Ana Ruiz"], ["Ana Ruiz"]]


def test_letters_to_a_paper_have_no_one_voice_and_a_warning_says_so() -> None:
    report, found = read("Letters\n\nI think that it fell.", ("I", "that it fell"))
    assert found == [[]]
    assert any("“i”" in warning for warning in report.warnings)


def test_the_middle_one_of_joint_speakers_speaks_too() -> None:
    text = "Ana Ruiz, Ben Oro and Carla Tal said the dam will hold."
    assert read(text, ("Ana Ruiz, Ben Oro and Carla Tal", "the dam will hold"))[1] == [
        ["Ana Ruiz", "Ben Oro", "Carla Tal"]
    ]


@pytest.mark.parametrize("row", table("first_names"), ids=lambda row: row[0])
def test_the_sex_of_a_first_name_is_f_or_m_or_not_told(row: tuple[str, ...]) -> None:
    assert row[1] in ("f", "m", "")
