"""A text that is sent, read and not kept; with limits of size and time."""

from __future__ import annotations

from typing import cast

from litestar import Litestar
from litestar.testing import TestClient

from onrecord import codec, read_text
from onrecord.record import Record
from onrecord.serve import Room, application
from onrecord.serve.reader import LARGEST
from tests.serve.conftest import HOST, Client, asked

TEXT = 'At least 19 people were killed in Oranto, the mayor, Ana Ruiz, said. "The bridge <b>closed</b>," she said.'


def test_a_text_is_read_as_the_command_reads_it_and_not_kept(client: Client, record: Record) -> None:
    before = [one.cursor for one in record.arrivals()]
    expected = codec.encode(read_text(TEXT, published="2031-05-02"))
    plain = client.post("/read?published=2031-05-02", content=TEXT, headers={"content-type": "text/plain"})
    assert plain.content == expected + b"\n"
    told = client.post("/read", json={"text": TEXT, "published": "2031-05-02"}, headers={"accept": "application/json"})
    assert told.content == expected + b"\n"
    page = client.post("/read", data={"text": TEXT, "published": "2031-05-02"}, headers={"accept": "text/html"})
    assert "&lt;b&gt;closed&lt;/b&gt;" in page.text
    assert "<b>" not in page.text
    assert "/fact/" not in page.text
    assert [one.cursor for one in record.arrivals()] == before
    assert "Read it" in client.get("/read").text


def test_what_cannot_be_read_is_refused(client: Client) -> None:
    plain = {"content-type": "text/plain"}
    assert client.post("/read", content=b"", headers=plain).status_code == 400
    assert client.post("/read", content=b"\xff\xfe", headers=plain).status_code == 400
    assert client.post("/read", content=b"x" * (LARGEST + 1), headers=plain).status_code == 413
    assert client.post("/read?published=soon", content=TEXT, headers=plain).status_code == 400
    assert client.post("/read?colour=red", content=TEXT, headers=plain).status_code == 400
    for wrong in ([1], {"text": 1}, {"text": "x", "more": "y"}, {}):
        assert client.post("/read", json=wrong).status_code == 400
    assert client.post("/read", content=b"{", headers={"content-type": "application/json"}).status_code == 400
    assert client.post("/read", content=TEXT, headers=plain | {"origin": "http://evil.test"}).status_code == 403


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_read(record: Record) -> None:
    door = application(Room(record=record, hosts=frozenset({HOST})))
    with TestClient(door, base_url=f"http://{HOST}") as client:
        reader = cast(Litestar, door.inside).state.reader
        reader.seconds = 0.01
        given_up = client.post(
            "/read", content=TEXT, headers={"content-type": "text/plain", "accept": "application/json"}
        )
        assert (given_up.status_code, given_up.json()["ok"]) == (503, False)
        assert "not read within" in given_up.json()["error"]
        reader.seconds = 60.0
        assert client.post("/read", content=TEXT, headers={"content-type": "text/plain"}).status_code == 200


def test_a_room_may_not_read_texts(record: Record) -> None:
    with asked(Room(record=record, hosts=frozenset({HOST}), reads=False)) as client:
        assert client.post("/read", content=TEXT).status_code == 403
        assert 'href="/read"' not in client.get("/").text
