"""What output must never go to: what is read by the same run, a database, a folder, a report on the record.

What goes in: locators and the files that output goes to. What comes out: what is wrong with them, or nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.model.place import is_web

if TYPE_CHECKING:
    from onrecord.record import Record

SQLITE = b"SQLite format 3\0"  # how each of its files begins
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps next to a file of its own
LARGEST = 100_000_000  # bytes of a file that is compared with the reports on the record


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


def forbidden(file: Path, *, replaced: bool = False) -> str | None:
    """Why nothing may be written to this file; `replaced`: it is not written in place, but gets another content whole.

    A record is never written over, whichever name leads to it, nor is any other database, nor the files beside one.
    Raises OSError where the file cannot be looked at.
    """
    own = file.resolve()
    if own.is_dir():
        return f"{file} is a folder; name a file in it"
    if replaced and own.exists() and not own.is_file():
        return f"{file} is a device or a pipe, and is not replaced by a file; name a file"
    if _is_database(own):
        return f"{file} is a database, and may be a record; write to another file"
    for ending in BESIDE:
        of = own.with_name(own.name.removesuffix(ending))
        if own.name.endswith(ending) and of.name and _is_database(of):
            return f"{file} is a part of the database {of.name}; write to another file"
    return None


def reported(file: Path, record: Record) -> str | None:
    """Why output may not go to this file, where that holds a report that is on the record."""
    from onrecord.model.ids import report_id, sha256

    try:
        if not file.is_file() or not 0 < file.stat().st_size <= LARGEST:
            return None
        names = (report_id(sha256(file.read_bytes())), os.path.relpath(file), str(file), str(file.resolve()))
    except OSError:  # then it is not written either, which is told there
        return None
    if any(record.store.named(name) for name in names):
        return f"{file} is a report on the record; write to another file"
    return None


def doubles(locators: Iterable[str]) -> Iterator[str]:
    """The locators that lead to a file or folder that an earlier one has led to, or into."""
    seen: set[Path] = set()
    addresses: set[str] = set()
    for locator in locators:
        if locator == "-":
            continue
        if is_web(locator):
            if locator in addresses:
                yield locator
            addresses.add(locator)
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


def _is_database(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(len(SQLITE)) == SQLITE


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
