"""An archive → where each of its records begins, without looking into any.

In: a stream of WARC, packed record by record (as archives are made, and the standard advises) or not packed. Out: for
every record its first byte and how many bytes it has in the file. What is packed otherwise, or is damaged, has no
places: NoPlacesError. Memory is flat, and a bomb is let go on for as long as it is no larger than records may be.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.acquire.archives.warc import HEADERS, OPENING
from onrecord.inflate import FREELY, GZIP, PROPORTION

_PIECE = 1 << 16
_END = b"\r\n\r\n"  # of the headers of a record, and of the record
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)


class NoPlacesError(Exception):
    """The records of an archive cannot be told apart by their places."""


def places(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """The first byte and the size of every record, from where the stream stands, in order."""
    start = stream.tell()
    opening = stream.read(len(OPENING))
    stream.seek(start)
    if opening.startswith(GZIP):
        yield from _packed(stream, start)
    elif opening == OPENING:
        yield from _plain(stream, start)
    else:
        raise NoPlacesError


def _plain(stream: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    end = stream.seek(0, 2)
    while start < end:
        stream.seek(start)
        size = _size(stream.read(HEADERS))
        if start + size > end:
            raise NoPlacesError
        yield start, size
        start += size


def _packed(stream: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    held = b""
    while held := held or stream.read(_PIECE):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        head, read, size = b"", 0, 0
        while not member.eof:
            if not held and not (held := stream.read(_PIECE)):
                raise NoPlacesError
            try:
                plain = member.decompress(held, _PIECE * 4)
            except zlib.error:
                raise NoPlacesError from None
            left = member.unconsumed_tail or member.unused_data
            read += len(held) - len(left)
            size += len(plain)
            held = left
            if len(head) < HEADERS:
                head += plain[: HEADERS - len(head)]
            if size > max(FREELY, read * PROPORTION):
                raise NoPlacesError
        if _size(head) != size:
            raise NoPlacesError
        yield start, read
        start += read


def _size(head: bytes) -> int:
    """The bytes of a record, plain, by how it begins."""
    end = head.find(_END)
    length = _LENGTH.search(head, 0, end + 2)
    if not head.startswith(OPENING) or end < 0 or length is None:
        raise NoPlacesError
    return end + len(_END) + int(length[1]) + len(_END)
