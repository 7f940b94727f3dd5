"""One contract for every engine: each task once, whoever dies; and Ray's cluster is for this machine alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.batch import Died, Engine, engine
from onrecord.errors import InputError
from tests.batch.work import doubled, host_killed_once, killed_at, killed_once, refused

# Ray's own modules warn of what will change in Ray, and leave sockets open when it ends.
pytestmark = pytest.mark.filterwarnings("ignore:::ray", "ignore::ResourceWarning", "ignore::UserWarning")


def numbered(count: int) -> Iterator[tuple[str, int]]:
    return ((f"task {number}", number) for number in range(count))


def test_every_task_comes_out_once_with_its_result(runner: Engine) -> None:
    done = list(runner(doubled, numbered(50), 2))
    assert len(done) == 50
    assert dict(done) == {f"task {number}": 2 * number for number in range(50)}


def test_nothing_comes_of_nothing(runner: Engine) -> None:
    assert list(runner(doubled, numbered(0), 2)) == []


def test_a_process_that_is_killed_loses_nothing(runner: Engine, tmp_path: Path) -> None:
    tasks = [(number, (str(tmp_path / "killed"), number)) for number in range(20)]
    assert dict(runner(killed_once, tasks, 2)) == {number: number for number in range(20)}
    assert (tmp_path / "killed").exists()


def test_the_task_that_kills_its_process_twice_is_named_and_the_others_are_done(runner: Engine) -> None:
    done = dict(runner(killed_at, numbered(12), 2))
    assert done.pop("task 7") == Died(code=-signal.SIGKILL)
    assert done == {f"task {number}": number for number in range(12) if number != 7}


def test_what_the_function_raises_is_raised_to_who_asked(runner: Engine) -> None:
    with pytest.raises(ArithmeticError, match="not 3"):
        list(runner(refused, numbered(5), 2))


@pytest.mark.usefixtures("ray_cluster")
def test_a_worker_of_rays_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    tasks = [(number, (str(tmp_path / "killed"), number)) for number in range(12)]
    assert dict(engine("ray")(host_killed_once, tasks, 2)) == {number: number for number in range(12)}
    assert (tmp_path / "killed").exists()


@pytest.mark.usefixtures("ray_cluster")
def test_a_cluster_of_our_own_tells_nobody_and_obeys_who_has_its_token() -> None:
    from ray._private.authentication.authentication_utils import is_token_auth_enabled

    assert is_token_auth_enabled()
    assert len(os.environ["RAY_AUTH_TOKEN"]) == 64
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_without_ray_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.batch.engines.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'onrecord\[ray\]'"):
        engine("ray")


def test_no_engine_is_loaded_with_the_room() -> None:
    program = "import sys, onrecord.batch; sys.exit('ray' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
