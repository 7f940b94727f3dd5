"""Incidents in the room: listed, shown with what binds them, taken apart and put together again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record, open_record
from onrecord.serve import Room
from tests.serve.conftest import HOST, Client, asked

FIRE = "{} people were killed in the fire in a textile mill in Varenna on Sunday, {} said.\n\n{}"
TOLD = (
    ("a", "2031-05-05", "Varenna Post", ("Six", "firefighters", "Bo Linde, who owns the mill, denied that it burned.")),
    ("b", "2031-05-06", "Tolmo Courier", ("Nine", "firefighters", "Bo Linde owns the textile mill.")),
    ("c", "2031-05-08", "Hill Radio", ("Eleven", "the fire service of Varenna", "Bo Linde left the mill.")),
)
HARVEST = "Harvest begins near Tolmo\n\nFarmers near Tolmo began the harvest on Monday, Ida Fenn said."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Three reports on one fire, and one on a harvest."""
    lines = [
        {"id": name, "published": day, "outlet": outlet, "text": "Fire in Varenna\n\n" + FIRE.format(*words)}
        for name, day, outlet, words in TOLD
    ]
    lines.append({"id": "d", "published": "2031-05-08", "outlet": "Tolmo Courier", "text": HARVEST})
    (tmp_path / "fire.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    with open_record(tmp_path / "fire.db") as opened:
        opened.add([tmp_path / "fire.jsonl"])
        yield opened


@pytest.fixture
def client(record: Record) -> Iterator[Client]:
    """Whoever judges."""
    with asked(Room(record=record, hosts=frozenset({HOST}), review=True, by="Ana Ruiz")) as opened:
        yield opened


def of(record: Record) -> dict[str, str]:
    """The sightings by key."""
    return {(one.seen.key or "")[-1]: one.seen.sighting for one in record.arrivals()}


def told(client: Client, what: str) -> list[str]:
    """The last letters of the keys of the reports of an incident."""
    (row,) = client.get(f"/incident/{what}.json").json()["rows"]
    return [str(one["key"])[-1] for one in row["reports"]]


def say(client: Client, report: str, verdict: str, others: str = "") -> int:
    page = client.get("/").text
    found = re.search(r'<meta name="csrf" content="([0-9a-f]+)">', page)
    assert found
    given = {"report": report, "verdict": verdict, "others": others, "csrf": found[1]}
    answer = client.post("/ties", data=given, headers={"accept": "text/html"}, follow_redirects=False)
    assert answer.headers.get("location", f"/incident/{report}") == f"/incident/{report}"
    return answer.status_code


def test_incidents_are_listed_in_every_form(client: Client, record: Record) -> None:
    (row,) = client.get("/incidents.json").json()["rows"]
    assert (row["reports"], row["first"], row["last"]) == (3, "2031-05-05", "2031-05-08")
    assert row["outlets"] == ["Varenna Post", "Tolmo Courier", "Hill Radio"]
    assert f'href="/incident/{of(record)["c"]}"' in client.get("/incidents").text
    assert client.get("/incidents.csv").text.count("\n") == 2
    assert json.loads(client.get("/incidents.jsonl").text) == row
    assert client.get("/incidents.json?published=2030").json()["rows"] == []
    assert client.get("/incidents.json?after=x").status_code == 400


def test_an_incident_tells_its_reports_their_facts_and_why(client: Client, record: Record) -> None:
    names = of(record)
    (row,) = client.get("/incidents.json").json()["rows"]
    page = client.get(f"/incident/{row['id']}").text
    assert page == client.get(f"/incident/{names['b']}").text.replace(names["b"] + ".", row["id"] + ".")
    for words in (">6<", ">9<", ">11<", "firefighters", "updates", "kill", "Why they are together", "people: Bo Linde"):
        assert words in page, words
    assert not re.search(r"\(s_[0-9a-f]+\)", page), "reports are told by their letters"
    (whole,) = client.get(f"/incident/{names['a']}.json").json()["rows"]
    assert {bond["bond"] for bond in whole["bonds"]} == {"incident"}
    assert len(whole["figures"]) >= 2
    assert client.get(f"/incident/{names['a']}.csv").text.count("\n") == 4
    assert told(client, names["d"]) == ["d"]


def test_a_report_is_split_off_and_put_back_and_both_are_kept(client: Client, record: Record) -> None:
    names = of(record)
    assert told(client, names["a"]) == ["a", "b", "c"]
    assert say(client, names["b"], "split") == 303
    assert told(client, names["a"]) == ["a", "c"]
    page = client.get(f"/incident/{names['b']}").text
    assert page.count("are of two incidents") == 2
    for other in ("a", "c"):
        assert say(client, names["b"], "open", names[other]) == 303
    assert told(client, names["a"]) == ["a", "b", "c"]
    assert [tie.verdict for tie in record.store.ties()] == ["different", "different", "open", "open"]
    assert "undo" not in client.get(f"/incident/{names['b']}").text, "there is nothing left to take back"


def test_a_report_is_put_to_another_and_that_is_taken_back(client: Client, record: Record) -> None:
    names = of(record)
    assert say(client, names["a"], "same", names["d"]) == 303
    assert sorted(told(client, names["d"])) == ["a", "b", "c", "d"]
    assert 'aria-label="Undo what Ana Ruiz said"' in client.get(f"/incident/{names['d']}").text
    assert say(client, names["a"], "open", names["d"]) == 303
    assert told(client, names["d"]) == ["d"]
    assert list(record.proofs()) == []


def test_what_is_no_incident_is_not_found(client: Client) -> None:
    assert client.get("/incident/i_none.json").status_code == 404
    assert client.get("/incident/s_none.json").status_code == 404


def test_a_room_for_reading_shows_nothing_to_judge_by(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}))) as client:
        page = client.get(f"/incident/{of(record)['a']}").text
    assert 'method="post"' not in page
