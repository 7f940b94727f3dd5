"""schema.org: quotations and claims, with nobody made the author of what they did not say."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import schema_org
from onrecord.model import Dated, Report
from onrecord.model.vocabulary import Polarity
from tests.export.samples import objects, samples, written
from tests.synthetic import changed, report

SCHEMA = json.loads((Path(__file__).parent / "schema_org.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def with_polarity(polarity: Polarity) -> Report:
    whole = report()
    return changed(whole, statements=tuple(dataclasses.replace(each, polarity=polarity) for each in whole.statements))


def by_text(whole: Report) -> dict[str, dict[str, Any]]:
    return {each["text"]: each for each in schema_org.objects(whole)}


def test_every_object_is_as_the_vocabulary_has_it() -> None:
    found = list(objects(written("schema-org")))
    assert [error.message for each in found for error in VALIDATOR.iter_errors(each)] == []
    assert {each["@type"] for each in found} == {"Claim", "Quotation"}


@pytest.mark.parametrize("each", samples(), ids=lambda each: each.key or each.id)
def test_direct_speech_is_a_quotation_and_the_rest_a_claim(each: Report) -> None:
    kinds = {found["identifier"]: found["@type"] for found in schema_org.objects(each)}
    for statement in each.statements:
        if statement.polarity == "said":
            assert kinds[statement.id] == ("Quotation" if statement.form == "direct" else "Claim")
    assert {kinds[figure.id] for figure in each.figures} <= {"Claim"}


def test_a_quotation_has_its_speaker_and_its_article() -> None:
    quoted = by_text(with_polarity("said"))["The bridge was closed […] Nobody warned us"]
    assert quoted["spokenByCharacter"] == quoted["creator"]
    assert quoted["creator"] == [{"@type": "Person", "name": "Ana Ruiz", "jobTitle": ["health minister"]}]
    assert quoted["isPartOf"]["headline"] == "The river rises"
    assert quoted["dateCreated"] == "2031-04-29", "the day that it was said"


def test_a_claim_has_its_author_its_appearance_and_the_date() -> None:
    claim = by_text(report())["At least 19 people were killed in Oranto on Tuesday"]
    assert claim["author"][0]["name"] == "Ana Ruiz"
    assert claim["appearance"]["publisher"] == {"@type": "Organization", "name": "The Oranto Courier"}
    assert claim["datePublished"] == "2031-05-02"
    assert "firstAppearance" not in claim, "one report does not tell where a claim was made first"


def test_the_first_appearance_is_written_where_it_is_known() -> None:
    found = list(schema_org.objects(report(), first=lambda _: "https://courier.example/first"))
    claims = [each for each in found if each["@type"] == "Claim"]
    assert {each["firstAppearance"]["url"] for each in claims} == {"https://courier.example/first"}
    assert [error.message for each in found for error in VALIDATOR.iter_errors(each)] == []


def test_a_figure_is_a_quantity_with_its_bounds() -> None:
    claim = by_text(report())["At least 19 people"]
    assert (claim["about"]["value"], claim["about"]["minValue"], claim["about"]["unitText"]) == (19, 19, "person")
    assert "maxValue" not in claim["about"]
    details = {each["name"]: each["value"] for each in claim["about"]["additionalProperty"]}
    assert (details["outcome"], details["bound"], details["as_of"]) == ("killed", "at_least", "2031-05-02")


def test_who_denies_something_is_not_its_author() -> None:
    denied = by_text(with_polarity("denied"))
    assert {each["@type"] for each in denied.values()} == {"Claim"}
    assert [each["text"] for each in denied.values() if "author" in each] == []


@pytest.mark.parametrize("polarity", ["not_said", "declined", "hypothetical"])
def test_what_was_not_said_is_no_claim(polarity: Polarity) -> None:
    assert list(by_text(with_polarity(polarity))) == ["At least 19 people", "-5 to 8 boats"]


def test_nobody_is_a_person_who_is_only_a_group() -> None:
    whole = report()
    group = (dataclasses.replace(whole.entities[0], kind="group"), *whole.entities[1:])
    assert not any("author" in each for each in schema_org.objects(changed(whole, entities=group)))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-02T10:30+02:00", "2031-05-02T10:30:00+02:00"),
        ("2031-05-02T10:30", "2031-05-02"),
        ("soon", None),
    ],
)
def test_dates_are_iso_dates_as_precise_as_known(value: str, shown: str | None) -> None:
    whole = changed(report(), published=Dated(value=value, basis="input"))
    found = list(schema_org.objects(whole))
    assert {each.get("datePublished") for each in found} == {shown}
    assert [error.message for each in found for error in VALIDATOR.iter_errors(each)] == []
