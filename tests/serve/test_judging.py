"""What people say of facts: kept with who and when, taken back, and never without the sign of the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from litestar.testing import TestClient

from onrecord.record import Record, open_record
from onrecord.record.judging import marks_left
from onrecord.serve import Room
from onrecord.serve.app import application
from tests.serve.conftest import HOST, Client, asked, sighting

HTML = {"accept": "text/html"}


@pytest.fixture
def own(examples: Path, tmp_path: Path) -> Iterator[Record]:
    """A record of the examples that may be written to."""
    shutil.copy(examples, tmp_path / "own.db")
    with open_record(tmp_path / "own.db") as opened:
        yield opened


@pytest.fixture
def client(own: Record) -> Iterator[Client]:
    """Whoever judges."""
    with asked(Room(record=own, hosts=frozenset({HOST}), review=True)) as opened:
        yield opened


def sign(client: Client) -> str:
    found = re.search(r'<meta name="csrf" content="([0-9a-f]+)">', client.get("/").text)
    assert found
    return found[1]


def figure(own: Record) -> str:
    return own.show(sighting(own, "flood")).report.figures[2].id


def say(client: Client, fact: str, verdict: str, **fields: str) -> int:
    given = {"fact": fact, "verdict": verdict, "by": "Ana Ruiz", "csrf": sign(client), **fields}
    return client.post("/judgements", data=given, headers={"accept": "application/json"}).status_code


def test_a_fact_is_accepted_and_that_taken_back_and_both_are_kept(client: Client, own: Record) -> None:
    fact = figure(own)
    before = own.show(fact).report
    assert say(client, fact, "accepted") == 200
    assert "accepted by Ana Ruiz" in client.get(f"/report/{before.sighting}").text
    assert say(client, fact, "withdrawn") == 200
    assert "accepted by Ana Ruiz" not in client.get(f"/report/{before.sighting}").text
    assert [one.verdict for one in own.judgements(fact)] == ["accepted", "withdrawn"]
    assert say(client, fact, "withdrawn") == 400, "there is nothing left to take back"
    assert say(client, fact, "accepted") == 200
    assert "accepted by Ana Ruiz" in client.get(f"/report/{before.sighting}").text
    assert own.show(fact).report == before, "the machine's layer is as it was"
    assert list(own.proofs()) == []


def test_values_are_corrected_within_what_they_may_be(client: Client, own: Record) -> None:
    fact = figure(own)
    assert say(client, fact, "corrected", field="outcome", value="injured") == 200
    assert say(client, fact, "corrected", field="value", value="32") == 200
    assert say(client, fact, "corrected", field="unit", value="") == 200
    assert say(client, fact, "corrected", field="outcome", value="sad") == 400
    assert say(client, fact, "corrected", field="value", value="many") == 400
    assert say(client, fact, "corrected", field="id", value="f_other") == 400
    assert say(client, fact, "corrected", field="scope", value="") == 400
    assert [dict(one.values) for one in own.judgements(fact)] == [
        {"outcome": "injured"},
        {"outcome": "injured", "value": "32"},
        {"outcome": "injured", "unit": None, "value": "32"},
    ], "a correction begins with what the last one left"
    assert say(client, fact, "withdrawn") == 200
    assert say(client, fact, "corrected", field="bound", value="about") == 200
    assert dict(own.judgements(fact)[-1].values) == {"bound": "about", "outcome": "injured", "value": "32"}


def test_the_words_of_a_fact_are_moved_and_that_is_taken_back(client: Client, own: Record) -> None:
    report = own.show(sighting(own, "flood")).report
    fact = next(one for one in report.figures if one.span != one.number)
    before = marks_left(report, fact.id, ())
    at = next(number for number, each in enumerate(before) if each.label == "figure")
    words = report.text[fact.span.start - 4 : fact.span.end].strip()
    assert say(client, fact.id, "corrected", mark=str(at), words=words) == 200
    (made,) = own.judgements(fact.id)
    (moved,) = [each for each in made.spans if each not in before]
    assert (moved.label, moved.span.exact) == ("figure", words)
    assert report.text[moved.span.start : moved.span.end] == words
    assert f'<q dir="auto">{escape(words)}</q>' in client.get(f"/fact/{fact.id}").text
    assert say(client, fact.id, "corrected", field="outcome", value="injured") == 200
    assert own.judgements(fact.id)[-1].spans == made.spans, "the words stay where they were moved to"
    for _ in range(2):
        assert say(client, fact.id, "withdrawn") == 200
    assert marks_left(report, fact.id, own.judgements(fact.id)) == before
    assert list(own.proofs()) == []


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"mark": "0", "words": "no words of this report"}, "corrected"),
        ({"mark": "99", "words": "The"}, "corrected"),
        ({"mark": "-1", "words": "The"}, "corrected"),
        ({"mark": "²", "words": "The"}, "corrected"),
        ({"mark": "0", "words": "x" * 2_001}, "corrected"),
        ({"mark": "0", "words": "The"}, "accepted"),
    ],
)
def test_words_that_cannot_be_a_facts_are_refused(
    client: Client, own: Record, fields: dict[str, str], verdict: str
) -> None:
    assert say(client, figure(own), verdict, **fields) == 400
    assert own.judgements() == []


def test_a_fact_keeps_some_words(client: Client, own: Record) -> None:
    report = own.show(sighting(own, "flood")).report
    fact = next(one for one in report.statements if len(one.content) == 1 and one.cue)
    labels = [each.label for each in marks_left(report, fact.id, ())]
    assert say(client, fact.id, "corrected", mark=str(labels.index("content")), words="") == 400
    assert say(client, fact.id, "corrected", mark=str(labels.index("cue")), words="") == 200
    assert "cue" not in [each.label for each in own.judgements(fact.id)[-1].spans]


def test_notes_and_tags_stand_beside_a_ruling(client: Client, own: Record) -> None:
    fact = figure(own)
    assert say(client, fact, "rejected") == 200
    assert say(client, fact, "noted", note="The <council> says otherwise.") == 200
    assert say(client, fact, "tagged", tag="airwars:grading=fair") == 200
    assert say(client, fact, "tagged", tag="fair") == 400
    assert say(client, fact, "noted", note="  ") == 400
    page = client.get(f"/fact/{fact}").text
    assert "The &lt;council&gt; says otherwise." in page
    assert "airwars:grading=fair" in page
    rows = client.get("/reviews.json").json()["rows"]
    assert [row["verdict"] for row in rows] == ["tagged", "noted", "rejected"]
    assert client.get("/reviews.csv").text.count("\n") == 4


def test_how_many_are_right_is_counted_from_the_last_ruling_of_each(client: Client, own: Record) -> None:
    report = own.show(sighting(own, "flood")).report
    for fact, verdict in zip(report.figures, ("accepted", "accepted", "rejected", "corrected"), strict=False):
        more = {"field": "outcome", "value": "injured"} if verdict == "corrected" else {}
        assert say(client, fact.id, verdict, **more) == 200
    assert say(client, report.figures[0].id, "rejected") == 200
    page = client.get("/reviews").text
    assert "<td>1</td><td>1</td><td>2</td><td>25%</td>" in page


def test_without_the_sign_of_the_page_nothing_is_written(client: Client, own: Record) -> None:
    fact = figure(own)
    given = {"fact": fact, "verdict": "accepted", "by": "Ana Ruiz"}
    assert client.post("/judgements", data=given).status_code == 403
    assert client.post("/judgements", data=given | {"csrf": "0" * 64}).status_code == 403
    good = given | {"csrf": sign(client)}
    for headers in ({"origin": "http://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/judgements", data=good, headers=headers).status_code == 403
    client.cookies.clear()
    assert client.post("/judgements", data=good).status_code == 403
    assert own.judgements() == []


def test_a_form_that_one_process_drew_is_taken_by_another(own: Record) -> None:
    room, key, fact = Room(record=own, hosts=frozenset({HOST}), review=True), b"k" * 32, figure(own)
    answers = []
    for others in (key, b"another" * 4):
        with (
            TestClient(application(room, key), base_url=f"http://{HOST}") as one,
            TestClient(application(room, others), base_url=f"http://{HOST}") as other,
        ):
            given = {"fact": fact, "verdict": "accepted", "by": "Ana Ruiz", "csrf": sign(one)}
            other.cookies = one.cookies
            answers.append(other.post("/judgements", data=given).status_code)
    assert answers == [200, 403]


def test_a_room_for_reading_takes_nothing(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}))) as client:
        refused = client.post("/judgements", data={"fact": "f_1", "verdict": "accepted"})
        assert refused.status_code == 403
        assert client.post("/reviewer", data={"by": "Ana"}).status_code == 403
        assert "csrf" not in client.get("/").text


def test_the_browser_keeps_who_judges(client: Client, own: Record) -> None:
    assert (
        client.post("/reviewer", data={"by": "Zoë Ærø", "csrf": sign(client)}, follow_redirects=False).status_code
        == 303
    )
    assert "Zoë Ærø" in client.get("/").text
    fact = figure(own)
    given = {"fact": fact, "verdict": "accepted", "csrf": sign(client)}
    gone = client.post("/judgements", data=given, headers=HTML, follow_redirects=False)
    assert (gone.status_code, gone.headers["location"]) == (303, f"/fact/{fact}")
    assert [one.by for one in own.judgements(fact)] == ["Zoë Ærø"]


def test_a_key_brings_back_the_note_alone(client: Client, own: Record) -> None:
    fact = figure(own)
    given = {"fact": fact, "verdict": "rejected", "by": "Ana Ruiz", "sighting": own.show(fact).seen.sighting}
    headers = {"hx-request": "true", "x-csrf-token": sign(client)}
    part = client.post("/judgements", data=given, headers=headers).text.strip()
    assert part.startswith('<li class="note figure')
    assert "rejected by Ana Ruiz" in part


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"fact": "f_none"}, 404),
        ({"verdict": "added"}, 400),
        ({"verdict": ""}, 400),
        ({"by": "\u202e"}, 400),
        ({"x": "1"}, 400),
    ],
)
def test_what_cannot_be_said_is_refused(client: Client, own: Record, fields: dict[str, str], status: int) -> None:
    assert say(client, **({"fact": figure(own), "verdict": "accepted"} | fields)) == status
    assert own.judgements() == []


def test_reports_are_held_apart_and_put_together_again(client: Client, own: Record) -> None:
    one, other = sighting(own, "flood"), sighting(own, "talks")
    given = {"report": one, "others": other, "verdict": "same", "by": "Ana Ruiz", "csrf": sign(client)}
    assert client.post("/ties", data=given, headers=HTML, follow_redirects=False).status_code == 303
    assert client.get(f"/compare?incident={one}").text.count('<span class="letter">') >= 2
    assert f"/compare?incident={one}" in client.get(f"/report/{one}").text
    split = client.post(
        "/ties", data=given | {"verdict": "split", "others": ""}, headers={"accept": "application/json"}
    )
    assert split.json()["rows"][0]["verdict"] == "different"
    assert f"/compare?incident={one}" not in client.get(f"/report/{one}").text
    assert list(own.proofs()) == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"csrf": ""}, 403),
        ({"verdict": "maybe"}, 400),
        ({"others": ""}, 400),
        ({"report": "s_none"}, 404),
        ({"x": "1"}, 400),
    ],
)
def test_what_cannot_be_said_of_reports_is_refused(
    client: Client, own: Record, fields: dict[str, str], status: int
) -> None:
    given = {"report": sighting(own, "flood"), "others": sighting(own, "talks"), "verdict": "same", "by": "Ana"}
    assert client.post("/ties", data=given | {"csrf": sign(client)} | fields).status_code == status
    assert own.store.ties() == []
