"""`onrecord serve`: what is said before the room opens, and what keeps it from opening."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from onrecord.record import open_record
from onrecord.serve import Room
from tests.cli.conftest import Command


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Room, str, int]]:
    """A record in the folder; the rooms that would have been opened."""
    open_record(tmp_path / "onrecord.db").close()
    rooms: list[tuple[Room, str, int]] = []
    monkeypatch.setattr("onrecord.serve.run", lambda room, *, host, port, **_: rooms.append((room, host, port)))
    return rooms


def test_it_listens_on_this_machine_alone_and_nothing_can_change(
    onrecord: Command, opened: list[tuple[Room, str, int]]
) -> None:
    ran = onrecord("serve", "--port", "18031")
    assert ran.code == 0
    assert ran.out == "The reading room of onrecord.db is open: http://127.0.0.1:18031/\n"
    ((room, host, port),) = opened
    assert (host, port, room.token, room.review) == ("127.0.0.1", 18031, None, False)
    assert room.hosts == {"127.0.0.1:18031", "localhost:18031", "[::1]:18031"}


def test_beyond_this_machine_a_token_is_made_and_told(onrecord: Command, opened: list[tuple[Room, str, int]]) -> None:
    ran = onrecord(
        "serve", "--host", "0.0.0.0", "--port", "18031", "--name", "desk.test", "--review", "--by", "Ana Ruiz"
    )
    ((room, host, _),) = opened
    assert host == "0.0.0.0"
    assert room.token is not None
    assert len(room.token) > 30
    assert f"?token={room.token}" in ran.out
    assert "desk.test:18031" in room.hosts
    assert (room.review, room.by) == (True, "Ana Ruiz")


def test_what_keeps_it_from_opening_is_told(onrecord: Command, opened: list[tuple[Room, str, int]]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = onrecord("serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 1
    assert "give another --port" in ran.err
    assert onrecord("serve", "--token", "short").code == 1
    assert onrecord("serve", "--port", "0").code == 2
    assert onrecord("serve", "--record", "none.db").code == 1
    assert opened == []
