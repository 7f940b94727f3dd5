"""Paths → pieces for machines to share: JSON lines and archives are cut into parts, any other file is one piece.

In: files, and how much a part may be. Out: pieces with the hash of their bytes, or why a file cannot be read; a file
is read once, a stretch at a time, and nothing in it is decoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.acquire import failures
from onrecord.acquire.archives import warc
from onrecord.acquire.archives.places import NoPlacesError, places
from onrecord.acquire.locators import files, is_passing
from onrecord.acquire.sniffing import kind_by_name, kind_by_opening
from onrecord.model import Failure, Part, Piece
from onrecord.model.shard import ALL

LINES, BYTES = 32, 8_000_000  # after so many lines or records, or bytes, a part ends
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
                one = next(_parts(stream, piece.path, piece.name, lines, start, before, cut=False), None)
                if one is None:  # the file has been cut short since
                    return
                yield one
                start, before = start + one.size, before + lines
        elif kind_by_name(piece.name) == "archive" or kind_by_opening(stream.read(len(warc.OPENING))) == "archive":
            yield from _halves(stream, piece)
        else:
            yield piece


def _halves(stream: BinaryIO, piece: Piece) -> Iterator[Piece]:
    """An archive, or some of its records, cut after a page in the middle, up to which the second half passes over."""
    whole = piece.part or Part(start=0, before=0, count=ALL, of="record")
    stream.seek(whole.start)
    above = whole.before - whole.passed
    numbers: list[int] = []
    with suppress(warc.EndError):
        for page in warc.pages(stream, 0):
            if above + page.number > whole.before + whole.count:
                break
            if above + page.number > whole.before:
                numbers.append(above + page.number)
    if len(numbers) < 2:
        yield piece
        return
    middle = numbers[len(numbers) // 2 - 1]
    yield replace(piece, part=replace(whole, count=middle - whole.before))
    left = ALL if whole.count == ALL else whole.before + whole.count - middle
    yield replace(piece, part=replace(whole, before=middle, count=left, passed=middle - above))


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
    if not piece.part or piece.part.count == ALL:
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
            kind = kind_by_name(name) or kind_by_opening(first)
            if kind == "json_lines":
                yield from _parts(stream, path, name, lines)
            elif kind == "archive":
                yield from _archived(stream, path, name, lines)
            else:
                yield _piece(stream, path, name, None)
    except OSError as error:
        yield failures.unreadable(name, error)
    except ValueError:  # a path with a NUL in it
        yield failures.missing(name)


def _archived(stream: BinaryIO, path: str, name: str, records: int) -> Iterator[Piece]:
    """Parts of an archive, as far as the places of its records are known; the rest is the last one."""
    start = end = before = count = 0
    with suppress(NoPlacesError):
        for first, size in places(stream):
            end, count = first + size, count + 1
            if count >= records or end - start >= BYTES:
                with Path(path).open("rb") as again:
                    part = Part(start=start, before=before, count=count, of="record")
                    yield _piece(again, path, name, part, end - start)
                start, before, count = end, before + count, 0
    if not before:  # it is small, or cannot be cut
        yield _piece(stream, path, name, None)
    elif start < stream.seek(0, 2):
        yield _piece(stream, path, name, Part(start=start, before=before, count=ALL, of="record"))


def _piece(stream: BinaryIO, path: str, name: str, part: Part | None, size: int | None = None) -> Piece:
    """A piece from the part's start, or the file's, to its size, or the file's end."""
    stream.seek(part.start if part else 0)
    seen, read = hashlib.sha256(), 0
    while data := stream.read(_AT_ONCE if size is None else min(_AT_ONCE, size - read)):
        seen.update(data)
        read += len(data)
    return Piece(path=path, name=name, part=part, sha256=seen.hexdigest(), size=read)


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
