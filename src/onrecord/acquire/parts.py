"""Paths → pieces for machines to share: a file of JSON lines is cut into parts, any other file is one piece.

An archive is one, too, since where its records begin is known only when all before them are unpacked; it is cut where
one of them ends who reads it.

In: files, and how much a part may be. Out: pieces with the hash of their bytes, or why a file cannot be read; a file
is read once, a stretch at a time, and nothing in it is decoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from onrecord.acquire import failures
from onrecord.acquire.archives import warc
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
    """The two halves of a piece; the piece itself where its inputs cannot be told apart without reading them."""
    with Path(piece.path).open("rb") as stream:
        if piece.part is not None and piece.part.of == "line":
            half = piece.part.count // 2
            start, before = piece.part.start, piece.part.before
            for lines in (half, piece.part.count - half) if half else (piece.part.count,):
                stream.seek(start)
                one = next(_parts(stream, piece.path, piece.name, lines, start, before, cut=False))
                yield one
                start, before = start + one.size, before + lines
        elif kind_by_name(piece.name) == "archive" or kind_by_opening(stream.read(len(warc.OPENING))) == "archive":
            stream.seek(0)
            yield from _halves(stream, piece)
        else:
            yield piece


def _halves(stream: BinaryIO, piece: Piece) -> Iterator[Piece]:
    """An archive, or some of its records, cut after a page in the middle."""
    before = piece.part.before if piece.part else 0
    last = before + piece.part.count if piece.part else None
    numbers: list[int] = []
    with suppress(warc.EndError):
        for page in warc.pages(stream, 0):
            if last is not None and page.number > last:
                break
            if page.number > before:
                numbers.append(page.number)
    if len(numbers) < 2:
        yield piece
        return
    for first, end in pairwise((before, numbers[len(numbers) // 2 - 1], numbers[-1])):
        yield replace(piece, part=Part(start=0, before=first, count=end - first, of="record"))


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


def _parts(
    stream: BinaryIO, path: str, name: str, lines: int, start: int = 0, before: int = 0, *, cut: bool = True
) -> Iterator[Piece]:
    """A part ends with a line, whatever its length; `start` and `before` are where the stream stands.

    `cut`: many bytes end a part, too.
    """
    part = _Counted()

    def piece() -> Piece:
        here = Part(start=start, before=before, count=part.lines)
        return Piece(path=path, name=name, part=here, sha256=part.hash.hexdigest(), size=part.size)

    ended = True
    while data := stream.readline(_AT_ONCE):
        part.add(data)
        ended = data.endswith(b"\n")
        if ended and (part.lines >= lines or (cut and part.size >= BYTES)):
            yield piece()
            start, before, part = start + part.size, before + part.lines, _Counted()
    part.lines += not ended  # the last line of a file may have no end
    if part.size or not before:
        yield piece()
