"""Locators → documents: files, directories, JSON lines and standard input, one after the other.

In: paths, or `-`. Out: for every report its document, or the reason why there is none, in the order of the
input; a stream is read line by line, so that the first document is out before the last is in.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.acquire import dates, failures, json_lines
from onrecord.acquire.encoding import Undecodable, decode, what_binary
from onrecord.acquire.given import Given, given
from onrecord.acquire.pages.page import page_document
from onrecord.acquire.sniffing import InputKind, kind_by_name, kind_by_opening
from onrecord.acquire.texts.plain import text_document
from onrecord.model import Acquired, Dated, Failure, Part
from onrecord.settings import DEFAULT_LIMIT

_OPEN_ALREADY = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # pipes that somebody is known to write to
_OPENING = 4096  # bytes at the head of an input that tell its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: where it stands (`PATH` or `PATH, line N`), what came of it, and how many bytes of its file it is."""

    locator: str
    acquired: Acquired
    size: int


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
        yield from _read(sys.stdin.buffer, "-", None, otherwise, limit)
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
            yield from _read(stream, name, kind_by_name(path), otherwise, limit)
    except FileNotFoundError:
        yield Input(locator=name, acquired=failures.missing(name), size=0)
    except OSError as error:
        yield Input(locator=name, acquired=failures.unreadable(name, error), size=0)
    except ValueError:  # a path with a NUL in it
        yield Input(locator=name, acquired=failures.missing(name), size=0)


def _read(stream: BinaryIO, path: str, kind: InputKind | None, otherwise: Dated | None, limit: int) -> Iterator[Input]:
    """The reports in a stream; its kind is told by its first line where its name does not tell."""
    first = stream.readline(limit + 1)
    kind = kind or kind_by_opening(first)
    if kind == "json_lines":
        yield from _lines(json_lines.lines(stream, limit, first), path, 0, otherwise, limit)
        return
    data = first if len(first) > limit else first + stream.read(limit + 1 - len(first))
    yield Input(locator=path, acquired=_single(data, path, kind, otherwise, limit), size=len(data))


def _part(path: str, name: str, part: Part, otherwise: Dated | None, limit: int) -> Iterator[Input]:
    """The reports in some lines of a file, named as they are when the whole of it is read."""
    try:
        with Path(path).open("rb") as stream:
            stream.seek(part.start)
            lines = itertools.takewhile(lambda line: line.number <= part.count, json_lines.lines(stream, limit))
            yield from _lines(lines, name, part.before, otherwise, limit)
    except OSError as error:
        yield Input(locator=name, acquired=failures.unreadable(name, error), size=0)


def _lines(
    lines: Iterable[json_lines.Line], path: str, before: int, otherwise: Dated | None, limit: int
) -> Iterator[Input]:
    """The report in each of the lines; `before` are those that come before them in the file."""
    for line in lines:
        number = before + line.number
        locator = f"{path}, line {number}"
        acquired = _line(line.data, locator, f"{_key(path)}:{number}", otherwise, limit)
        yield Input(locator=locator, acquired=acquired, size=line.size)


def _single(data: bytes, path: str, kind: InputKind | None, otherwise: Dated | None, limit: int) -> Acquired:
    """The one report of an input that holds no lines of JSON."""
    what = what_binary(data[:_OPENING])
    if what is not None and kind != "json":
        return failures.binary(path, what)
    if len(data) > limit:
        return failures.too_large(path, limit)
    if not data.strip():
        return failures.empty(path)
    if kind == "json":
        return _line(data, path, f"{_key(path)}:1", otherwise, limit)
    own = Given(key=None if path == "-" else _key(path))
    return _whole(data, path, kind or kind_by_opening(data[:_OPENING]), own, otherwise, limit)


def _key(path: str) -> str:
    """A file's name may be bytes that are no text; a key is text, so they are written as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _whole(data: bytes, path: str, kind: InputKind | None, own: Given, otherwise: Dated | None, limit: int) -> Acquired:
    """The one report that a file holds."""
    if kind == "html":
        return page_document(data, locator=path, given=own, otherwise=otherwise, limit=limit)
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        if decoded.binary is None:
            return failures.truncated(path, "it ends within a character")
        return failures.binary(path, decoded.binary)
    noted = Given(key=own.key, warnings=decoded.warnings)
    return text_document(decoded.text, locator=path, given=noted, otherwise=otherwise, limit=limit)


def _line(data: bytes | None, locator: str, key: str, otherwise: Dated | None, limit: int) -> Acquired:
    """The report of one JSON object."""
    if data is None:
        return failures.too_large(locator, limit)
    fields = json_lines.decode(data, locator)
    if isinstance(fields, Failure):
        return fields
    own = given(fields.named(), key)
    twice = tuple(f"`{name}` is given twice; the last one is taken" for name in json_lines.doubled(data))
    own = replace(own, warnings=(*twice, *own.warnings))
    if isinstance(fields.text, str):
        return text_document(fields.text, locator=locator, given=own, otherwise=otherwise, limit=limit)
    if isinstance(fields.html, str):
        page = fields.html.encode("utf-8")
        return page_document(page, locator=locator, given=own, otherwise=otherwise, limit=limit)
    return failures.no_content(locator)
