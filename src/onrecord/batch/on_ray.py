"""Tasks done by Ray Data: the contract of `processes.each`, on one machine or on a cluster.

In: a function that is found by its name on every machine, tasks, and how many at once. Out: what every task is known
by, once, with its result. A cluster is joined where RAY_ADDRESS names one, as Ray has it; else one is started on this
machine, on the loopback address alone, without dashboard and without a word to anybody, and ended at the end.

Ray does the task of a process that died once more. One that dies then too is done again when no other is under way,
and comes out with Died where that does not help.
"""

from __future__ import annotations

import logging
import os
import pickle
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from onrecord.batch.processes import Died
from onrecord.batch.worker import Raised

Known = TypeVar("Known")
Given = TypeVar("Given")
Result = TypeVar("Result")

_STORE = 128 << 20  # bytes of the object store of a cluster of our own: tasks and results on their way
_AT_ONCE = 64  # tasks for each process that Ray is given together, so that memory is flat over any number


def each(
    work: Callable[[Given], Result], tasks: Iterable[tuple[Known, Given]], processes: int
) -> Generator[tuple[Known, Result | Died], None, None]:
    """Every task with its result. What `work` raises is raised here: it ends all of them."""
    with _cluster(processes):
        waiting = iter(tasks)
        while some := list(islice(waiting, _AT_ONCE * processes)):
            left = dict(enumerate(some))
            for number, result in _done(work, left, processes, tries=2):
                yield left.pop(number)[0], result
            for number, (known, given) in left.items():
                alone = dict(_done(work, {number: (known, given)}, 1, tries=1))
                yield known, alone.get(number, Died(code=None))


def _done(
    work: Callable[[Given], Result], tasks: dict[int, tuple[Any, Given]], processes: int, tries: int
) -> Iterator[tuple[int, Result]]:
    """The results of those tasks of which there is one, in the order in which they are done."""
    import ray.data

    rows = [{"number": number, "given": pickle.dumps((work, given))} for number, (_, given) in tasks.items()]
    given = ray.data.from_items(rows, override_num_blocks=len(rows))  # one block dies with its process, and no other
    done = given.map(_do, num_cpus=1, concurrency=processes, max_retries=tries - 1)
    for row in done.iter_rows():
        result = pickle.loads(row["result"])
        if isinstance(result, Raised):
            raise result.error
        yield row["number"], result


def _do(row: dict[str, Any]) -> dict[str, Any]:
    """One task, in a process of Ray's."""
    work, given = pickle.loads(row["given"])
    try:
        result = work(given)
    except Exception as error:
        result = Raised(error)
    return {"number": row["number"], "result": pickle.dumps(result, pickle.HIGHEST_PROTOCOL)}


@contextmanager
def _cluster(processes: int) -> Iterator[None]:
    """The cluster that RAY_ADDRESS names, or one of our own."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray
    from ray.data import DataContext

    joined = ray.is_initialized()
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        if not joined:
            quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
            if "RAY_ADDRESS" in os.environ:
                ray.init(**quiet)
            else:
                ray.init(
                    address="local",
                    num_cpus=processes,
                    include_dashboard=False,
                    object_store_memory=_STORE,
                    _node_ip_address="127.0.0.1",
                    _temp_dir=folder,
                    **quiet,
                )
        context = DataContext.get_current()
        before = context.max_errored_blocks, context.enable_progress_bars
        context.max_errored_blocks, context.enable_progress_bars = -1, False  # who died is missed by us, and told
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            context.max_errored_blocks, context.enable_progress_bars = before
            if not joined:
                ray.shutdown()
