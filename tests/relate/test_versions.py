"""What changed between two versions of a report, and between two readings of one text."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.change import Change, Standing
from onrecord.pipeline import read_text
from onrecord.relate import changes, differences, standing
from tests.relate.reports import report

SENTENCES = [
    "On Monday 12 people killed in the lower town were named.",
    "Rescuers counted 14 people killed.",
    "In Osk 9 people injured by hail were treated.",
    "Ana said the bridge held through the night.",
    "Ana denied the bridge held through the night.",
    "Bo said the gates were shut too late.",
    "The army closed the road.",
    "The council closed the school.",
    "Nothing else is known.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map(" ".join)


def told(found: Iterable[Change]) -> list[tuple[str, str, str | None, str | None]]:
    """Changes in short: kind, fact, the words before and after."""
    return [
        (
            one.kind,
            one.fact,
            one.old_span.exact if one.old_span else None,
            one.new_span.exact if one.new_span else None,
        )
        for one in found
    ]


def fields(change: Change) -> dict[str, tuple[str | None, str | None]]:
    return {field.name: (field.before, field.after) for field in change.fields}


def test_a_figure_that_rises_has_changed() -> None:
    (change,) = changes(
        report("In the floods 12 people killed were found."), report("In the floods 14 people killed were found.")
    )
    assert told([change]) == [("changed", "figure", "12 people", "14 people")]
    assert fields(change)["value"] == ("12", "14")


def test_every_figure_is_matched_at_its_own_place() -> None:
    old = report("At Osk 12 people killed were found. At Brack 14 people killed were found.")
    new = report("At Osk 14 people killed were found. At Brack 15 people killed were found.")
    assert told(changes(old, new)) == [
        ("changed", "figure", "12 people", "14 people"),
        ("changed", "figure", "14 people", "15 people"),
    ]


def test_what_was_said_is_denied() -> None:
    (change,) = changes(report("Ana said the bridge held well."), report("Ana denied the bridge held well."))
    assert fields(change) == {"polarity": ("said", "denied"), "cue": ("said", "denied")}


def test_a_statement_with_another_speaker_has_changed() -> None:
    (change,) = changes(report("Ana said the bridge held well."), report("Cleo said the bridge held well."))
    assert fields(change) == {"source": ("Ana", "Cleo"), "speaker": ("Ana", "Cleo")}


def test_other_numbers_of_entities_are_no_change() -> None:
    old, new = report("Ana said the bridge held."), report("Ana said the bridge held. So be it.", first=7)
    assert changes(old, new) == []


def test_paragraphs_in_another_order_are_no_change() -> None:
    old = "Ana said the bridge held all night.\n\nBo said the gates were shut too late.\n\nSo far 12 people killed."
    new = "\n\n".join(reversed(old.split("\n\n")))
    assert changes(report(old), report(new)) == []


def test_other_quotation_marks_and_spaces_are_no_change() -> None:
    assert changes(report('Ana said the "old" bridge held.'), report("Ana said the  “old” bridge held.")) == []


def test_what_is_added_appeared_and_what_is_gone_vanished() -> None:
    old = report("Ana said the bridge held. Nothing else is known.")
    new = report("Nothing else is known. A day later 9 people injured by hail were treated.")
    assert told(changes(old, new)) == [
        ("vanished", "statement", "the bridge held", None),
        ("appeared", "figure", None, "9 people"),
    ]


def test_a_figure_elsewhere_with_another_outcome_is_another_figure() -> None:
    old = report("Twelve hours ago 12 people killed by hail were named. Nothing else is known.")
    new = report("Nothing else is known. The mayor thanked crews after 12 people rescued at sea came home.")
    assert [change.kind for change in changes(old, new)] == ["vanished", "appeared"]


def test_an_event_of_another_kind_of_thing_is_matched_in_its_sentence() -> None:
    (change,) = changes(report("The army closed the road."), report("The council closed the road."))
    assert fields(change) == {"agent": ("The army", "The council")}


@given(TEXTS)
def test_a_report_has_not_changed_from_itself(text: str) -> None:
    one = report(text)
    assert changes(one, one) == []
    assert differences(one, one) == []


@given(TEXTS, TEXTS)
def test_swapped_versions_give_swapped_changes(before: str, after: str) -> None:
    old, new = report(before), report(after)
    assert sorted(map(repr, changes(new, old))) == sorted(repr(swapped(one)) for one in changes(old, new))


@given(TEXTS, TEXTS)
def test_every_fact_is_accounted_for_once(before: str, after: str) -> None:
    old, new = report(before), report(after)
    found = changes(old, new)
    for reading, ids in ((old, [one.old for one in found]), (new, [one.new for one in found])):
        known = {one.id for several in (reading.statements, reading.figures, reading.events) for one in several}
        named = [one for one in ids if one]
        assert len(named) == len(set(named))
        assert set(named) <= known
    gained = sum(one.kind == "appeared" for one in found) - sum(one.kind == "vanished" for one in found)
    assert gained == count(new) - count(old)


def count(one: Report) -> int:
    return len(one.statements) + len(one.figures) + len(one.events)


def swapped(change: Change) -> Change:
    kinds = {"appeared": "vanished", "vanished": "appeared", "changed": "changed"}
    return dataclasses.replace(
        change,
        kind=kinds[change.kind],  # type: ignore[arg-type]
        old=change.new,
        new=change.old,
        old_span=change.new_span,
        old_spans=change.new_spans,
        new_spans=change.old_spans,
        new_span=change.old_span,
        fields=tuple(dataclasses.replace(one, before=one.after, after=one.before) for one in change.fields),
    )


def test_two_readings_of_one_text_are_matched_by_the_ids_of_facts() -> None:
    old = report("Ana said the bridge held. Then 12 people killed were named.")
    figure = dataclasses.replace(old.figures[0], bound="at_least", high=None, confidence=0.1)
    new = codec.seal(dataclasses.replace(old, engine="by-hand/2", figures=(figure,), statements=()))
    found = differences(old, new)
    assert told(found) == [
        ("vanished", "statement", "the bridge held", None),
        ("changed", "figure", "12 people", "12 people"),
    ]
    assert fields(found[1]) == {"bound": ("exactly", "at_least"), "high": ("12", None)}


def test_other_numbers_of_entities_are_no_difference() -> None:
    text = "Ana said the bridge held."
    assert differences(report(text), report(text, first=5)) == []


def test_readings_of_two_texts_are_refused() -> None:
    with pytest.raises(InputError, match="two texts"):
        differences(report("Ana said yes."), report("Ana said no."))


@pytest.mark.parametrize("other", ["Water rose. ", "Ana said the bridge held. ", "9 people killed. "])
def test_long_versions_are_compared_in_time(other: str) -> None:
    old = report("".join(f"Then {number} people killed were named in town {number}. " for number in range(2_000)))
    new = report(old.text.replace("named", "counted") + other * 5_000)
    started = time.process_time()
    found = changes(old, new)
    assert time.process_time() - started < 8
    assert {one.kind for one in found} <= {"appeared"}


def test_a_statement_of_several_stretches_is_told_whole() -> None:
    old, new = examples_of_stretches("for now"), examples_of_stretches("for good")
    (change,) = [one for one in changes(old, new) if one.fact == "statement"]
    assert [span.exact for span in change.old_spans] != [span.exact for span in change.new_spans]
    assert change.old_spans[0] == change.old_span
    assert fields(change)["words"] == tuple(
        " […] ".join(span.exact for span in spans) for spans in (change.old_spans, change.new_spans)
    )


def examples_of_stretches(last: str) -> Report:
    """A report whose first statement goes on after an interruption."""
    text = f'"The bridge is shut," Ana said. "It stays shut {last}."'
    found = read_text(text)
    assert isinstance(found, Report)
    assert any(len(statement.content) > 1 for statement in found.statements)
    return found


def test_what_became_of_a_fact_is_told() -> None:
    old = report(
        "In the floods 12 people killed were found. In Osk 9 people injured were treated. Ana said the gates held."
    )
    new = report("In the floods 14 people killed were found. Ana said the gates held.")
    killed, injured = old.figures
    (said,) = old.statements
    assert (standing(old, new, killed.id).became, standing(old, new, killed.id).fact) == ("changed", new.figures[0].id)
    assert {field.name for field in standing(old, new, killed.id).fields} >= {"value"}
    assert standing(old, new, injured.id) == Standing(became="vanished", fact=None)
    assert standing(old, new, said.id) == Standing(became="stands", fact=new.statements[0].id)
