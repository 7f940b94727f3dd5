"""What is opened is a record of this version, or stays as it is: every byte of it."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from onrecord.errors import RecordError
from onrecord.store import Proved, open_store, opening
from tests.store.test_writing import FIRST, SECOND, entry, failure, report

STEP = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "{next}", "{newest}", None, None

def upgrade() -> None:
    op.execute("{statement}")
"""
NEWEST = max(step.name[1:5] for step in (Path(opening.__file__).parent / "migrations" / "versions").glob("v*.py"))


@pytest.fixture
def place(store_place: str) -> str:
    """A record with a report on it."""
    with open_store(store_place, create=True, write=True) as store:
        store.write([entry(report())], FIRST)
    return store_place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The same, in a file."""
    path = tmp_path / "onrecord.db"
    with open_store(str(path), create=True, write=True) as store:
        store.write([entry(report(number)) for number in range(40)], FIRST)
    return path


def run(place: str, command: str) -> None:
    """One command of somebody else's, on either database."""
    url = make_url(place).set(drivername="postgresql+psycopg") if "://" in place else f"sqlite:///{place}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(command)
    engine.dispose()


def step(folder: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """A program of the next version, whose tables come about by one more step."""
    migrations = folder / "migrations"
    shutil.copytree(opening._MIGRATIONS, migrations)
    following = f"{int(NEWEST) + 1:04}"
    script = STEP.format(statement=statement, newest=NEWEST, next=following)
    (migrations / "versions" / f"v{following}_next.py").write_text(script)
    monkeypatch.setattr(opening, "_MIGRATIONS", migrations)


def test_a_record_is_made_where_it_may_be_and_is_there_afterwards(store_place: str) -> None:
    with pytest.raises(RecordError, match="no record"):
        open_store(store_place)
    with open_store(store_place, create=True, write=True) as store:
        assert set(store.overview().totals.values()) == {0}
    with open_store(store_place) as store:
        assert list(store.reports()) == []


def test_nothing_can_change_in_what_is_opened_to_read(place: str) -> None:
    with open_store(place) as store, pytest.raises(RecordError), store.turn() as turn:
        turn.touch([report().sighting], SECOND)
    with open_store(place) as store:
        assert [each.last_seen for each in store.stored([report().sighting])] == [FIRST]


def test_a_record_of_a_newer_version_is_left_alone(place: str) -> None:
    run(place, "UPDATE alembic_version SET version_num = '9999'")
    for write in (False, True):
        with pytest.raises(RecordError, match=r"newer onrecord \(tables 9999.*upgrade onrecord; nothing was changed"):
            open_store(place, create=True, write=write)
    run(place, f"UPDATE alembic_version SET version_num = '{NEWEST}'")
    with open_store(place) as store:
        assert list(store.reports()) == [report()]


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_record_of_an_older_version_is_copied_and_brought_up(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    step(tmp_path, monkeypatch, "CREATE TABLE added_later (id INTEGER)")
    with open_store(place, write=write) as store:
        assert list(store.reports()) == [report()]
    run(place, "INSERT INTO added_later VALUES (1)")
    if "://" not in place:
        (copy,) = tmp_path.glob(f"onrecord.db.backup-{NEWEST}-*")
        with closing(sqlite3.connect(copy)) as old:
            assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]
            assert old.execute("SELECT count(*) FROM facts").fetchone() != (0,)
        return
    schema = backups(place)[0]
    run(place, f"DO $$ BEGIN ASSERT (SELECT count(*) FROM {schema}.sightings) = 1; END $$")


def backups(place: str) -> list[str]:
    engine = create_engine(make_url(place).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'onrecord_backup%%'")
        found = [str(row[0]) for row in rows]
    engine.dispose()
    return found


def test_a_step_that_fails_leaves_the_record_as_it_was(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        step(tmp_path, later, "ALTER TABLE nowhere ADD COLUMN id INTEGER")
        with pytest.raises(RecordError, match="nowhere"):
            open_store(place, write=True)
    with open_store(place, write=True) as store:
        assert list(store.reports()) == [report()]


@pytest.mark.parametrize("name", ["notes.txt", "page.html", "empty.db"])
def test_a_file_that_is_no_record_is_not_touched(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b"" if name == "empty.db" else b"The river Tamm broke its banks at Oranto.\n" * 40
    path.write_bytes(content)
    with pytest.raises(RecordError, match="no record"):
        open_store(str(path), write=True)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    run(str(path), "CREATE TABLE readings (id INTEGER)")
    before = path.read_bytes()
    for write in (False, True):
        with pytest.raises(RecordError, match="a database with other tables, and no record; nothing was changed"):
            open_store(str(path), create=True, write=write)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["other.db"]


def test_the_versions_of_another_program_are_no_versions_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    run(str(path), "CREATE TABLE alembic_version (version_num TEXT)")
    run(str(path), "INSERT INTO alembic_version VALUES ('0001')")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="a database with other tables, and no record; nothing was changed"):
        open_store(str(path), create=True, write=True)
    assert path.read_bytes() == before


def test_another_programs_tables_on_the_server_are_not_touched(postgres_url: str) -> None:
    run(postgres_url, "CREATE TABLE orders (id INTEGER)")
    with pytest.raises(RecordError, match="other tables, and no record; nothing was changed"):
        open_store(postgres_url, create=True, write=True)


def test_a_server_that_is_not_there_is_told_without_its_secret() -> None:
    with pytest.raises(RecordError) as told:
        open_store("postgresql://ana:secret@127.0.0.1:1/news", write=True)
    assert "127.0.0.1" in str(told.value)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_download_that_was_cut_off_is_told_and_not_touched(file: Path, share: float) -> None:
    whole = file.read_bytes()
    cut = whole[: int(len(whole) * share)]
    file.write_bytes(cut)
    with pytest.raises(RecordError, match=r"damaged or cut off|no record, or damaged"):
        opened_and_read(file)
    with pytest.raises(RecordError, match=r"damaged or cut off|no record, or damaged"):
        opened_and_written(file)
    assert file.read_bytes() == cut


def opened_and_read(file: Path) -> None:
    with open_store(str(file)) as store:
        list(store.reports())


def opened_and_written(file: Path) -> None:
    with open_store(str(file), write=True) as store:
        store.write([entry(report(number)) for number in range(100, 140)], SECOND)


@pytest.mark.parametrize("blocks", [0, 40])
def test_a_full_disk_is_told_and_what_was_written_before_is_there(file: Path, blocks: int) -> None:
    """The system's bound on the size of a file stands for the disk's end."""
    before = list_of_reports(file)
    room = file.stat().st_size // 1024 + blocks  # the shell counts in 512 bytes or 1024
    done = child(f'ulimit -f {room}; exec "$@"', file, "full")
    assert done.returncode == 1, done.stderr
    assert "the disk is full" in done.stderr or "cannot be written or read" in done.stderr
    after = list_of_reports(file)
    assert after[: len(before)] == before
    with open_store(str(file), write=True) as store:
        assert list(store.proofs(Proved())) == []
        assert store.write([entry(report(9_999))], SECOND) == ["added"]


def list_of_reports(file: Path) -> list[str]:
    with open_store(str(file)) as store:
        return [each.seal for each in store.reports()]


PROGRAM = """
import os, sys
sys.path[:0] = [sys.argv[1]]
from onrecord.errors import RecordError
from onrecord.store import open_store
from tests.store.test_writing import SECOND, entry, report
import sqlalchemy.dialects.sqlite
if os.geteuid() == 0 and sys.argv[3] == "nobody":  # an ordinary user may not find Python's own files any more
    import pwd
    os.setgroups([]); os.setgid(pwd.getpwnam("nobody").pw_gid); os.setuid(pwd.getpwnam("nobody").pw_uid)
try:
    with open_store(sys.argv[2]) as store:
        print(len(list(store.reports())), flush=True)
    with open_store(sys.argv[2], write=True) as store:
        for number in range(1000, 2000, 10):
            store.write([entry(report(each)) for each in range(number, number + 10)], SECOND)
except RecordError as error:
    sys.exit(str(error))
"""


def child(shell: str, file: Path, who: str) -> subprocess.CompletedProcess[str]:
    """A process of its own that reads a record and then writes to it until it is stopped."""
    root = str(Path(__file__).parent.parent.parent)
    command = ["/bin/sh", "-c", shell, "sh", sys.executable, "-c", PROGRAM, root, str(file), who]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody can come to, though pytest's own are closed."""
    folders = [tmp_path, *tmp_path.parents]
    closed = [
        each
        for each in folders
        if not each.stat().st_mode & 0o001 and each.owner() == pwd.getpwuid(os.geteuid()).pw_name
    ]
    modes = [each.stat().st_mode for each in closed]
    for each in closed:
        each.chmod(0o755)
    yield tmp_path
    for each, mode in zip(closed, modes, strict=True):
        each.chmod(mode)


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_may_only_be_read_is_read_and_refuses_to_be_written(
    file: Path, open_folder: Path, folder_too: bool
) -> None:
    before = file.read_bytes()
    file.chmod(0o444)
    open_folder.chmod(0o555 if folder_too else 0o777)
    done = child('exec "$@"', file, "nobody")
    open_folder.chmod(0o755)
    assert done.stdout == "40\n", done.stderr
    assert "may not be written" in done.stderr
    assert file.read_bytes() == before


def test_a_folder_that_is_not_there_and_a_folder_for_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        open_store(str(tmp_path / "none" / "onrecord.db"), create=True, write=True)
    with pytest.raises(RecordError, match="is a folder"):
        open_store(str(tmp_path), create=True, write=True)


def test_a_failure_is_kept_through_closing(place: str) -> None:
    with open_store(place, write=True) as store, store.turn() as turn:
        turn.fail("a.txt", [failure("a.txt")], FIRST)
    with open_store(place) as store:
        assert [each.failure.locator for each in store.failed()] == ["a.txt"]


@pytest.mark.parametrize("version", ["0001", "0000ab", "a1b2c3", "9999"])
def test_a_database_that_others_bring_up_by_the_same_means_is_no_record(store_place: str, version: str) -> None:
    run(store_place, "CREATE TABLE alembic_version (version_num TEXT)")
    run(store_place, f"INSERT INTO alembic_version VALUES ('{version}')")
    run(store_place, "CREATE TABLE readings (id INTEGER)")
    for write in (False, True):
        with pytest.raises(RecordError, match="a database with other tables, and no record; nothing was changed"):
            open_store(store_place, create=True, write=write)


@pytest.mark.parametrize(
    "place",
    [
        "postgresql:/u:SECRET@h/db",
        "postgresql://u:SECRET@h:port/db",
        "postgresql+psycopg2://u:SECRET@h/db",
        "mysql://u:SECRET@h/db",
        "postgresql://127.0.0.1:1/db?user=u&password=SECRET",
        "POSTGRESQL://u:SECRET@127.0.0.1:1/db",
        "postgresql://u:SEC#RET@127.0.0.1:1/db",
        "postgresql://u:SECRET@127.0.0.1:1/db?bogus=1",
        "://x",
        "a://[",
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_secret(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecordError) as told:
        open_store(place, create=True, write=True)
    assert "SEC" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_closed_when_it_is_made(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step(tmp_path, monkeypatch, "CREATE TABLE added_later (id INTEGER)")
    opened: list[sqlite3.Connection] = []
    whole = sqlite3.connect

    def connect(*given: Any, **options: Any) -> sqlite3.Connection:
        opened.append(whole(*given, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    open_store(str(file), write=True).close()
    assert len(opened) >= 3
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.total_changes  # noqa: B018 - what is asked is whether it answers


def test_a_record_that_is_made_is_new_once(store_place: str) -> None:
    for new in (True, False):
        with open_store(store_place, create=True, write=True) as store:
            assert store.is_new is new
