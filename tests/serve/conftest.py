"""A reading room on a record of the examples, asked without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from onrecord.record import Record, open_record
from onrecord.serve import Room, application
from tests.serve.browser import browser, served

__all__ = ["browser", "served"]  # fixtures of the tests beside this

ROOT = Path(__file__).parent.parent.parent
HOST = "testserver.local"
Client = TestClient[Any]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example reports."""
    folder = tmp_path_factory.mktemp("room")
    shutil.copytree(ROOT / "examples" / "reports", folder / "reports")
    with open_record(folder / "onrecord.db") as record:
        record.add([folder / "reports"])
    return folder / "onrecord.db"


@pytest.fixture
def record(examples: Path) -> Iterator[Record]:
    """That record, open to read."""
    with open_record(examples, create=False, write=False) as opened:
        yield opened


@pytest.fixture
def client(record: Record) -> Iterator[Client]:
    """Whoever asks the room of the examples."""
    with asked(Room(record=record, hosts=frozenset({HOST}))) as opened:
        yield opened


def asked(room: Room) -> Client:
    """Whoever asks a room; what the program fails on comes back as an answer."""
    return TestClient(application(room), base_url=f"http://{HOST}", raise_server_exceptions=False)


@pytest.fixture
def room_of(tmp_path: Path) -> Callable[..., Client]:
    """A room on a record of one's own reports: `room_of("The mayor said …")`."""

    def made(*texts: str, **more: Any) -> Client:
        with open_record(tmp_path / "own.db") as record:
            for number, text in enumerate(texts):
                path = tmp_path / f"report-{number}.txt"
                path.write_text(text, encoding="utf-8")
                record.add([path], published="2031-05-02")
        opened = open_record(tmp_path / "own.db", write=bool(more.get("review")))
        return asked(Room(record=opened, hosts=frozenset({HOST}), **more))

    return made


def sighting(record: Record, words: str) -> str:
    """The id of the example whose key or title has these words."""
    for one in record.arrivals():
        if words in (one.seen.key or "") or words in (one.title or ""):
            return one.seen.sighting
    raise AssertionError(words)
