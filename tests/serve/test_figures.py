"""Figures through reports, and reports side by side."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record, open_record
from onrecord.serve import Room
from tests.serve.conftest import HOST, Client, asked

FIRE = (
    (
        "a",
        "2031-05-05",
        "Oranto Courier",
        "At least six people were killed in a fire at the Hotel Meridian in Oranto on Sunday, firefighters said.",
    ),
    (
        "b",
        "2031-05-06",
        "Varenna Times",
        "Nine people were killed in the fire at the Hotel Meridian in Oranto on Sunday, firefighters said on Tuesday.",
    ),
    (
        "c",
        "2031-05-08",
        "The Lorn Post",
        "Eleven people were killed in the fire at the Hotel Meridian in Oranto on Sunday, "
        "the interior ministry said on Thursday.",
    ),
)


@pytest.fixture(scope="module")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three reports on one fire."""
    folder = tmp_path_factory.mktemp("fire")
    lines = [
        json.dumps(
            {"id": name, "published": day, "outlet": outlet, "text": f"Fire at the Hotel Meridian in Oranto\n\n{text}"}
        )
        for name, day, outlet, text in FIRE
    ]
    (folder / "fire.jsonl").write_text("\n".join(lines) + "\n")
    with open_record(folder / "fire.db") as record:
        record.add([folder / "fire.jsonl"])
    return folder / "fire.db"


@pytest.fixture
def record(fire: Path) -> Iterator[Record]:
    """It, open."""
    with open_record(fire, create=False, write=False) as opened:
        yield opened


@pytest.fixture
def client(record: Record) -> Iterator[Client]:
    """Whoever asks."""
    with asked(Room(record=record, hosts=frozenset({HOST}))) as opened:
        yield opened


def test_a_figure_is_followed_by_source_and_each_number_leads_to_its_fact(client: Client) -> None:
    lines = client.get("/figures.json?outcome=killed").json()["rows"]
    found = {line["source"]: [point["value"] or point["low"] for point in line["points"]] for line in lines}
    assert found == {"firefighters": [6, 9], "interior ministry": [11]}
    page = client.get("/figures?outcome=killed").text
    for line in lines:
        for point in line["points"]:
            assert f'href="/fact/{point["fact"]}"' in page
    table = list(csv.DictReader(io.StringIO(client.get("/figures.csv?outcome=killed").text)))
    assert [row["source"] for row in table] == ["firefighters", "firefighters", "interior ministry"]


def test_a_figure_is_narrowed_by_source_and_scope(client: Client) -> None:
    only = client.get("/figures.json?outcome=killed&source=interior+ministry").json()["rows"]
    assert [line["source"] for line in only] == ["interior ministry"]
    assert client.get("/figures.json?outcome=killed&scope=change").json()["rows"] == []
    assert client.get("/figures.json?outcome=injured").json()["rows"] == []
    assert 'href="/figures?outcome=killed"' in client.get("/figures").text


def test_the_chart_has_its_data_inside_and_its_points_lead_to_facts_of_the_room(client: Client) -> None:
    chart = client.get("/figures.vl.json?outcome=killed").json()
    rows = [row for panel in chart["vconcat"] for row in panel["data"]["values"]]
    assert [row["value"] for row in rows] == [6, 9, 11]
    assert all(row["link"] == f"/fact/{row['fact']}" for row in rows)
    assert "url" not in json.dumps(chart).replace('"$schema"', "").lower()
    assert 'data-spec="/figures.vl.json?outcome=killed"' in client.get("/figures?outcome=killed").text


@pytest.mark.parametrize(
    "path", ["/figures.json?outcome=sad", "/figures.json?outcome=killed&since=x", "/figures.vl.json"]
)
def test_what_is_no_figure_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_reports_of_an_incident_stand_side_by_side(client: Client, record: Record) -> None:
    names = [one.seen.sighting for one in record.arrivals()]
    page = client.get(f"/compare?reports={','.join(names)}").text
    assert page.count('<th scope="col">') == 4
    for words in ("≥ 6", ">9<", ">11<", "firefighters", "interior ministry"):
        assert words in page
    together = client.get(f"/compare?incident={names[0]}").text
    assert together.count('<th scope="col">') == 4
    assert f'href="/compare?incident={names[0]}"' in client.get(f"/report/{names[0]}").text
    (whole,) = client.get(f"/compare.json?reports={','.join(names)}").json()["rows"]
    assert len(whole["reports"]) == 3
    assert whole["relations"]


def test_what_is_not_there_is_not_compared(client: Client) -> None:
    assert client.get("/compare.json?reports=s_none").status_code == 404
    assert client.get("/compare.json").json() == {"ok": True, "rows": [], "next": None}
    assert "Ids of reports" in client.get("/compare").text
