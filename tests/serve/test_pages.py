"""Every page: as a person sees it, and as a program is given it."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from onrecord import codec
from onrecord.model.phrases import facts_of
from onrecord.record import Record
from tests.serve.conftest import Client, sighting

LISTS = ("/search?words=river", "/new", "/speaker?name=Rosa+Denholm")


def ending(path: str, form: str) -> str:
    name, mark, query = path.partition("?")
    return f"{name}.{form}{mark}{query}"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_in_every_form(client: Client, path: str) -> None:
    whole = client.get(ending(path, "json")).json()
    assert whole["ok"] is True
    assert whole["rows"]
    lines = [json.loads(line) for line in client.get(ending(path, "jsonl")).text.splitlines()]
    assert lines == whole["rows"]
    table = list(csv.reader(io.StringIO(client.get(ending(path, "csv")).text)))
    assert len(table) == len(lines) + 1
    assert {len(row) for row in table} == {len(table[0])}
    page = client.get(path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for form in ("json", "csv", "jsonl"):
        assert ending(path, form).replace("+", "%20").replace("&", "&amp;") in page.text


@pytest.mark.parametrize("path", ["/search?kind=event", "/new"])
def test_a_list_is_gone_through_by_its_cursor(client: Client, path: str) -> None:
    between = "&" if "?" in path else "?"
    whole = client.get(ending(path, "json") + f"{between}limit=500").json()["rows"]
    found, after, steps = [], "", 0
    while after is not None and steps < 200:
        more = f"{between}limit=3" + (f"&after={after}" if after else "")
        part = client.get(ending(path, "json") + more).json()
        assert len(part["rows"]) <= 3
        found += part["rows"]
        after, steps = part["next"], steps + 1
    strip = [{name: value for name, value in row.items() if name != "cursor"} for row in found]
    assert strip == [{name: value for name, value in row.items() if name != "cursor"} for row in whole]


def test_what_a_browser_has_is_not_sent_again(client: Client) -> None:
    for path in ("/search.json?words=river", "/", "/static/room.css"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search.json?colour=red", "'colour' is no parameter of this page"),
        ("/search.json?kind=rumour", "kind"),
        ("/search.json?limit=0", "limit"),
        ("/search.json?published=31", "no range of dates"),
        ("/search.json?words=OR", "OR stands between two words"),
        ("/search.json?who=---", "is no name"),
        ("/search.json?kind=event&kind=figure", "given twice"),
        ("/search.json?after=nonsense", "cursor"),
        ("/new.json?since=yesterday", "is no day"),
        ("/new.json?after=nonsense", "is no cursor"),
    ],
)
def test_what_is_asked_wrongly_is_refused_and_told(client: Client, path: str, told: str) -> None:
    refused = client.get(path)
    assert refused.status_code == 400
    assert refused.json()["ok"] is False
    assert refused.json()["status"] == 400
    assert told in refused.json()["error"]
    page = client.get(path.replace(".json", ""), headers={"accept": "text/html"})
    assert page.status_code == 400
    assert "<h1>Bad Request</h1>" in page.text


@pytest.mark.parametrize(
    "path", ["/report/r_none.json", "/fact/f_none.json", "/report.json?what=none", "/nowhere.json"]
)
def test_what_is_not_on_the_record_is_not_found(client: Client, path: str) -> None:
    refused = client.get(path)
    assert (refused.status_code, refused.json()["ok"]) == (404, False)


def test_fields_that_a_form_left_empty_leave_the_address(client: Client) -> None:
    gone = client.get("/search?words=river&kind=&who=&confidence=", follow_redirects=False)
    assert gone.headers["location"] == "/search?words=river"


def test_facets_lead_to_the_same_search_with_one_more_filter(client: Client) -> None:
    page = client.get("/search?words=river").text
    assert 'href="/search?words=river&amp;who=Rosa%20Denholm"' in page
    narrowed = client.get("/search.json?words=river&who=Rosa%20Denholm").json()["rows"]
    assert {row["names"][row["fact"]["speaker"]] for row in narrowed if row["kind"] == "statement"} == {"Rosa Denholm"}


def test_a_report_is_given_as_it_was_sealed(client: Client, record: Record) -> None:
    name = sighting(record, "flood")
    line = client.get(f"/report/{name}.jsonl").content
    assert codec.is_sealed(codec.decode(line))
    assert client.get(f"/report/{name}.json").json()["rows"] == [json.loads(line)]


def test_a_report_shows_its_text_with_its_facts_and_their_sources(client: Client, record: Record) -> None:
    name = sighting(record, "flood")
    report = record.show(name).report
    page = client.get(f"/report/{name}").text
    events = {event.id for event in report.events}
    for fact in (one for one in facts_of(report) if one.id not in events):
        assert f'id="{fact.id}"' in page
        assert f'href="#n-{fact.id}"' in page
        assert page.count(f'id="n-{fact.id}"') == 1
    assert "Rosa Denholm</bdi>" in page
    assert 'class="shelf caption"' in page
    assert 'class="shelf promo"' in page


def test_a_fact_leads_to_its_place_and_tells_all_that_is_known(client: Client, record: Record) -> None:
    name = sighting(record, "flood")
    fact = record.show(name).report.figures[2]
    gone = client.get(f"/report/{fact.id}", follow_redirects=False)
    assert (gone.status_code, gone.headers["location"]) == (303, f"/report/{name}#{fact.id}")
    page = client.get(f"/fact/{fact.id}").text
    assert f"<mark>{fact.span.exact}</mark>" in page
    assert client.get(f"/fact/{fact.id}.json").json()["rows"][0]["fact"]["id"] == fact.id


def test_a_report_is_found_by_its_key(client: Client, record: Record) -> None:
    name = sighting(record, "flood")
    key = record.show(name).report.key
    gone = client.get("/report", params={"what": key}, follow_redirects=False)
    assert gone.headers["location"] == f"/report/{name}"


def test_the_feed_lists_what_came(client: Client) -> None:
    feed = client.get("/new.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    names = {"a": "http://www.w3.org/2005/Atom"}
    tree = ElementTree.fromstring(feed.text)
    assert len(tree.findall("a:entry", names)) == len(client.get("/new.json").json()["rows"])
    assert all(entry.find("a:id", names) is not None for entry in tree.findall("a:entry", names))
    assert ElementTree.fromstring(client.get("/new.atom?since=9999-01-01").text).findall("a:entry", names) == []


def test_a_speaker_has_what_he_said_what_he_denied_and_what_others_say(client: Client) -> None:
    said = client.get("/speaker.json?name=river+authority").json()["rows"]
    denied = client.get("/speaker.json?name=river+authority&side=denied").json()["rows"]
    assert {row["fact"]["polarity"] for row in denied} == {"denied"}
    assert len(denied) <= len(said)
    page = client.get("/speaker?name=river+authority").text
    assert "What others say" in page


def test_the_description_names_every_page(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/search.json", "/search.csv", "/new.atom", "/report/{what}", "/fact/{what}"} <= set(paths)
    assert "GET /search" in client.get("/api").text


def test_the_first_page_is_light(client: Client) -> None:
    import re

    page = client.get("/")
    size = len(page.content) + sum(
        len(client.get(path.replace("&amp;", "&")).content)
        for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    )
    assert size < 100_000
