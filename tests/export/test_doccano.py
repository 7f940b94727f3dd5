"""doccano: code units, ids of its own, relations, and the older form without them."""

from __future__ import annotations

import json

from onrecord import export
from onrecord.model import Failure, Judgement, Report
from tests.export.samples import lookup, objects, samples, written
from tests.export.tools import Doccano
from tests.synthetic import report

WHO = {"by": "Bo Lind", "at": "2031-05-02T10:30:00Z"}


def came_back(lines: bytes, *reports: Report) -> list[Judgement | Failure]:
    found = export.judgements("doccano", lines.splitlines(), **WHO, lookup=lookup(reports or (report(),)))
    return list(found)


def verdicts(lines: bytes, *reports: Report) -> set[str]:
    return {each.verdict if isinstance(each, Judgement) else str(each) for each in came_back(lines, *reports)}


def test_offsets_count_code_units() -> None:
    emoji = samples()[1]
    (document,) = objects(written("doccano", emoji))
    units = emoji.text.encode("utf-16-le")
    found = {
        units[2 * each["start_offset"] : 2 * each["end_offset"]].decode("utf-16-le") for each in document["entities"]
    }
    assert "At least 12 people" in found
    assert "The 👩‍🚒 crews never stopped" in found


def test_an_offset_inside_an_emoji_is_told() -> None:
    emoji = samples()[1]
    file = Doccano(written("doccano", emoji))
    file.spans(0)[0]["end_offset"] = 1
    (failure,) = came_back(file.file(), emoji)
    assert "is no stretch" in str(failure)


def test_a_label_stands_once_in_a_place() -> None:
    for document in objects(written("doccano")):
        places = [(each["label"], each["start_offset"], each["end_offset"]) for each in document["entities"]]
        assert len(set(places)) == len(places)
        ids = {each["id"] for each in document["entities"]}
        assert {each[end] for each in document["relations"] for end in ("from_id", "to_id")} <= ids


def test_the_form_without_relations_is_read() -> None:
    lines = b""
    for document in objects(written("doccano")):
        triples = [[each["start_offset"], each["end_offset"], each["label"]] for each in document.pop("entities")]
        del document["relations"]
        lines += json.dumps(document | {"label": sorted(triples)}, ensure_ascii=False).encode() + b"\n"
    assert verdicts(lines, *samples()) == {"accepted"}


def test_a_document_without_any_labels_field_is_told() -> None:
    (document,) = objects(written("doccano", report()))
    del document["entities"]
    (failure,) = came_back(json.dumps(document).encode())
    assert "neither entities nor labels" in str(failure)


def test_a_new_span_that_is_linked_with_a_fact_belongs_to_it() -> None:
    file = Doccano(written("doccano", report()))
    head, new = file.find(0, "trigger", "closed")["id"], file.add(0, "agent", "Nobody")
    file.documents[0]["relations"].append({"id": 9, "from_id": head, "to_id": new, "type": "agent"})
    (changed,) = [each for each in came_back(file.file()) if isinstance(each, Judgement) and each.verdict != "accepted"]
    assert (changed.verdict, changed.fact) == ("corrected", report().events[0].id)
    assert [each.span.exact for each in changed.spans if each.label == "agent"] == ["Nobody"]


def test_a_new_span_between_two_that_vanished_is_an_addition() -> None:
    file = Doccano(written("doccano", report()))
    file.remove(0, "content", "The bridge was closed")
    file.remove(0, "content", "Nobody warned us")
    file.add(0, "content", 'closed," she told the Courier. "Nobody')
    found = {each.verdict for each in came_back(file.file()) if isinstance(each, Judgement)}
    assert found == {"accepted", "rejected", "added"}, "which of the two it was is not guessed"


def test_a_new_span_that_is_linked_with_two_facts_is_an_addition() -> None:
    file = Doccano(written("doccano", report()))
    heads = [
        file.find(0, "content", "The bridge was closed")["id"],
        file.find(0, "content", "At least 19 people were killed in Oranto on Tuesday")["id"],
    ]
    new = file.add(0, "cue", "Rescued")
    for number, head in enumerate(heads):
        file.documents[0]["relations"].append({"id": 90 + number, "from_id": head, "to_id": new, "type": "cue"})
    found = [each for each in came_back(file.file()) if isinstance(each, Judgement) and each.verdict != "accepted"]
    assert [(each.verdict, each.fact) for each in found] == [("added", None)]
