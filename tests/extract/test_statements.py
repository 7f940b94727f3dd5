"""Statements are found as `docs/records/statements-by-rule.md` shows, no more and no fewer, and any text is read."""

from __future__ import annotations

import re
import time
from typing import cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.mentions import mentions
from onrecord.extract.statements import attributions
from onrecord.lexicon import table
from onrecord.model import Analysis, Attribution
from onrecord.model.vocabulary import BlockKind, Polarity, Stance
from tests.analyse.paragraphs import analysed
from tests.marking import Case, cases

CASES = list(cases("statements-by-rule.md"))
PIECES = [
    *(
        "Ana Ruiz",
        "officials",
        "The mayor",
        "said",
        "told",
        "according",
        "to",
        "that",
        "who",
        "denied",
        "vowed",
        "saying",
    ),
    *(
        "the bridge",
        "was closed",
        "and",
        "claim",
        "'s",
        ",",
        ".",
        ":",
        "?",
        "“",
        "”",
        '"',
        "(",
        ")",
        "—",
        "\n\n",
        "called for",
    ),
]


def read(analysis: Analysis) -> tuple[Attribution, ...]:
    return attributions(analysis, mentions(analysis))


def case_analysis(case: Case) -> Analysis:
    kinds = {int(place): cast(BlockKind, kind) for place, kind in case.expected.items() if place.isdigit()}
    block, _, earlier = case.options.get("repeats", "").partition(":")
    return analysed(case.text, kinds, {int(block): int(earlier)} if block else {})


def wanted(case: Case, number: str) -> dict[str, list[str]]:
    """The words of each part of one statement; a source that it shares is marked with the other one."""
    parts = {part: case.words(part + number) for part in ("content", "cue", "source", "addressee")}
    if shared := case.expected.get("shared" + number):
        parts["source"] = case.words(shared)
    if number and f"evidence{number}" in case.expected:
        parts["source"] = case.words("source1")
    return parts


def found(case: Case, said: Attribution) -> dict[str, list[str]]:
    def words(*spans: tuple[int, int] | None) -> list[str]:
        return [case.text[span[0] : span[1]] for span in spans if span]

    return {
        "content": words(*said.content),
        "cue": words(said.cue),
        "source": words(said.source),
        "addressee": words(said.addressee),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_statements_are_those_that_the_page_marks(case: Case) -> None:
    numbers = sorted({re.sub(r"\D", "", mark.label) for mark in case.marks})
    said = read(case_analysis(case))
    assert [found(case, each) for each in said] == [wanted(case, number) for number in numbers]
    for each, number in zip(said, numbers, strict=True):
        values = {
            "form": each.form,
            "polarity": each.polarity,
            "stance": each.stance,
            "kind": each.source_kind,
            "via": ", ".join(case.text[start:end] for start, end in each.via),
            "evidence": ", ".join(case.text[start:end] for start, end in each.evidence),
        }
        for name, value in values.items():
            assert case.expected.get(name + number, value) == value


def test_the_page_has_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", ["reporting_verbs", "attribution_nouns"])
def test_the_tables_of_cues_speak_the_words_of_the_record_format(name: str) -> None:
    for row in table(name):
        stance, polarity, frames = row[-3:]
        assert stance in get_args(Stance)
        assert polarity in get_args(Polarity)
        assert frames.split()
        assert " ".join(row).replace("’", "'") == " ".join(row).lower()


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join))
def test_any_shuffle_of_cues_names_and_marks_gives_spans_of_the_text_and_each_content_once(text: str) -> None:
    said = read(analysed(text))
    contents = [each.content for each in said]
    assert len(set(contents)) == len(contents)
    assert contents == sorted(contents)
    for each in said:
        assert each.content
        spans = [*each.content, *each.via, *each.evidence, each.cue, each.source, each.addressee]
        for start, end in (span for span in spans if span):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        assert all(before[1] <= after[0] for before, after in zip(each.content, each.content[1:], strict=False))
        assert 0 < each.confidence < 1


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for each in read(analysed(text)):
        assert all(text[start:end] for start, end in each.content)


@pytest.mark.parametrize(
    "unit",
    ["officials said ", "a claims b said, ", "“Why?” he said, ", "said said ", "of X and Y ", "adding that ", "(( “ "],
)
def test_a_sentence_without_an_end_takes_time_in_proportion(unit: str) -> None:
    def seconds(times: int) -> float:
        analysis = analysed(unit * times)
        start = time.process_time()
        attributions(analysis, ())
        return time.process_time() - start

    assert seconds(4_000) < 0.5 + 20 * seconds(500)


def test_a_terminal_s_code_between_source_and_verb_is_no_source() -> None:
    text = "Police \x1b[2J said the road was shut, and \x1b[31mofficials\x1b[0m said it was open."
    sources = [text[each.source[0] : each.source[1]] for each in read(analysed(text)) if each.source]
    assert sources == ["Police", "officials"]


def test_a_name_behind_a_quotation_and_a_dash_says_who_said_it() -> None:
    text = "“The quay is ours and must stay open.” ― Ana Ruiz\n“Nobody asked the people here.” — Tom Bell."
    found = read(analysed(text))
    assert [text[slice(*one.source)] for one in found if one.source] == ["Ana Ruiz", "Tom Bell"]
    assert {one.form for one in found} == {"direct"}


def test_a_clause_behind_a_quotation_and_a_dash_says_nothing_of_who_said_it() -> None:
    assert not read(analysed("“The quay is ours and must stay open.” — Ana Ruiz left the room."))
