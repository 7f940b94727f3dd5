"""Many processes at work: nothing is lost, whoever dies, and memory and time are bounded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.batch import Died, each
from tests.batch.work import ROOT, doubled, killed_at, killed_once, printed, process, refused, slow


def numbered(count: int) -> Iterator[tuple[str, int]]:
    return ((f"task {number}", number) for number in range(count))


@pytest.mark.parametrize("processes", [1, 3])
def test_every_task_comes_out_once_with_its_result(processes: int) -> None:
    done = dict(each(doubled, numbered(50), processes))
    assert done == {f"task {number}": 2 * number for number in range(50)}


@pytest.mark.parametrize("processes", [1, 2])
def test_nothing_comes_of_nothing(processes: int) -> None:
    assert list(each(doubled, numbered(0), processes)) == []


def test_one_process_is_this_one_and_several_are_others() -> None:
    assert {result for _, result in each(process, numbered(3), 1)} == {os.getpid()}
    others = {result for _, result in each(process, numbered(20), 2)}
    assert len(others) in (1, 2)  # one of them may have done them all before the other was there
    assert os.getpid() not in others


def test_no_more_processes_are_started_than_there_are_tasks() -> None:
    assert len({result for _, result in each(process, numbered(1), 4)}) == 1


def test_few_tasks_are_taken_before_their_results_are() -> None:
    taken = 0

    def counted() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for taken in range(1, 101):
            yield taken, taken

    for given, _ in enumerate(each(doubled, counted(), 2)):
        assert taken <= given + 1 + 2 * 2


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    tasks = [(number, (str(tmp_path / "killed"), number)) for number in range(20)]
    assert dict(each(killed_once, tasks, 2)) == {number: number for number in range(20)}
    assert (tmp_path / "killed").exists()


def test_the_task_that_kills_its_process_twice_is_named_and_the_others_are_done() -> None:
    done = dict(each(killed_at, numbered(20), 2))
    assert done.pop("task 7") == Died(code=-signal.SIGKILL)
    assert done == {f"task {number}": number for number in range(20) if number != 7}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_function_raises_is_raised_to_who_asked(processes: int) -> None:
    with pytest.raises(ArithmeticError, match="not 3"):
        list(each(refused, numbered(5), processes))


def test_what_a_process_prints_is_no_result(capfd: pytest.CaptureFixture[str]) -> None:
    assert [result for _, result in each(printed, numbered(2), 2)] == [0, 0]
    assert capfd.readouterr().out == ""


def test_results_of_many_megabytes_come_through() -> None:
    ((_, result),) = each(doubled, [("long", b"word " * 1_000_000)], 2)
    assert result == b"word " * 2_000_000


def test_leaving_early_ends_the_processes_at_once() -> None:
    began = time.monotonic()
    tasks = each(slow, [(number, 0.0 if number == 0 else 60.0) for number in range(6)], 2)
    next(tasks)
    tasks.close()
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_processes_end_with_who_started_them(by: signal.Signals, tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from onrecord.batch import each; from tests.batch.work import at_work\n"
        "list(each(at_work, [(n, (sys.argv[2], n)) for n in range(8)], 2))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(ROOT), str(tmp_path)], start_new_session=True, stderr=subprocess.PIPE
    )
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
    running.send_signal(by)
    running.communicate(timeout=10)
    pids = [int(path.name) for path in tmp_path.iterdir()]
    wait_until(lambda: not any(alive(pid) for pid in pids))
    assert len(pids) == 2


def wait_until(true: object, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process is there; one that is dead and not yet waited for is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
