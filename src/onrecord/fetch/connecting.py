"""A host and a port → a connection to an address that was checked, bounded in time and bytes.

A name is looked up once; every address that it leads to has to be of the open internet, and the connection goes to one
of those that were looked at: whoever answers otherwise a moment later (DNS rebinding) is not asked. The name itself
stays what the server is asked for and has to prove (Host, SNI and certificate), since only the socket gets the number.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import certifi
import httpcore

from onrecord.fetch import refusals
from onrecord.fetch.addresses import is_open

Resolve = Callable[[str, int], Sequence[str]]
_MOST_TRIED = 4  # addresses of one name


@dataclass(slots=True, kw_only=True)
class Budget:
    """What one request may take: seconds until its deadline (`told` where it is late), and bytes that come in."""

    seconds: float
    told: float
    most: int
    silence: float  # seconds without a byte
    _began: float = field(default_factory=time.monotonic)
    _read: int = 0

    def left(self) -> float:
        """Seconds that may still be waited for the next byte. Raises RefusedError where the time is over."""
        left = self._began + self.seconds - time.monotonic()
        if left <= 0:
            raise refusals.slow(self.told)
        return min(left, self.silence)

    def took(self, many: int) -> None:
        """So many bytes came. Raises RefusedError where they are too many."""
        self._read += many
        if self._read > self.most:
            raise refusals.flood(self.most)


class Stream(httpcore.NetworkStream):
    """A connection that keeps to a budget, before and after it is encrypted."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget, host: str) -> None:
        self._stream, self._budget, self._host = stream, budget, host

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        del timeout  # the budget's own holds
        data = self._stream.read(max_bytes, self._budget.left())
        self._budget.took(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        del timeout
        self._stream.write(buffer, self._budget.left())

    def close(self) -> None:
        """Let it go."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """The same connection, encrypted, with the server's name proven. Raises RefusedError where it is not."""
        del timeout
        try:
            inner = self._stream.start_tls(ssl_context, server_hostname, self._budget.left())
        except httpcore.ConnectError as error:
            raise refusals.tls(self._host, str(error)) from None
        return Stream(inner, self._budget, self._host)

    def get_extra_info(self, info: str) -> Any:
        """What the connection is made of."""
        return self._stream.get_extra_info(info)


class Checked(httpcore.NetworkBackend):
    """Makes connections to addresses of the open internet, and to hosts that were allowed by name."""

    def __init__(self, budget: Budget, allowed: Collection[str], resolve: Resolve) -> None:
        self._budget, self._allowed, self._resolve = budget, allowed, resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """A connection to the host, at one of the addresses that were checked. Raises RefusedError."""
        del timeout, local_address
        name = host.strip("[]")
        last: Exception | None = None
        for found in self._checked(name, port)[:_MOST_TRIED]:
            try:
                inner = self._inner.connect_tcp(found, port, self._budget.left(), None, socket_options)
                return Stream(inner, self._budget, name)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise refusals.unreachable(name, str(last) or "no answer")

    def sleep(self, seconds: float) -> None:
        """Nothing is tried again, so nothing is waited for."""

    def _checked(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of which may be asked."""
        found = [each for each in (_ip(one) for one in self._looked_up(host, port)) if each is not None]
        if not found:
            raise refusals.unknown_host(host)
        closed = next((ip for ip in found if not is_open(ip)), None)
        if closed is not None and host not in self._allowed:
            raise refusals.inside(host, str(closed))
        return list(dict.fromkeys(map(str, found)))

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """What the name leads to; the system's own asking has no end of its own, so it is waited for in a thread."""
        answers: list[Sequence[str]] = []

        def ask() -> None:
            try:
                answers.append(self._resolve(host, port))
            except (OSError, UnicodeError):
                answers.append(())

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._budget.left())
        if not answers:
            raise refusals.unreachable(host, "its name is not told")
        return answers[0]


def system(host: str, port: int) -> list[str]:
    """The addresses that this machine knows of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def trusted() -> ssl.SSLContext:
    """Whom to believe: the authorities that this machine knows, else those of certifi."""
    paths = ssl.get_default_verify_paths()
    context = ssl.create_default_context()
    if paths.cafile is None and (paths.capath is None or not any(Path(paths.capath).iterdir())):
        context.load_verify_locations(certifi.where())
    return context


def _ip(written: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None
