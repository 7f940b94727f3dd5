"""Tasks done by Ray Data: the contract of `processes.each`, on one machine or on a cluster.

In: a function that is found by its name on every machine, tasks, and how many at once. Out: what every task is known
by, once, with its result. A cluster is joined where RAY_ADDRESS names one, as Ray has it; else one is started on this
machine, without dashboard, without a word to anybody, deaf to whoever has not its token, and ended at the end.

A process or a machine of Ray's that dies loses nothing: Ray does its tasks again, and again. That would not end with
a task that kills whoever does it, so the work is done in a process beside Ray's own, as it is without Ray: when that
one dies twice at a task, the task comes out with Died.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from onrecord.batch.processes import Died
from onrecord.batch.worker import Ended, Raised, Worker

Known = TypeVar("Known")
Given = TypeVar("Given")
Result = TypeVar("Result")

_STORE = 128 << 20  # bytes of the object store of a cluster of our own: tasks and results on their way
_AT_ONCE = 16  # tasks for each process that Ray is given together, so that memory is flat over any number


def each(
    work: Callable[[Given], Result], tasks: Iterable[tuple[Known, Given]], processes: int
) -> Generator[tuple[Known, Result | Died], None, None]:
    """Every task with its result. What `work` raises is raised here: it ends all of them."""
    with cluster(processes):
        waiting = iter(tasks)
        while some := list(islice(waiting, _AT_ONCE * processes)):
            left = dict(enumerate(some))
            for number, result in _done(work, [given for _, given in some], processes):
                yield left.pop(number)[0], result
            for known, _ in left.values():  # lost with a machine that held the only copy
                yield known, Died(code=None)


def _done(work: Callable[[Given], Result], given: list[Given], processes: int) -> Iterator[tuple[int, Result | Died]]:
    """The results as they are done, each with the place of what was given."""
    import ray.data

    by = pickle.dumps(work)
    rows = [{"number": number, "work": by, "given": pickle.dumps(one)} for number, one in enumerate(given)]
    tasks = ray.data.from_items(rows, override_num_blocks=len(rows))
    for row in tasks.map(_do, num_cpus=1, concurrency=min(processes, len(rows))).iter_rows():
        result = pickle.loads(row["result"])
        if isinstance(result, Raised):
            raise result.error
        yield row["number"], Died(code=result.code) if isinstance(result, Ended) else result


def _do(row: dict[str, Any]) -> dict[str, Any]:
    """One task, in a process of Ray's: by a process of its own, and by another where that one dies."""
    given, result = pickle.loads(row["given"]), None
    for _ in range(2):
        try:
            worker = _beside(row["work"])
            result = worker.do(given)
        except Exception as error:  # no process starts: whoever asks is told
            result = Raised(error)
        if not isinstance(result, Ended):
            break
        worker.close()
        _beside.cache_clear()
    return {"number": row["number"], "result": pickle.dumps(result, pickle.HIGHEST_PROTOCOL)}


@lru_cache(maxsize=1)
def _beside(work: bytes) -> Worker:
    """The process beside this one that does that work, once for all its tasks; it ends when this one does."""
    worker = Worker()
    worker.begin(pickle.loads(work))
    return worker


@contextmanager
def cluster(processes: int) -> Iterator[None]:
    """The cluster that RAY_ADDRESS names, the one that is joined already, or one of our own."""
    joining = "RAY_ADDRESS" in os.environ
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if not joining and "ray" not in sys.modules:  # its ports run what they are told; it reads this when it is loaded
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    import ray
    from ray.data import DataContext

    if ray.is_initialized():
        yield
        return
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
        own: dict[str, Any] = {"num_cpus": processes, "include_dashboard": False, "object_store_memory": _STORE}
        if joining:
            ray.init(**quiet)
        else:
            ray.init(address="local", _temp_dir=folder, **own, **quiet)
        context = DataContext.get_current()
        context.max_errored_blocks, context.enable_progress_bars = -1, False  # who died is missed by us, and told
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            ray.shutdown()
