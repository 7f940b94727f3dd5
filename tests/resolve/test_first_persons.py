"""First and second persons as sources: quotations, interviews, hearings, speeches, and a text's own voice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord import pipeline
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


def read_text(text: str) -> list[tuple[str, str]]:
    """The words of each statement's source and the name of who speaks, read as users read."""
    report = pipeline.read_text(text)
    assert isinstance(report, Report)
    names = {entity.id: entity.name for entity in report.entities}
    return [(each.source.exact, names[each.speaker or ""]) for each in report.statements if each.source]


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
    assert read(text, ("I", "that there is money"))[1] == [["I"]]


def test_who_told_something_to_a_paper_once_is_not_interviewed_here() -> None:
    text = INTERVIEW.replace(
        "interviewed Ana Ruiz", "interviewed a farmer. In an interview with the Alder Post, Ana Ruiz"
    )
    assert read(text, ("I", "that there is money"))[1] == [["I"]]


def test_nobody_who_is_not_named_is_somebody_else_in_each_block() -> None:
    text = "Is it safe?\n\nI think that it is.\n\nAre you sure?\n\nI doubt that it fell."
    report, found = read(text, ("I", "that it is."), ("you", "sure"), ("I", "that it fell"))
    assert found == [["I"], ["you"], ["I"]]
    assert len({statement.speaker for statement in report.statements}) == 3


def test_whose_turn_has_a_label_without_a_name_is_called_by_it() -> None:
    asked = "Interviewer: I hear that it fell.\n\nAna Ruiz: I think that it holds."
    text = f"{asked}\n\nInterviewer: Do you know that you won?\n\nAna Ruiz: It holds."
    said = ("I", "that it fell"), ("I", "that it holds"), ("you", "that you won")
    assert read(text, *said)[1] == [["Interviewer"], ["Ana Ruiz"], ["Ana Ruiz"]]


def test_answers_that_are_called_so_are_those_of_the_one_interviewed() -> None:
    asked = "An interview with Ana Ruiz\n\nQ: Will it hold?\n\nA: I think that it will."
    text = f"{asked}\n\nQ: Now, between us, I hear that it fell."
    assert read(text, ("I", "that it will"), ("I", "that it fell"))[1] == [["Ana Ruiz"], ["I"]]


def test_the_only_author_is_i_outside_of_quotations() -> None:
    text = "By Ana Ruiz\n\nI think that it fell. “I doubt that it holds,” Ben Oro said."
    assert read_text(text) == [("I", "Ana Ruiz"), ("Ben Oro", "Ben Oro"), ("I", "Ben Oro")]


def test_who_signs_a_letter_is_i_in_it() -> None:
    assert read_text("Dear editor,\n\nI think that it fell.\n\nYours, Ana Ruiz") == [("I", "Ana Ruiz")]
    assert read_text("Dear editor,\n\nI think that it fell.\n\nKind regards,\n\nAna Ruiz") == [("I", "Ana Ruiz")]


def test_two_letters_have_no_one_voice() -> None:
    text = "Dear editor,\n\nI think that it fell.\n\nDear editor,\n\nI think that it holds."
    assert read(text, ("I", "that it fell"), ("I", "that it holds"))[1] == [[], []]


def test_the_name_before_a_title_is_who_writes() -> None:
    text = "Ana Ruiz: Why I left the council\n\nI thought that it would hold."
    assert read(text, ("I", "that it would hold"))[1] == [["Ana Ruiz"]]


def test_a_prompt_without_a_question_mark_is_the_interviewers() -> None:
    text = INTERVIEW.replace("Will you build another?", "Tell us about the second one.")
    assert read(text, ("I", "that it will."), ("I", "that there is money"))[1] == [["Ana Ruiz"]] * 2


def test_a_desk_is_no_author() -> None:
    assert read_text("By Alder News Desk\n\nI think that it fell.") == [("I", "I")]


def test_answers_without_a_name_are_one_voice() -> None:
    text = "Q: Will it hold?\n\nA: I think that it will.\n\nQ: Sure?\n\nA: I hope that it holds."
    report, found = read(text, ("I", "that it will"), ("I", "that it holds"))
    assert found == [["I"], ["I"]]
    assert report.statements[0].speaker == report.statements[1].speaker


def test_who_is_called_upon_answers() -> None:
    text = "It held.\n\nMr. Oro, is that right?\n\nI think that it is.\n\nAre you sure?\n\nI believe that it is so."
    assert read(text, ("I", "that it is."), ("I", "that it is so"))[1] == [["Oro"], ["Oro"]]


def test_who_is_given_the_floor_has_it_until_another_is_called() -> None:
    text = (
        "The case is called. Miss Ruiz?\n\nI think that it held.\n\nI believe that it was safe.\n\n"
        "Thank you. Mr. Oro, please proceed.\n\nI doubt that it was.\n\nI find that it fell."
    )
    _, found = read(
        text, ("I", "that it held"), ("I", "that it was safe"), ("I", "that it was."), ("I", "that it fell")
    )
    assert found == [["Ruiz"], ["Ruiz"], ["Oro"], ["Oro"]]


def test_a_name_that_begins_or_ends_a_paragraph_of_news_calls_nobody() -> None:
    text = "It held.\n\nMr. Oro, who built it, left with Dr. Ana Ruiz.\n\nI think that it is safe."
    assert read(text, ("I", "that it is safe"))[1] == [["I"]]


def test_the_title_says_who_is_interviewed() -> None:
    text = (
        "Interview with Ana Ruiz\n\nThe engineer sat down with Ben Oro in May.\n\nDo you believe that it will hold?\n\n"
        "I think that it will.\n\nAre you sure?\n\nI doubt that it fell."
    )
    assert read(text, ("I", "that it will."), ("I", "that it fell"))[1] == [["Ana Ruiz"], ["Ana Ruiz"]]


def test_who_delivers_remarks_holds_the_speech() -> None:
    text = "Mayor Ana Ruiz delivered remarks on the dam.\n\nFriends, I believe that it will hold."
    assert read(text, ("I", "that it will hold"))[1] == [["Ana Ruiz"]]


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


def test_who_spoke_to_whom_does_not_tell_who_was_asked() -> None:
    text = "Ana Ruiz spoke to Ben Oro on Friday.\n\nQ: Will it hold?\n\nA: I think that it will.\n\nQ: Sure?\n\nA: Yes."
    assert read(text, ("I", "that it will"))[1] == [["I"]]
