"""W3C Web Annotation: what the standard requires, and selectors that select the fact's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import web_annotations
from onrecord.export.tables import facts
from onrecord.model import Dated, Report
from tests.export.samples import objects, samples, written
from tests.synthetic import changed, report

SCHEMA = json.loads((Path(__file__).parent / "web_annotation.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_every_annotation_is_as_the_standard_has_it() -> None:
    found = list(objects(written("annotations")))
    assert len(found) == sum(len(list(facts(each))) for each in samples())
    assert [error.message for each in found for error in VALIDATOR.iter_errors(each)] == []
    assert len({each["id"] for each in found}) == len(found)


@pytest.mark.parametrize("each", samples(), ids=lambda each: each.key or each.id)
def test_selectors_select_the_words_of_the_fact_in_code_points(each: Report) -> None:
    for annotation in web_annotations.annotated(each):
        for target in targets(annotation):
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert each.text[start:end] == quote["exact"]
            assert each.text[:start].endswith(quote["prefix"])
            assert each.text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start)


def test_offsets_for_browsers_count_code_units() -> None:
    emoji = samples()[1]
    units = emoji.text.encode("utf-16-le")
    for annotation in web_annotations.annotated(emoji, units="utf16"):
        for target in targets(annotation):
            position, quote = target["selector"]
            assert units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le") == quote["exact"]


def test_a_fact_in_two_stretches_has_two_targets() -> None:
    (told,) = [each for each in web_annotations.annotated(report()) if isinstance(each["target"], list)]
    assert [target["selector"][1]["exact"] for target in told["target"]] == [
        "The bridge was closed",
        "Nobody warned us",
    ]


def test_the_body_holds_the_values_of_the_fact() -> None:
    (killed,) = [each for each in web_annotations.annotated(report()) if '"19"' in each["body"][1]["value"]]
    values = json.loads(killed["body"][1]["value"])
    assert (values["value"], values["bound"], values["outcome"], values["speaker"]) == (
        *(19, "at_least", "killed"),
        "Ana Ruiz",
    )
    assert killed["body"][0]["value"] == "figure"


def test_a_report_with_an_address_is_the_source_in_the_state_that_was_read() -> None:
    seen = Dated(value="2031-05-02T10:30:00+02:00", basis="archive")
    whole = changed(report(), url="https://courier.example/flood?id=1", retrieved=seen)
    (target, *_) = targets(next(web_annotations.annotated(whole)))
    assert target["source"] == "https://courier.example/flood?id=1"
    assert target["state"] == {
        "type": "TimeState",
        "cached": f"urn:onrecord:{whole.id}",
        "sourceDate": "2031-05-02T08:30:00Z",
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b", "https://", 'https://x/"><b>', "file:///x"])
def test_what_is_no_address_on_the_web_is_none(address: str) -> None:
    whole = changed(report(), url=address)
    assert {t["source"] for each in web_annotations.annotated(whole) for t in targets(each)} == {
        f"urn:onrecord:{whole.id}"
    }


def test_a_collection_has_all_annotations_on_its_page() -> None:
    whole = json.loads(b"".join(web_annotations.collection(samples(), name="2031-05")))
    assert [error.message for error in VALIDATOR.iter_errors(whole)] == []
    assert whole["first"]["items"] == list(objects(written("annotations")))
    assert whole["total"] == len(whole["first"]["items"])
    assert whole["last"] == whole["first"]["id"]


def test_an_empty_collection_is_one() -> None:
    whole = json.loads(b"".join(web_annotations.collection([])))
    assert [error.message for error in VALIDATOR.iter_errors(whole)] == []
    assert whole["total"] == 0
