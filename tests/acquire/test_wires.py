"""What agencies send: ninjs and NewsML-G2, read as reports with what came beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import acquire
from onrecord.model import Acquired, Document, Failure

WORDS = "At least 19 people were killed in Oranto on Thursday, the mayor, Ana Ruiz, said."
ITEM: dict[str, Any] = {
    "uri": "https://wire.example/2031/flood",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2031-05-02T12:00:00Z",
    "firstcreated": "2031-05-02T10:00:00Z",
    "language": "en",
    "headline": "Flood at Oranto",
    "copyrightholder": "Tamm Wire",
    "body_text": WORDS,
}


def read(tmp_path: Path, data: str, name: str) -> list[Acquired]:
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    return list(acquire.acquire([str(path)]))


@pytest.mark.parametrize("name", ["flood.json", "flood.jsonl"])
def test_an_item_of_ninjs_is_a_report(tmp_path: Path, name: str) -> None:
    (found,) = read(tmp_path, json.dumps(ITEM), name)
    assert isinstance(found, Document)
    assert (found.text, found.title, found.outlet, found.language) == (WORDS, "Flood at Oranto", "Tamm Wire", "en")
    assert (found.url, found.key) == (ITEM["uri"], ITEM["uri"])
    assert found.published is not None
    assert found.modified is not None
    assert (found.published.value, found.modified.value) == ("2031-05-02T10:00:00Z", "2031-05-02T12:00:00Z")


def test_a_later_version_of_ninjs_has_its_bodies_in_a_list(tmp_path: Path) -> None:
    later = {
        "uri": "tag:wire.example,2031:flood",
        "pubStatus": "usable",
        "versionCreated": "2031-05-02",
        "headlines": [{"role": "main", "value": "Flood at Oranto"}],
        "bodies": [
            {"contentType": "text/plain", "value": "short"},
            {"contentType": "text/html", "value": f"<p>{WORDS}</p>"},
        ],
        "infosources": [{"name": "Tamm Wire"}],
    }
    (found,) = read(tmp_path, json.dumps(later), "flood.json")
    assert isinstance(found, Document)
    assert (found.payload.decode(), found.media_type) == (f"<p>{WORDS}</p>", "text/html")
    assert (found.title, found.outlet, found.url) == ("Flood at Oranto", "Tamm Wire", None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pubstatus": "canceled"}, "its status is 'canceled'"),
        ({"pubstatus": "withheld"}, "its status is 'withheld'"),
        ({"type": "picture", "body_text": "A man walks."}, "it is an item of type 'picture'"),
        ({"body_text": 7}, "an item of no words"),
        ({"bodies": [7, {"value": 8}, {"value": "x", "contentType": "image/png"}], "body_text": None}, "no words"),
    ],
)
def test_an_item_that_is_no_report_is_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    (found,) = read(tmp_path, json.dumps(ITEM | change), "flood.json")
    assert isinstance(found, Failure)
    assert reason in found.reason


NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:wire.example,2031:flood" version="2" xml:lang="en">
<itemMeta><versionCreated>2031-05-02T12:00:00Z</versionCreated><firstCreated>2031-05-02T10:00:00Z</firstCreated>
<provider><name>Tamm Wire</name></provider><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>Flood at Oranto</headline><language tag="en-GB"/></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>{WORDS}</p></body></html></inlineXML>"""
NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><block><p>{WORDS}</p>
<p>Rain is to go on.</p></block></body.content></body></nitf></inlineXML>"""


def newsml(content: str, status: str = "usable") -> str:
    return NEWSML.format(content=content, status=status)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (XHTML, f"Flood at Oranto\n\n{WORDS}"),
        (NITF, f"{WORDS}\n\nRain is to go on."),
        (f"<inlineData contenttype='text/plain'>{WORDS}</inlineData>", WORDS),
    ],
)
def test_an_item_of_newsml_is_a_report(tmp_path: Path, content: str, text: str) -> None:
    (found,) = read(tmp_path, newsml(content), "flood.xml")
    assert isinstance(found, Document)
    assert found.text.strip() == text
    assert (found.title, found.outlet, found.language) == ("Flood at Oranto", "Tamm Wire", "en-GB")
    assert found.key == "tag:wire.example,2031:flood"
    assert found.published is not None
    assert found.published.value == "2031-05-02T10:00:00Z"


def test_each_paragraph_of_nitf_is_told_once_and_whole(tmp_path: Path) -> None:
    long = "The river rose. " * 2_000
    content = f"<nitf><body><p>{long}</p><ul><li>First: <p>{WORDS}</p> <p>Rain.</p> Last.</li></ul></body></nitf>"
    (found,) = read(tmp_path, newsml(f"<inlineXML>{content}</inlineXML>"), "flood.xml")
    assert isinstance(found, Document)
    assert found.text.split("\n\n") == [long.strip(), "First:", WORDS, "Rain.", "Last."]


def test_a_message_of_many_items_gives_each_its_place(tmp_path: Path) -> None:
    items = [newsml(NITF), newsml(NITF, "canceled"), newsml(""), "<packageItem/>", newsml(XHTML)]
    bare = "".join(item.partition("?>\n")[2] or item for item in items)
    found = read(tmp_path, f"<newsMessage><header/><itemSet>{bare}</itemSet></newsMessage>", "message.xml")
    assert [type(one) for one in found] == [Document, Failure, Failure, Failure, Document]
    assert [one.locator.rpartition(", ")[2] for one in found if isinstance(one, Failure)] == [
        "item 2",
        "item 3",
        "item 4",
    ]


def test_entities_of_a_wire_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Nobody was killed in Oranto.")
    head, _, item = newsml("<inlineData>&x;</inlineData>").partition("\n")
    (found,) = read(tmp_path, f'{head}\n<!DOCTYPE newsItem [<!ENTITY x SYSTEM "{secret}">]>\n{item}', "flood.xml")
    assert isinstance(found, Failure)
    assert "declares entities" in found.reason
