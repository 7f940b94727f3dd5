"""What is read and written at once: a run must never destroy its input, nor read what it writes.

What goes in: locators and the files that output goes to. What comes out: what is wrong with them, or nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO


def clash(locators: Iterable[str], outputs: Iterable[Path | None]) -> str | None:
    """What is wrong with these inputs and outputs taken together; an output that is None is standard output."""
    targets: list[os.stat_result] = []
    names: set[Path] = set()
    for output in outputs:
        if output is not None and output.resolve() in names:
            return f"{output} is written twice; name two files"
        if output is not None:
            names.add(output.resolve())
        status = _of_stream(sys.stdout) if output is None else _of_file(str(output))
        if status is not None and stat.S_ISREG(status.st_mode):
            targets.append(status)
    if not targets:
        return None
    for name, status in _inputs(locators):
        if any(os.path.samestat(status, target) for target in targets):
            return f"{name} is read and written at once; write to a file that is not read"
    return None


def doubles(locators: Iterable[str]) -> Iterator[str]:
    """The locators that lead to a file or folder that an earlier one has led to, or into."""
    seen: set[Path] = set()
    for locator in locators:
        if locator == "-":
            continue
        try:
            path = Path(locator).resolve()
        except (OSError, ValueError):  # no name of a file
            continue
        if path in seen or any(folder in seen for folder in path.parents):
            yield locator
        seen.add(path)


def _inputs(locators: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """The files that are read: themselves, what is not hidden below a folder, and standard input."""
    for locator in locators:
        status = _of_stream(sys.stdin) if locator == "-" else _of_file(locator)
        if status is not None:
            yield "standard input" if locator == "-" else locator, status
        for folder, folders, names in os.walk(locator) if locator != "-" else ():
            folders[:] = [name for name in folders if not name.startswith(".")]
            for file in (str(Path(folder, name)) for name in names if not name.startswith(".")):
                status = _of_file(file)
                if status is not None:
                    yield file, status


def _of_file(file: str) -> os.stat_result | None:
    try:
        return Path(file).stat()
    except (OSError, ValueError):
        return None


def _of_stream(stream: TextIO) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
