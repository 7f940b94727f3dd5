"""Compressed bytes → plain bytes, never more than they may become: no bomb goes off.

In: a stream of gzip (one member or many, as archives have them). Out: a stream that is read as any other is, a piece at
a time. A member that grows beyond all proportion raises BombError, which says so; damage raises DamageError.
"""

from __future__ import annotations

import io
import zlib
from typing import Protocol

from onrecord.errors import OnrecordError

GZIP = b"\x1f\x8b"
PROPORTION = 100  # bytes out for each byte in; text seldom comes to 20, and a bomb to 1,000
FREELY = 32_000_000  # bytes that a member may become in any case
_PIECE = 1 << 16
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class BombError(OnrecordError):
    """Compressed bytes that become more than they may."""


class DamageError(OnrecordError):
    """Compressed bytes that are none, or stop before their end."""


class Readable(Protocol):
    """What is read from: a file, or what comes over a network."""

    def read(self, size: int, /) -> bytes | None:
        """At most so many bytes; none at its end."""


class Inflated(io.RawIOBase):
    """What a stream of gzip holds; `most` bytes of all its members together, whatever the proportion."""

    def __init__(self, stream: Readable, *, most: int | None = None, freely: int = FREELY) -> None:
        super().__init__()
        self._stream, self._most, self._freely = stream, most, freely
        self._waiting = b""
        self._whole = 0
        self._begin()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        """The next bytes, as many as there is room for."""
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _begin(self) -> None:
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._in = self._out = 0

    def _next(self, room: int) -> bytes:
        while True:
            if self._member.eof:
                self._waiting = self._member.unused_data.lstrip(b"\0") or self._waiting
                if not self._more():
                    return b""
                self._begin()
            held = self._member.unconsumed_tail
            if not held:
                if not self._more():
                    if self._in:
                        raise DamageError("its compressed bytes stop before their end")
                    return b""
                held, self._waiting = self._waiting, b""
                self._in += len(held)
            try:
                piece = self._member.decompress(held, room)
            except zlib.error:
                raise DamageError("its compressed bytes are damaged") from None
            self._count(len(piece))
            if piece:
                return piece

    def _more(self) -> bool:
        """Whether there are bytes to go on with; zeros between members are padding."""
        while not self._waiting:
            read = self._stream.read(_PIECE)
            if not read:
                return False
            self._waiting = read.lstrip(b"\0") if self._member.eof else read
        return True

    def _count(self, more: int) -> None:
        self._out += more
        self._whole += more
        if self._most is not None and self._whole > self._most:
            raise BombError(f"its compressed bytes become more than {self._most:,}")
        if self._out > max(self._freely, self._in * PROPORTION):
            raise BombError(f"{self._in:,} compressed bytes of it become more than {self._out:,}")
