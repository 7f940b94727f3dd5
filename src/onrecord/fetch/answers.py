"""One request → one answer: its status, its headers, its body a piece at a time and unpacked.

In: an address that may be asked, and a budget. Out: an `Answer`, open as long as its `with` block; whatever goes wrong
on the way is a RefusedError. Cookies, names and passwords are never sent, and proxies that the environment names are
not used: they would look names up themselves, behind the checks.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import httpcore

from onrecord.fetch import refusals
from onrecord.fetch.addresses import Address
from onrecord.fetch.connecting import Budget, Checked, Resolve
from onrecord.inflate import BombError, DamageError, Inflated

_PIECE = 1 << 16
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")


class Answer:
    """What a server answered. Its body is read once."""

    def __init__(self, response: httpcore.Response) -> None:
        self.status = response.status
        self._response = response

    def header(self, name: str) -> str:
        """A header's value, "" where there is none."""
        wanted = name.encode("ascii")
        return next((_text(value) for key, value in self._response.headers if key.lower() == wanted), "")

    def pieces(self, most: int, *, whole: bool = True) -> Iterator[bytes]:
        """The body, unpacked; not much more than `most` bytes of it. Raises RefusedError for what is no body.

        `whole`: one that says that it is larger is refused before it comes.
        """
        encoding = self.header("content-encoding").strip().lower()
        if encoding not in (*_PLAIN, *_GZIP):
            raise refusals.encoded(encoding)
        length = self.header("content-length")
        if whole and length.isdigit() and int(length[:20]) > most:
            raise refusals.too_large(most)
        arriving: Iterator[bytes] = self._response.iter_stream()
        if encoding in _PLAIN:
            yield from arriving
            return
        inflated = Inflated(_Arriving(arriving), most=most + 1)
        try:
            while piece := inflated.read(_PIECE):
                yield piece
        except (BombError, DamageError) as error:
            raise refusals.bomb(str(error)) from None

    def opening(self, size: int) -> bytes:
        """The first bytes of the body; the rest is not read."""
        held = bytearray()
        for piece in self.pieces(2 * size, whole=False):
            held += piece
            if len(held) >= size:
                break
        return bytes(held[:size])


class _Arriving:
    """What arrives, as a stream to read from."""

    def __init__(self, arriving: Iterator[bytes]) -> None:
        self._arriving, self._held = arriving, b""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        while not self._held:
            piece = next(self._arriving, None)
            if piece is None:
                return b""
            self._held = piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def _text(value: bytes) -> str:
    """A header's value; addresses are sent in UTF-8 as often as escaped."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def ask(
    at: Address,
    budget: Budget,
    headers: list[tuple[str, str]],
    body: bytes | None = None,
    *,
    allowed: Collection[str],
    resolve: Resolve,
    trust: ssl.SSLContext,
) -> Iterator[Answer]:
    """The answer of a server; `body` is posted where there is one. Raises RefusedError, also within the block."""
    sent = [("Host", at.authority), ("Accept", "*/*"), ("Accept-Encoding", "gzip"), ("Connection", "close"), *headers]
    if body is not None:
        sent.append(("Content-Length", str(len(body))))
    url = httpcore.URL(scheme=at.scheme.encode(), host=at.host.encode(), port=at.port, target=at.target.encode("ascii"))
    pool = httpcore.ConnectionPool(
        ssl_context=trust,
        http1=True,
        http2=False,
        retries=0,
        max_connections=1,
        network_backend=Checked(budget, allowed, resolve),
    )
    try:
        with pool, pool.stream("GET" if body is None else "POST", url, headers=sent, content=body) as response:
            yield Answer(response)
    except httpcore.TimeoutException:
        budget.left()  # over as a whole, or silent for too long
        raise refusals.slow(budget.silence) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise refusals.cut_off(str(error) or type(error).__name__) from None
