"""Who adds may be killed at any moment, and others may add and read beside them: nothing is lost, nothing double."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from benchmarks import crash, together
from benchmarks.contents import contents, differences
from onrecord.record.adding import add
from onrecord.settings import Settings
from onrecord.store import Proved, open_store
from tests.record import reports


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is on a record to which twelve reports were added in a single run."""
    folder = tmp_path_factory.mktemp("whole")
    news = reports.file(folder / "news.jsonl", 12)
    with open_store(str(folder / "onrecord.db"), create=True, write=True) as store:
        add(store, [str(news)], Settings(processes=1), now=lambda: "2031-05-14T08:30:00Z")
    return contents(str(folder / "onrecord.db"))


@pytest.mark.usefixtures("capsys")
def test_a_run_that_is_killed_and_resumed_comes_to_the_same_as_one_that_is_not(
    store_place: str, whole: dict[str, list[str]], tmp_path: Path
) -> None:
    news = reports.file(tmp_path / "news.jsonl", 12)
    crash.kill(store_place, [str(news)], processes=2, kills=3, total=12, draw=Random(5))
    assert list(differences(whole, contents(store_place))) == []
    with open_store(store_place) as store:
        assert list(store.proofs(Proved())) == []


def test_two_add_and_two_read_at_the_same_time(store_place: str, tmp_path: Path) -> None:
    first, second = (reports.file(tmp_path / f"{name}.jsonl", 20, 10 * name) for name in range(2))
    told, *faults = together.together(store_place, [str(first), str(second)], 60.0, adders=2, readers=2)
    assert told.startswith("30 reports added")
    assert faults == []


@pytest.mark.parametrize(("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_at_once_and_says_what_is_there(
    by: signal.Signals, code: int, tmp_path: Path
) -> None:
    place, news = str(tmp_path / "onrecord.db"), reports.file(tmp_path / "news.jsonl", 3_000)
    running = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "add", "--record", place, "--processes", "2", str(news)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while crash.on_record(place) < 1:
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(by)
    _, told = running.communicate(timeout=20)
    assert running.returncode == code
    there = crash.on_record(place)
    assert told == (
        f"onrecord: stopped; {there:,} report{'' if there == 1 else 's'} of this run is on the record, "
        "and running it again goes on from there\n"
    )
