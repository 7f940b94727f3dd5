"""The description for programs: whatever it lets somebody ask, the room has an answer to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from onrecord.record import open_record
from onrecord.serve import Room, application
from tests.serve.conftest import HOST

TOKEN = "a-token-that-is-long-enough"
HEADERS = {"host": HOST, "authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def described(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a room that may be written to, by whoever has the token."""
    own = tmp_path_factory.mktemp("described") / "own.db"
    shutil.copy(examples, own)
    with open_record(own) as record:
        room = Room(record=record, hosts=frozenset({HOST}), token=TOKEN, review=True)
        yield schemathesis.openapi.from_asgi("/openapi.json", application(room), headers=HEADERS)


def test_nothing_that_the_description_allows_makes_the_program_fail(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def ask(case: Any) -> None:
            answer = case.call(headers=HEADERS)
            assert answer.status_code < 500, (case, answer.text)
            assert answer.status_code != 401, "nobody came in"

        ask()
