"""One contract, two stores: a test that asks for `store_place` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a record that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "onrecord.db")
    return str(request.getfixturevalue("postgres_url"))
