"""A real PostgreSQL for the tests: `postgres_url` is the URL of a fresh, empty database on loopback.

The server is Debian's (`scripts/postgres.sh` gets it), started by the first test that asks, in a temporary folder, as
an ordinary user also where the tests run as root. It is ended, and its folder removed, at the end of the session and
even where the tests are killed: a shell beside it waits on a pipe that closes with them. It does not wait for the
disk, unless ONRECORD_TEST_DURABLE=1. Words sort as in English, not by code point: a query that relies on an order has
to say which.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest

ROOT = Path(__file__).parent.parent
INSTALLED = Path("/usr/lib/postgresql")
UNPACKED = ROOT / ".cache" / "postgres"
WAIT = 60.0  # seconds for the server to answer, or to end
# Ends the server at a line of standard input, or when whoever holds its other end is gone; then removes its folder.
_BESIDE = """
exec 3<&0
"$@" <&- 3<&- &
server=$!
(read -r _ <&3; kill -INT $server) &
wait $server
code=$?
rm -rf "$0"
exit $code
"""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: where it is, and the secret of its one user, `onrecord`."""

    port: int
    secret: str

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://onrecord:{self.secret}@127.0.0.1:{self.port}/{database}"

    def run(self, command: str) -> None:
        """One command of the server's owner."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The session's server."""
    with running(durable=os.environ.get("ONRECORD_TEST_DURABLE") == "1") as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The URL of a database with nothing in it, gone after the test whoever is still connected."""
    name = f"record_{next(_numbers)}"
    postgres_server.run(f"CREATE DATABASE {name}")
    yield postgres_server.url(name)
    postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


_numbers = count(1)


@contextmanager
def running(*, durable: bool = True, tuned: Sequence[str] = ()) -> Iterator[Server]:
    """A server of its own, `tuned` (`name=value`), ended and removed afterwards. Fails where there is none."""
    binaries = found()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    owner = ordinary()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    server = Server(port=_free_port(), secret=secrets.token_hex(16))
    try:
        _make_cluster(binaries, folder, server.secret, owner)
    except BaseException:
        shutil.rmtree(folder)
        raise
    settings = [f"port={server.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "jit=off"]
    settings += (*tuned, *(() if durable else _QUICK))
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), *(f"--{setting}" for setting in settings)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _BESIDE, str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=_environment(),
            start_new_session=True,  # an interrupt at the keyboard is for the tests, which then end the server
            **owner,
        )
        try:
            _await(process, server, log)
            yield server
        finally:
            process.communicate(b"\n", timeout=WAIT)


def found() -> Path:
    """The folder of the newest server's programs: installed, unpacked by scripts/postgres.sh, or on the path."""
    folders = [*INSTALLED.glob("*/bin"), *UNPACKED.glob("usr/lib/postgresql/*/bin")]
    there = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if there:
        return max(there, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise RuntimeError(
            "the tests need a PostgreSQL server, and there is none in /usr/lib/postgresql, .cache/postgres or on PATH; "
            "run `sh scripts/postgres.sh`, or install the package postgresql"
        )
    return Path(on_path).resolve().parent


def ordinary() -> dict[str, Any]:
    """As whom the server runs: root starts it as `nobody`, everybody else as themselves."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}


def _make_cluster(binaries: Path, folder: Path, secret: str, owner: dict[str, Any]) -> None:
    kept = folder / "secret"
    kept.touch(mode=0o600)
    kept.write_text(secret)
    if owner:
        os.chown(kept, owner["user"], owner["group"])
    command = [str(binaries / "initdb"), "--pgdata", str(folder / "data"), "--username=onrecord", "--no-sync"]
    command += ["--auth=password", f"--pwfile={kept}", "--encoding=UTF8", "--locale=C.UTF-8"]
    command += ["--locale-provider=icu", "--icu-locale=en"]
    environment = _environment()
    made = subprocess.run(command, text=True, capture_output=True, check=False, cwd=folder, env=environment, **owner)
    kept.unlink()
    if made.returncode:
        raise RuntimeError(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")


def _environment() -> dict[str, str]:
    """Nothing of the tests' own environment but what the unpacked server needs to find its libraries."""
    libraries = [str(folder) for lib in ("usr/lib", "lib") for folder in UNPACKED.glob(f"{lib}/*-linux-*")]
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **({"LD_LIBRARY_PATH": ":".join(libraries)} if libraries else {})}


def _await(process: subprocess.Popen[bytes], server: Server, log: IO[bytes]) -> None:
    """Return when the server answers; raise what it wrote where it ends instead."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > until:
                log.seek(0)
                raise RuntimeError(
                    f"PostgreSQL did not start: {error}\n{log.read().decode(errors='replace')}"
                ) from None
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
