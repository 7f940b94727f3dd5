"""FollowTheMoney entities, checked against its own schemata."""

from __future__ import annotations

import dataclasses
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from onrecord.export import followthemoney
from onrecord.model import Dated, Report
from tests.export.ftm_schemata import DATE, faults, folder, languages, schema
from tests.export.samples import objects, samples, written
from tests.synthetic import changed, report

installed = pytest.mark.skipif(folder() is None, reason="the package followthemoney is not installed")


def entities(whole: Report) -> list[dict[str, Any]]:
    return list(followthemoney.entities(whole))


def of(whole: Report, name: str) -> list[dict[str, Any]]:
    return [each["properties"] for each in entities(whole) if each["schema"] == name]


@installed
def test_every_entity_is_as_its_schema_has_it() -> None:
    found = list(objects(written("followthemoney")))
    known = {each["id"]: each["schema"] for each in found}
    assert [fault for each in found for fault in faults(each, known)] == []
    assert {"Article", "Mention", "Documentation", "Person", "Organization", "Address"} <= set(known.values())
    assert len(known) == len(found), "every id is one entity"


@installed
def test_the_check_finds_what_is_wrong() -> None:
    (article, person, mention, *_) = entities(report())
    known = {each["id"]: each["schema"] for each in entities(report())}
    assert faults(article | {"schema": "Interval"}, known)[0] == "Interval is abstract"
    assert faults(person | {"properties": {}}, known) == ["Person lacks name"]
    wrong = mention | {"properties": mention["properties"] | {"resolved": [article["id"]]}}
    assert faults(wrong, known) == [f"Mention.resolved: {article['id']} is no LegalEntity"]
    assert schema("Documentation").edge["target"] == "entity"


def test_the_article_is_the_sighting_with_its_text() -> None:
    whole = report()
    (article,) = of(whole, "Article")
    assert entities(whole)[0]["id"] == whole.sighting
    assert article["bodyText"] == [whole.text]
    assert (article["title"], article["publisher"], article["author"]) == (
        ["The river rises"],
        ["The Oranto Courier"],
        ["Bo Lind"],
    )
    assert (article["publishedAt"], article["language"]) == (["2031-05-02"], ["eng"])
    assert "sourceUrl" not in article


def test_a_long_text_is_kept_in_pieces_that_fit() -> None:
    whole = changed(report(), text=report().text + " ".join(map(str, range(30_000))))
    (article,) = of(whole, "Article")
    assert "".join(article["bodyText"]) == whole.text
    assert max(map(len, article["bodyText"])) <= 65_000


def test_names_are_linked_with_their_part_in_the_facts() -> None:
    whole = report()
    names = {each["id"]: each["properties"]["name"][0] for each in entities(whole) if "name" in each["properties"]}
    links = {names[each["entity"][0]]: each["role"] for each in of(whole, "Documentation")}
    assert links == {"Ana Ruiz": ["source", "speaker"], "Courier": ["via"], "Oranto": ["place"]}
    assert of(whole, "Person") == [{"name": ["Ana Ruiz"], "position": ["health minister"]}]
    assert of(whole, "Address") == [{"name": ["Oranto"], "full": ["Oranto"]}]
    assert [each["name"] for each in of(whole, "Mention")] == [["Ana Ruiz"], ["Courier"]]


def test_an_organisation_that_speaks_as_an_office_is_a_public_body() -> None:
    whole = report()
    told = dataclasses.replace(whole.statements[0], speaker="e2", speakers=("e2",), source_kind="office")
    assert of(changed(whole, statements=(told,)), "PublicBody") == [{"name": ["Courier"]}]


def test_those_without_a_name_are_left_out() -> None:
    whole = report()
    nobody = dataclasses.replace(whole.entities[0], kind="unnamed", name="two officials")
    found = entities(changed(whole, entities=(nobody, *whole.entities[1:])))
    assert Counter(each["schema"] for each in found)["Person"] == 0
    assert not [each for each in found if "two officials" in each["properties"].get("name", [])]


def test_ids_are_the_same_every_time_and_of_one_sighting_alone() -> None:
    assert written("followthemoney") == written("followthemoney")
    one, other = entities(report()), entities(report(key="again.txt"))
    assert {each["id"] for each in one} & {each["id"] for each in other} == set()


def test_provenance_is_written_where_it_is_known() -> None:
    times = ("2031-05-02T10:00:00", "2031-06-01T10:00:00")
    found = list(followthemoney.entities(report(), dataset="flood", seen=lambda _: times))
    assert {(*each["datasets"], each["origin"], each["first_seen"], each["last_seen"]) for each in found} == {
        ("flood", "by-hand/1", *times)
    }
    assert not any("first_seen" in each for each in entities(report()))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2031-03-06T07:30:00+01:00", "2031-03-06T06:30:00"),
        ("2031-03-06T07:30", "2031-03-06"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01"),
        ("2031-03", "2031-03"),
    ],
)
def test_dates_are_in_utc_or_without_a_time(value: str, shown: str) -> None:
    (article,) = of(changed(report(), published=Dated(value=value, basis="input")), "Article")
    assert article["publishedAt"] == [shown]
    assert DATE.fullmatch(shown)


@installed
def test_the_languages_are_those_that_it_knows() -> None:
    read = (resources.files("onrecord.export") / "languages.tsv").read_text(encoding="utf-8")
    codes = [line.split("\t") for line in read.splitlines() if not line.startswith("#")]
    assert {written for _, written in codes} <= languages()
    assert len(languages()) > 50


@pytest.mark.parametrize(
    ("given", "shown"), [("en", ["eng"]), ("de-AT", ["deu"]), ("fra", ["fra"]), ("xx", None), (None, None)]
)
def test_a_language_is_told_where_it_is_known(given: str | None, shown: list[str] | None) -> None:
    (article,) = of(changed(report(), language=given), "Article")
    assert article.get("language") == shown


def test_words_too_long_for_a_property_are_left_out() -> None:
    (article,) = of(changed(report(), title="x" * 2000, url="https://x.example/" + "y" * 5000), "Article")
    assert "title" not in article
    assert "sourceUrl" not in article


def test_all_samples_have_an_article() -> None:
    assert [each["id"] for each in objects(written("followthemoney")) if each["schema"] == "Article"] == [
        each.sighting for each in samples()
    ]
