"""Label Studio: values to choose, links, who and when, and the older count of characters."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from onrecord import export
from onrecord.export import label_studio, marks
from onrecord.model import Failure, Judgement, Report
from tests.export.samples import lookup, samples, written
from tests.export.tools import LabelStudio
from tests.synthetic import report

WHO = {"by": "Bo Lind", "at": "2031-05-02T10:30:00Z"}


def opened(*reports: Report) -> LabelStudio:
    return LabelStudio(written("label-studio", *(reports or [report()])))


def came_back(file: LabelStudio, *reports: Report) -> list[Judgement | Failure]:
    return list(export.judgements("label-studio", file.lines(), **WHO, lookup=lookup(reports or (report(),))))


def changes(file: LabelStudio, *reports: Report) -> list[Judgement]:
    found = came_back(file, *reports)
    assert [each for each in found if isinstance(each, Failure)] == []
    return [each for each in found if isinstance(each, Judgement) and each.verdict != "accepted"]


def value(file: LabelStudio, name: str, words: str) -> dict[str, Any]:
    region = file.find(0, {"polarity": "content", "predicate": "trigger"}.get(name, "figure"), words)
    (found,) = [each for each in file.spans(0) if each.get("id") == region["id"] and each.get("from_name") == name]
    written: dict[str, Any] = found["value"]
    return written


def annotation(file: LabelStudio) -> dict[str, Any]:
    found: dict[str, Any] = file.documents[0]["annotations"][0]
    return found


def test_a_value_that_was_changed_is_a_correction() -> None:
    file = opened()
    value(file, "outcome", "At least 19 people")["choices"] = ["injured"]
    value(file, "value", "At least 19 people")["text"] = ["20"]
    (changed,) = changes(file)
    assert (changed.verdict, changed.values) == ("corrected", {"outcome": "injured", "value": "20"})
    assert changed.fact == report().figures[0].id


def test_a_value_may_be_made_unknown() -> None:
    file = opened()
    value(file, "outcome", "At least 19 people")["choices"] = ["none"]
    assert [each.values for each in changes(file)] == [{"outcome": None}]


def test_a_changed_value_is_exported_as_changed() -> None:
    file = opened()
    value(file, "polarity", "The bridge was closed")["choices"] = ["said"]
    found = changes(file)
    again = LabelStudio(written("label-studio", report(), judged=lambda _: found))
    assert value(again, "polarity", "The bridge was closed")["choices"] == ["said"]


def test_a_project_without_controls_for_values_changes_none() -> None:
    file = opened()
    file.spans(0)[:] = [each for each in file.spans(0) if each["type"] in ("labels", "relation")]
    assert changes(file) == []


@pytest.mark.parametrize(
    ("name", "words", "written"),
    [
        ("outcome", "At least 19 people", {"choices": ["dead"]}),
        ("outcome", "At least 19 people", {"choices": ["killed", "injured"]}),
        ("polarity", "The bridge was closed", {"choices": ["none"]}),
        ("value", "At least 19 people", {"text": ["many"]}),
        ("value", "At least 19 people", {"text": ["NaN"]}),
        ("predicate", "closed", {"text": [" "]}),
        ("value", "At least 19 people", {"text": None}),
    ],
)
def test_a_value_that_is_none_of_ours_is_told(name: str, words: str, written: dict[str, Any]) -> None:
    file = opened()
    value(file, name, words).update(written)
    (failure,) = came_back(file)
    assert isinstance(failure, Failure)
    assert f"is no {name} of f_" in failure.reason


def test_an_older_label_studio_that_counts_code_units_is_read() -> None:
    emoji = samples()[1]
    file = opened(emoji)
    for each in file.spans(0):
        for name in {"start", "end"} & set(each.get("value", {})):
            each["value"][name] = len(emoji.text[: each["value"][name]].encode("utf-16-le")) // 2
    assert changes(file, emoji) == []


def test_a_new_span_linked_with_a_fact_belongs_to_it() -> None:
    file = opened()
    new = file.add(0, "addressee", "the Courier. ")
    head = file.find(0, "content", "At least 19 people were killed in Oranto on Tuesday")["id"]
    file.spans(0).append({"type": "relation", "from_id": new, "to_id": head, "direction": "left"})
    (more,) = changes(file)
    assert (more.verdict, more.fact) == ("corrected", report().statements[0].id)
    assert ("addressee", "the Courier. ") in [(each.label, each.span.exact) for each in more.spans]


def test_new_spans_that_are_linked_are_one_added_fact() -> None:
    file = opened()
    head, cue = file.add(0, "content", "Rescued"), file.add(0, "cue", "Nobody")
    file.spans(0).append({"type": "relation", "from_id": head, "to_id": cue, "direction": "right"})
    (more,) = changes(file)
    assert (more.verdict, more.kind) == ("added", "statement")
    assert [(each.label, each.span.exact) for each in more.spans] == [("cue", "Nobody"), ("content", "Rescued")]


def chosen(region: str, name: str, choice: str) -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [choice]}}


def test_values_of_an_added_fact_come_with_it_and_go_out_again() -> None:
    file = opened()
    new = file.add(0, "trigger", "warned")
    file.spans(0).append(chosen(new, "status", "did_not_happen"))
    (more,) = found = changes(file)
    assert (more.verdict, more.values) == ("added", {"status": "did_not_happen"})
    again = LabelStudio(written("label-studio", report(), judged=lambda _: found))
    own = again.find(0, "trigger", "warned")["id"]
    assert [
        each["value"]["choices"] for each in again.spans(0) if each.get("from_name") == "status" and each["id"] == own
    ] == [["did_not_happen"]]


def test_a_value_that_an_added_fact_cannot_have_is_told() -> None:
    file = opened()
    file.spans(0).append(chosen(file.add(0, "trigger", "warned"), "status", "maybe"))
    (failure,) = came_back(file)
    assert "is no status of the event that was added" in str(failure)


def test_a_moved_region_is_known_by_its_id_wherever_it_goes() -> None:
    file = opened()
    file.move(0, "trigger", "closed", "killed")
    (moved,) = changes(file)
    assert (moved.verdict, moved.fact) == ("corrected", report().events[0].id)


def test_two_labels_on_one_region_are_two_marks() -> None:
    file = opened()
    file.find(0, "patient", "The bridge")["value"]["labels"] = ["patient", "agent"]
    (more,) = changes(file)
    assert [each.label for each in more.spans] == ["agent", "patient", "trigger"]


def test_a_skipped_or_missing_annotation_says_nothing() -> None:
    file = opened()
    annotation(file)["was_cancelled"] = True
    assert came_back(file) == []
    del file.documents[0]["annotations"]
    (told,) = came_back(file)
    assert isinstance(told, Failure)
    assert (told.locator, told.reason) == ("1 task", "nothing in it was annotated")
    two = opened(report(), samples()[1])
    del two.documents[0]["annotations"]
    found = came_back(two, report(), samples()[1])
    assert {isinstance(each, Judgement) and each.sighting for each in found} == {samples()[1].sighting}


def test_an_annotation_without_a_result_is_told() -> None:
    file = opened()
    del annotation(file)["result"]
    (failure,) = came_back(file)
    assert "without a result" in str(failure)


@pytest.mark.parametrize(
    ("person", "name"),
    [(7, "Bo Lind (user 7)"), ({"id": 7, "email": "ana@courier.example"}, "ana@courier.example"), (None, "Bo Lind")],
)
def test_who_annotated_and_when_is_taken_from_the_file(person: object, name: str) -> None:
    file = opened()
    annotation(file).update({"completed_by": person, "updated_at": "2031-05-03T12:00:00.5+02:00"})
    found = [each for each in came_back(file) if isinstance(each, Judgement)]
    assert {(each.by, each.at) for each in found} == {(name, "2031-05-03T10:00:00.500000Z")}


def test_every_annotation_of_a_task_is_a_judgement_of_its_own() -> None:
    file = opened()
    first = annotation(file) | {"completed_by": 1}
    file.documents[0]["annotations"] = [first, first | {"completed_by": 2}]
    found = [each for each in came_back(file) if isinstance(each, Judgement)]
    assert len({each.id for each in found}) == len(found) == 2 * len(list(marks.machine(report())))


def test_the_interface_has_every_label_and_every_value() -> None:
    root = ElementTree.fromstring(label_studio.config())
    labels = [each.get("value") for each in root.iter("Label")]
    assert labels == [label for names in marks.LABELS.values() for label in names]
    controls = {each.get("name") for each in (*root.iter("Choices"), *root.iter("TextArea"))}
    assert controls == {name for kind in marks.LABELS for name in (*marks.CHOICES[kind], *marks.WORDS[kind])}
    used = {each["from_name"] for each in opened().spans(0) if "from_name" in each}
    assert used <= {*controls, "label"}
