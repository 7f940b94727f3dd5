"""Locators → documents: files, directories and standard input, one after the other; what they hold, `contents` tells.

In: paths, or `-`. Out: for every report its document, or the reason why there is none, in the order of the
input; a stream is read line by line, so that the first document is out before the last is in.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.acquire import contents, dates, failures, json_lines
from onrecord.acquire.contents import Input, Told
from onrecord.acquire.sniffing import kind_by_name
from onrecord.model import Acquired, Dated, Failure, Part
from onrecord.model.place import is_web
from onrecord.settings import DEFAULT_LIMIT

_OPEN_ALREADY = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # pipes that somebody is known to write to


def acquire(locators: Iterable[str], *, published: str | None = None, limit: int = DEFAULT_LIMIT) -> Iterator[Acquired]:
    """Each document behind the locators, in order; an input that cannot be read comes out as a Failure.

    `published` is the publication date of the inputs that have none; InputError where it is no date.
    """
    otherwise = dates.option(published)
    return (each.acquired for path in files(locators) for each in _inputs(path, otherwise, limit))


def files(locators: Iterable[str]) -> Iterator[str | Failure]:
    """The locators with each folder's files in its place, sorted; what is hidden in a folder is skipped."""
    for locator in locators:
        if locator != "-" and Path(locator).is_dir():
            yield from _directory(locator)
        else:
            yield locator


def inputs(
    path: str,
    *,
    name: str | None = None,
    published: str | None = None,
    limit: int = DEFAULT_LIMIT,
    part: Part | None = None,
) -> Iterator[Input]:
    """Every input in one file, or in standard input (`-`), or in a part of a file of JSON lines.

    `name` is the path by which its locators and keys name it, where that is another than the one that opens it.
    """
    otherwise = dates.option(published)
    return _inputs(path, otherwise, limit, name) if part is None else _part(path, name or path, part, otherwise, limit)


def is_passing(path: str) -> bool:
    """Whether it is a stream that is gone when it was read, and another one in another process."""
    return path == "-" or path.startswith(_OPEN_ALREADY)


def _inputs(path: str | Failure, otherwise: Dated | None, limit: int, name: str | None = None) -> Iterator[Input]:
    if isinstance(path, Failure):
        yield Input(locator=path.locator, acquired=path, size=0)
    elif path == "-":
        yield from contents.read(sys.stdin.buffer, None, Told(path="-", otherwise=otherwise, limit=limit))
    else:
        yield from _file(path, name or path, otherwise, limit)


def _directory(path: str) -> Iterator[str | Failure]:
    """Every file below a directory, sorted; what is hidden is skipped."""
    refused: list[OSError] = []
    empty = True
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            empty = False
            yield below(folder, name)
    yield from (failures.unreadable(str(error.filename or path), error) for error in refused)
    if empty and not refused:
        yield failures.no_files(path)


def below(folder: str, name: str) -> str:
    """The path of what lies in a folder; a file named `-` in the folder `.` is not standard input."""
    path = str(Path(folder, name))
    return f"./{path}" if path == "-" else path


def _file(path: str, name: str, otherwise: Dated | None, limit: int) -> Iterator[Input]:
    try:
        if not (Path(path).is_file() or path.startswith(_OPEN_ALREADY)) and Path(path).exists():
            # A pipe or a device would be waited on for ever.
            yield Input(locator=name, acquired=failures.not_a_file(name), size=0)
            return
        with Path(path).open("rb") as stream:
            yield from contents.read(stream, kind_by_name(path), Told(path=name, otherwise=otherwise, limit=limit))
    except FileNotFoundError:
        why = failures.of_the_web(name) if is_web(path) else failures.missing(name)
        yield Input(locator=name, acquired=why, size=0)
    except OSError as error:
        yield Input(locator=name, acquired=failures.unreadable(name, error), size=0)
    except ValueError:  # a path with a NUL in it
        yield Input(locator=name, acquired=failures.missing(name), size=0)


def _part(path: str, name: str, part: Part, otherwise: Dated | None, limit: int) -> Iterator[Input]:
    """The reports in some lines or records of a file, named as they are when the whole of it is read."""
    told = Told(path=name, otherwise=otherwise, limit=limit)
    try:
        with Path(path).open("rb") as stream:
            stream.seek(part.start)
            if part.of == "record":
                yield from contents.of_records(stream, told, part)
            else:
                lines = itertools.takewhile(lambda line: line.number <= part.count, json_lines.lines(stream, limit))
                yield from contents.of_lines(lines, part.before, told)
    except OSError as error:
        yield Input(locator=name, acquired=failures.unreadable(name, error), size=0)
