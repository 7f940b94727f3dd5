"""What the processes of the tests do: functions that are found by their name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TypeVar

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
