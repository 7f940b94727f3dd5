"""One process at work: a Python of its own that takes pickled values from a pipe and gives pickled results back.

It is no fork, so that threads and locks of this process are not copied, and it does not run the caller's main module
a second time. It ends by itself when this process is gone, however that came about; Ctrl-C at the keyboard does not
reach it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Queue
from typing import Any, BinaryIO, cast

from onrecord.errors import RecordError
from onrecord.settings import collect_seldom

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from onrecord.batch.worker import serve; serve()"
)
_READY = "ready"


@dataclass(frozen=True, slots=True)
class Raised:
    """What the function raised in place of a result."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Ended:
    """The process ended without a result; its exit status."""

    code: int


class Worker:
    """A process that does one function on one value after the other. Only `kill` is for other threads too."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C goes to all processes of a terminal's session
        )

    def begin(self, work: Callable[[Any], Any]) -> None:
        """Hand it the function. Raises RecordError where it does not come up."""
        with suppress(BrokenPipeError):
            self._send(sys.path)
        if self.do(work) != _READY:
            remedy = "run it with --processes 1, which needs no other, and look at its memory"
            raise RecordError(
                f"a process that reads could not be started (it left with {self._process.wait()}); {remedy}"
            )

    def do(self, value: Any) -> Any:
        """The function's result on a value; Raised or Ended where there is none."""
        try:
            self._send(value)
            return pickle.load(cast(BinaryIO, self._process.stdout))
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):  # gone, or cut off within a result
            self.kill()
            return Ended(self._process.wait())

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def close(self) -> None:
        """End it now, and wait until it is gone."""
        self.kill()
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _send(self, value: Any) -> None:
        stream = cast(BinaryIO, self._process.stdin)
        stream.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        stream.flush()


def serve() -> None:
    """What the process runs: the function comes first, then values, until the pipe is closed."""
    collect_seldom()
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no result
    values: Queue[Any] = Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, values), daemon=True).start()
    work = values.get()
    result: Any = _READY
    while True:
        results.write(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        results.flush()
        value = values.get()
        try:
            result = work(value)
        except Exception as error:
            result = Raised(error)


def _listen(stream: BinaryIO, values: Queue[Any]) -> None:
    """Take what comes, so that the end of who sends it is the end of this process even while it is at work."""
    while True:
        try:
            values.put(pickle.load(stream))
        except EOFError:
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
