"""What the processes of the tests do: functions that are found by their name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TypeVar

from onrecord import pipeline
from onrecord.model import Failure, Part, Product, Shard

ROOT = Path(__file__).parent.parent.parent
Twice = TypeVar("Twice", int, bytes)


def doubled(value: Twice) -> Twice:
    """Twice the value."""
    return value + value


def process(_: int) -> int:
    """Who does it."""
    return os.getpid()


def killed_once(given: tuple[str, int]) -> int:
    """The number; the first that does 5 is killed at it."""
    mark, number = given
    if number == 5 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed_at(number: int) -> int:
    """The number; whoever does 7 is killed at it."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refused(number: int) -> int:
    """The number, but for 3."""
    if number == 3:
        raise ArithmeticError("not 3")
    return number


def printed(number: int) -> int:
    """Nothing, after some noise on standard output."""
    os.write(1, b"noise\n")
    return 0 * number


def slow(seconds: float) -> float:
    """The seconds that it took."""
    time.sleep(seconds)
    return seconds


def at_work(given: tuple[str, int]) -> None:
    """Write down who does it, and take a minute."""
    folder, _ = given
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def host_killed_once(given: tuple[str, int]) -> int:
    """The number; the first that does 5 kills the process that it was started by, and so its own end comes too."""
    mark, number = given
    if number == 5 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return number


def read(shard: Shard) -> Product:
    """A shard whose lines are its reports; `fail` fails, `kill` ends who reads it, `kill once` the first who does."""
    reports, failures = [], []
    for piece in shard.pieces:
        place = piece.part or Part(start=0, before=0, count=1)
        lines = Path(piece.path).read_bytes()[place.start :].splitlines()[: place.count]
        for number, line in enumerate(lines, start=place.before + 1):
            once = Path(f"{piece.path}.killed")
            if line == b"kill" or (line == b"kill once" and not once.exists()):
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if line == b"fail":
                failures.append(Failure(locator=f"{piece.name}, line {number}", reason="it fails", remedy="none"))
            else:
                reports.append(b"%s:%d %s" % (piece.name.encode(), number, line))
    return Product(reports=tuple(reports), failures=tuple(failures))


def read_killed_once(mark: str, shard: Shard) -> Product:
    """A shard, read by the whole way; the first that is at its last piece is killed."""
    product = pipeline.read_shard(shard)
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return product
