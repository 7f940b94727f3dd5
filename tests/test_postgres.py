"""The PostgreSQL that the tests start is real, empty for every test, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests import postgres

# Starts a server, says where its folder and which its process is, and is killed before it can end it.
_KILLED = """
import time
import psycopg
from tests import postgres
with postgres.running(durable=False) as server:
    with psycopg.connect(server.url("postgres")) as connection:
        print(connection.execute("SHOW data_directory").fetchone()[0], flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_gets_an_empty_database(postgres_url: str, turn: int) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert tables == (0,)
        connection.execute("CREATE TABLE seen (turn int)")
        connection.execute("INSERT INTO seen VALUES (%s)", [turn])


def test_the_server_runs_as_an_ordinary_user_and_stores_utf8(postgres_server: postgres.Server) -> None:
    with psycopg.connect(postgres_server.url("postgres")) as connection:
        row = connection.execute(
            "SELECT current_setting('data_directory'), current_setting('server_encoding'), 'a' < 'B' AND 'B' < 'c'"
        ).fetchone()
    assert row is not None
    assert row[1:] == ("UTF8", True)
    assert Path(row[0]).stat().st_uid != 0


def test_nobody_without_the_secret_gets_in(postgres_server: postgres.Server) -> None:
    url = postgres_server.url("postgres").replace(postgres_server.secret, "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_a_killed_session_leaves_no_server() -> None:
    session = subprocess.Popen(
        [sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, cwd=postgres.ROOT, text=True, start_new_session=True
    )
    assert session.stdout is not None
    with session.stdout:
        data = Path(session.stdout.readline().strip())
        assert data.is_dir()
        server = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(session.pid, signal.SIGKILL)
        session.wait()
    until = time.monotonic() + 30
    while data.parent.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not data.parent.exists()
    assert not Path(f"/proc/{server}").exists()


def test_without_a_server_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)
    monkeypatch.setattr(postgres, "UNPACKED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="install the package postgresql"):
        postgres.found()
