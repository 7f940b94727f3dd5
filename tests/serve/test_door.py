"""Who comes in, and what every answer forbids a browser to do."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.serve import Room
from onrecord.serve.room import hosts
from tests.serve.conftest import HOST, Client, asked

TOKEN = "a-token-that-is-long-enough"


def test_a_name_that_is_not_the_rooms_is_not_answered(client: Client) -> None:
    refused = client.get("/new.json", headers={"host": "evil.test"})
    assert (refused.status_code, refused.json()) == (
        421,
        {"ok": False, "error": "this room is not evil.test", "status": 421},
    )
    assert client.get("/", headers={"host": "evil.test"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/search", "/new.json", "/nowhere", "/search?nothing=1", "/static/room.css"])
def test_every_answer_forbids_what_is_not_of_the_room(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_script_and_no_style_of_their_own(client: Client) -> None:
    for path in ("/", "/search", "/new", "/api"):
        page = client.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="/static/')
        assert "javascript:" not in page
        assert "//cdn" not in page


def test_without_the_token_nothing_is_shown(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}), token=TOKEN)) as client:
        assert client.get("/").status_code == 401
        assert "Token" in client.get("/", headers={"accept": "text/html"}).text
        refused = client.get("/search.json")
        assert (refused.status_code, refused.json()["status"], refused.headers["www-authenticate"]) == (
            401,
            401,
            "Bearer",
        )
        assert client.get("/?token=wrong-wrong-wrong").status_code == 401
        assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/static/room.css").status_code == 200


def test_with_the_token_one_comes_in_and_it_leaves_the_address(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}), token=TOKEN)) as client:
        assert client.get("/new.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        first = client.get(f"/search?words=river&token={TOKEN}", follow_redirects=False)
        assert (first.status_code, first.headers["location"]) == (303, "/search?words=river")
        assert TOKEN not in first.headers["set-cookie"]
        assert "HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
        assert client.get("/search?words=river").status_code == 200


def test_the_token_may_be_written_into_the_page(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}), token=TOKEN)) as client:
        assert client.post("/enter", data={"token": "wrong"}).status_code == 401
        assert client.post("/enter", data={"token": TOKEN}, follow_redirects=False).status_code == 303
        assert client.get("/").status_code == 200


def test_the_way_on_never_leaves_the_room(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}), token=TOKEN)) as client:
        first = client.get(f"//evil.test/x?token={TOKEN}", follow_redirects=False)
        assert not first.headers.get("location", "").startswith("//")


def test_a_short_token_is_refused(record: Record) -> None:
    with pytest.raises(InputError, match="too short"):
        Room(record=record, hosts=frozenset({HOST}), token="short")


def test_a_room_is_come_to_by_the_names_of_its_address() -> None:
    assert hosts("127.0.0.1", 8031) == {"localhost:8031", "127.0.0.1:8031", "[::1]:8031"}
    assert hosts("10.1.2.3", 80) == {"10.1.2.3:80", "10.1.2.3"}
    assert "localhost:8031" in hosts("0.0.0.0", 8031)
