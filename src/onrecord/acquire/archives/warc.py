"""A WARC file (ISO 28500; CC-NEWS, browsers' archives) → the pages in it, one after the other.

In: a stream, compressed member by member or not. Out: for every record that holds a page or a text its address, the
moment in which it was read and its bytes as a server sent them, unpacked; or why it cannot be read. Lengths are
believed only as far as bytes come, headers are bounded, and a record that is larger than a report is passed over.

The format is a few headers and a length; what is hard about it is not to be led astray. So it is read here, where the
bounds are, and by no library that unpacks for itself (docs/decisions/0011-the-web.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Literal, TypeAlias

from onrecord.inflate import GZIP, BombError, DamageError, Inflated

OPENING = b"WARC/"
HEADERS = 100_000  # bytes of the headers of one record
_PIECE = 1 << 16
_KINDS = frozenset(("response", "resource", "conversion"))
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? 200(?: |\r|$)")
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}")
Kind: TypeAlias = Literal["html", "text"]


class EndError(Exception):
    """The archive cannot be read on; why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A record with something to read: its number in the archive, its address, when it was read, and what it is.

    `body` is None where `wrong` says why it cannot be read.
    """

    number: int
    url: str | None
    date: str | None
    kind: Kind
    body: bytes | None
    wrong: str | None = None


def pages(stream: BinaryIO, limit: int) -> Iterator[Page]:
    """The pages of an archive. Raises EndError where it is damaged: what came before has come out."""
    opening = stream.read(2)
    whole = io.BufferedReader(Joined(opening, stream))
    source: BinaryIO = io.BufferedReader(Inflated(whole), _PIECE) if opening == GZIP else whole
    number = 0
    try:
        while (headers := _headers(source)) is not None:
            number += 1
            length = headers.get("content-length", "")
            if not re.fullmatch(r"[0-9]{1,15}", length):
                raise EndError(f"record {number} does not say how long it is")
            record = _Record(source, int(length))
            page = _page(record, headers, number, limit)
            record.pass_over()
            if page is not None:
                yield page
    except (BombError, DamageError) as error:
        raise EndError(str(error)) from None


class Joined(io.RawIOBase):
    """Bytes that were read already, and the stream that they were read from."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._first, self._stream = first, stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        """The next bytes, as many as there is room for."""
        if self._first:
            piece, self._first = self._first[: len(buffer)], self._first[len(buffer) :]
        else:
            piece = self._stream.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        return len(piece)


class _Record:
    """The block of a record: as many bytes as it says, if they come."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int, /) -> bytes:
        """At most so many bytes. Raises EndError where the archive ends within the record."""
        piece = self._stream.read(min(size, self._left))
        if not piece and self._left and size:
            raise EndError("it ends within a record")
        self._left -= len(piece)
        return piece

    def whole(self, most: int) -> bytes | None:
        """All of it; None where it is more than `most` bytes."""
        if self._left > most:
            return None
        pieces = []
        while self._left:
            pieces.append(self.read(_PIECE))
        return b"".join(pieces)

    def opening(self) -> bytes:
        """As many of its first bytes as headers may be."""
        found = bytearray()
        while self._left and len(found) < HEADERS:
            found += self.read(min(_PIECE, HEADERS - len(found)))
        return bytes(found)

    def pass_over(self) -> None:
        """Go to its end."""
        while self._left:
            self.read(_PIECE)


def _headers(stream: BinaryIO) -> Mapping[str, str] | None:
    """The headers of the next record; None at the end. Raises EndError where there is something else."""
    size, first = 0, b""
    while not first.strip():
        first = stream.readline(HEADERS)
        size += len(first)
        if not first:
            return None
        if size > HEADERS:
            raise EndError("there is nothing but blank lines")
    if not _VERSION.fullmatch(first.strip() + b"\n"):
        raise EndError("there is something that is no record")
    lines: list[bytes] = []
    while line := stream.readline(HEADERS):
        size += len(line)
        if size > HEADERS or not line.endswith(b"\n"):
            raise EndError("the headers of a record do not end")
        if not line.strip():
            return _named(lines)
        lines.append(line)
    raise EndError("it ends within the headers of a record")


def _named(lines: list[bytes]) -> Mapping[str, str]:
    """Header lines by name; the first of two counts."""
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", errors="replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _page(record: _Record, headers: Mapping[str, str], number: int, limit: int) -> Page | None:
    """What a record holds; None where that is nothing to read: a request, a picture, a page that was not there."""
    kind = headers.get("warc-type", "").lower()
    media_type = headers.get("content-type", "").lower()
    if kind not in _KINDS:
        return None
    is_http = kind == "response" and "http" in media_type
    of_page = None if is_http else _kind(media_type)
    if not is_http and of_page is None:
        return None
    block = record.whole(limit + HEADERS)
    told: Mapping[str, str] = {}
    if is_http:
        head, _, rest = (record.opening() if block is None else block).partition(b"\r\n\r\n")
        block = None if block is None else rest
        lines = head.split(b"\r\n")
        told = _named(lines[1:])
        of_page = _kind(told.get("content-type", "").lower())
        if not _STATUS.match(lines[0]) or of_page is None:
            return None
    body, wrong = (None, "large") if block is None else _unpacked(block, told, limit)
    url = headers.get("warc-target-uri", "").strip("<> ") or None
    return Page(number=number, url=url, date=headers.get("warc-date"), kind=of_page or "html", body=body, wrong=wrong)


def _kind(media_type: str) -> Kind | None:
    bare = media_type.partition(";")[0].strip()
    return "html" if bare in ("text/html", "application/xhtml+xml") else "text" if bare == "text/plain" else None


def _unpacked(body: bytes, headers: Mapping[str, str], limit: int) -> tuple[bytes | None, str | None]:
    """The body as a browser has it, or what is wrong with it. Archives tell of packing that they have undone, too."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body) or body
    encoding = headers.get("content-encoding", "").lower().strip()
    if encoding in ("gzip", "x-gzip") and body.startswith(GZIP):
        try:
            body = Inflated(io.BytesIO(body), most=limit + 1).readall() or b""
        except BombError as error:
            return None, str(error)
        except DamageError as error:
            return None, str(error)
    elif encoding not in ("", "identity", "gzip", "x-gzip") and _is_packed(body):
        return None, f"it is compressed as {encoding[:40]!r}, which is not unpacked"
    return (body, None) if len(body) <= limit else (None, "large")


def _is_packed(body: bytes) -> bool:
    """Whether the bytes are no text: markup that an archive has unpacked begins with a sign of its own."""
    return not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _joined(body: bytes) -> bytes | None:
    """The chunks of a body, one after the other; None where they are none, or do not end."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 200)
        size = _CHUNK.match(body, at, max(end, at)) if end >= 0 else None
        if size is None:
            return None
        many = int(size[0], 16)
        if many == 0:
            return b"".join(pieces)
        piece = body[end + 2 : end + 2 + many]
        if len(piece) < many:
            return None
        pieces.append(piece)
        at = end + 2 + many + 2
