"""Many processes at work, one that asks: tasks in, each with its result out, in the order in which they are done.

In: a function that is found by its name (a top-level one), tasks, and how many processes. A task is what it is known
by, which stays here, and what the function is given, which is pickled. Out: what every task is known by, once, with
what the function made of it. As many tasks are under way as there are processes, and as many wait, so that memory is
flat over any number of tasks. With one process there is none beside this one.

A process that dies (killed, out of memory) loses nothing: another takes its place, and its task is done again alone.
A task whose process dies then too comes out with `Died`.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Queue
from typing import Generic, TypeVar

from onrecord.batch.worker import Ended, Raised, Worker
from onrecord.model import Failure

Known = TypeVar("Known")
Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """The process that worked on a task died twice; `code` is its exit status (-9: killed by SIGKILL), if known."""

    code: int | None


def lost(locator: str, ended: Died) -> Failure:
    """What is told of a report whose reading ended its process."""
    how = f" (exit status {ended.code})" if ended.code is not None else ""
    if ended.code is not None and ended.code < 0:
        known = -ended.code in set(signal.Signals)
        how = f" ({signal.Signals(-ended.code).name})" if known else f" (signal {-ended.code})"
    return Failure(
        locator=locator,
        reason=f"the process that read it was ended twice{how}",
        remedy="it may need more memory than there is: split it, or give fewer --processes; else report it as a bug",
    )


def each(
    work: Callable[[Given], Result], tasks: Iterable[tuple[Known, Given]], processes: int
) -> Generator[tuple[Known, Result | Died], None, None]:
    """Every task with its result. What `work` raises is raised here: it ends all of them.

    Raises RecordError where no process can be started.
    """
    if processes == 1:
        for known, given in tasks:
            yield known, work(given)
        return
    crew: _Crew[Known, Given, Result] = _Crew(work, processes)
    try:
        yield from _each(crew, iter(tasks))
    finally:
        crew.end()


def _each(
    crew: _Crew[Known, Given, Result], tasks: Iterator[tuple[Known, Given]]
) -> Generator[tuple[Known, Result | Died], None, None]:
    """Tasks go to the crew while there is room; what was left by a process that died goes alone."""
    suspects: deque[tuple[Known, Given]] = deque()
    more = True
    while more or crew.under_way or suspects:
        alone = bool(suspects) and not crew.under_way
        if alone:
            crew.give(suspects.popleft())
        elif more and not suspects and not crew.full and not crew.ready:
            task = next(tasks, None)
            if task is None:
                more = False
            else:
                crew.give(task)
            continue
        task, result = crew.take()
        if isinstance(result, Ended) and not alone:
            suspects.append(task)
        elif isinstance(result, Raised):
            raise result.error
        else:
            yield task[0], Died(code=result.code) if isinstance(result, Ended) else result


@dataclass(slots=True)
class _Crew(Generic[Known, Given, Result]):
    """Processes, each with a thread that hands it one task after the other."""

    work: Callable[[Given], Result]
    processes: int
    under_way: int = 0
    _tasks: Queue[tuple[Known, Given] | None] = field(default_factory=Queue)
    _done: Queue[tuple[tuple[Known, Given], Result | Raised | Ended]] = field(default_factory=Queue)
    _workers: set[Worker] = field(default_factory=set)
    _threads: list[threading.Thread] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def full(self) -> bool:
        """Whether as many tasks wait as are worked on."""
        return self.under_way >= 2 * self.processes

    @property
    def ready(self) -> bool:
        """Whether a result can be taken at once."""
        return not self._done.empty()

    def give(self, task: tuple[Known, Given]) -> None:
        """One more task; a process is started for it where all that there are have one."""
        if len(self._threads) < self.processes and self.under_way >= len(self._threads):
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()
        self.under_way += 1
        self._tasks.put(task)

    def take(self) -> tuple[tuple[Known, Given], Result | Raised | Ended]:
        """The next task that is done, when one is."""
        done = self._done.get()
        self.under_way -= 1
        return done

    def end(self) -> None:
        """End every process now, at work or not."""
        self._ended.set()
        for _ in self._threads:
            self._tasks.put(None)
        for worker in tuple(self._workers):
            worker.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """A thread: one process, and another where it dies."""
        worker: Worker | None = None
        while (task := self._tasks.get()) is not None and not self._ended.is_set():
            try:
                worker = worker or self._started()
                result = worker.do(task[1])
            except Exception as error:  # no process starts, a task cannot be pickled: whoever asks is told
                result = Raised(error)
            if isinstance(result, Ended) and worker is not None:
                self._close(worker)
                worker = None
            self._done.put((task, result))
        if worker is not None:
            self._close(worker)

    def _started(self) -> Worker:
        worker = Worker()
        self._workers.add(worker)
        if self._ended.is_set():
            worker.kill()
        try:
            worker.begin(self.work)
        except BaseException:
            self._close(worker)
            raise
        return worker

    def _close(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.close()
