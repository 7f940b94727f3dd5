"""Paths → pieces for machines to share: a file of JSON lines is cut into parts, any other file is one piece.

In: files, and how much a part may be. Out: pieces with the hash of their bytes, or why a file cannot be read; a file
is read once, a stretch at a time, and nothing in it is decoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from onrecord.acquire import failures
from onrecord.acquire.locators import files, is_passing
from onrecord.acquire.sniffing import kind_by_name, kind_by_opening
from onrecord.model import Failure, Part, Piece

LINES, BYTES = 32, 8_000_000  # after so many lines, or bytes, a part ends
_AT_ONCE = 1 << 16  # bytes of a line, or of a file, that are held at a time


def pieces(locators: Iterable[str], lines: int = LINES) -> Iterator[Piece | Failure]:
    """The pieces of all files behind the locators, in order. A stream has none: it is there once, for one process."""
    for path in files(locators):
        if isinstance(path, Failure):
            yield path
        elif is_passing(path):
            why = "it is a stream, which other processes and machines cannot open"
            yield Failure(locator=path, reason=why, remedy="write it to a file, and name that")
        else:
            yield from _of_file(path, lines)


def split(piece: Piece) -> Iterator[Piece]:
    """A piece as pieces of one input each, where its inputs can be told apart without reading them."""
    if piece.part is None:
        yield piece
        return
    with Path(piece.path).open("rb") as stream:
        stream.seek(piece.part.start)
        singles = _parts(stream, piece.path, piece.name, 1, piece.part.start, piece.part.before)
        yield from islice(singles, piece.part.count)


def holds(piece: Piece) -> bool:
    """Whether a piece holds the bytes still that it was made of."""
    try:
        with Path(piece.path).open("rb") as stream:
            return _rehashed(stream, piece) == piece.sha256
    except OSError:
        return False


def _rehashed(stream: BinaryIO, piece: Piece) -> str:
    stream.seek(piece.part.start if piece.part else 0)
    seen, left = hashlib.sha256(), piece.size
    while left > 0 and (data := stream.read(min(left, _AT_ONCE))):
        seen.update(data)
        left -= len(data)
    if not piece.part:
        seen.update(stream.read(1))  # it may have grown
    return seen.hexdigest()


def _of_file(name: str, lines: int) -> Iterator[Piece | Failure]:
    try:
        if not Path(name).is_file():
            yield failures.not_a_file(name) if Path(name).exists() else failures.missing(name)
            return
        path = str(Path(name).absolute())
        with Path(name).open("rb") as stream:
            first = stream.readline(_AT_ONCE)
            stream.seek(0)
            if (kind_by_name(name) or kind_by_opening(first)) == "json_lines":
                yield from _parts(stream, path, name, lines)
            else:
                whole = _Counted()
                while data := stream.read(_AT_ONCE):
                    whole.add(data)
                yield Piece(path=path, name=name, part=None, sha256=whole.hash.hexdigest(), size=whole.size)
    except OSError as error:
        yield failures.unreadable(name, error)
    except ValueError:  # a path with a NUL in it
        yield failures.missing(name)


@dataclass(slots=True)
class _Counted:
    """Bytes as they come by: their hash, how many they are, and the lines that ended in them."""

    hash: hashlib._Hash = field(default_factory=hashlib.sha256)
    size: int = 0
    lines: int = 0

    def add(self, data: bytes) -> None:
        self.hash.update(data)
        self.size += len(data)
        self.lines += data.endswith(b"\n")


def _parts(stream: BinaryIO, path: str, name: str, lines: int, start: int = 0, before: int = 0) -> Iterator[Piece]:
    """A part ends with a line, whatever the line's length; `start` and `before` are where the stream stands."""
    part = _Counted()

    def piece() -> Piece:
        here = Part(start=start, before=before, count=part.lines)
        return Piece(path=path, name=name, part=here, sha256=part.hash.hexdigest(), size=part.size)

    ended = True
    while data := stream.readline(_AT_ONCE):
        part.add(data)
        ended = data.endswith(b"\n")
        if ended and (part.lines >= lines or part.size >= BYTES):
            yield piece()
            start, before, part = start + part.size, before + part.lines, _Counted()
    part.lines += not ended  # the last line of a file may have no end
    if part.size or not before:
        yield piece()
