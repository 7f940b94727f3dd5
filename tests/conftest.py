"""Fixtures of every test: a real PostgreSQL (`postgres_url`), and one contract for two stores (`store_place`)."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

pytest_plugins = ["tests.postgres"]

# A script's background job has SIGINT ignored, and so would every process that a test starts and stops.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a record that is not there yet: a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "onrecord.db")
    return str(request.getfixturevalue("postgres_url"))
