"""A server on loopback that answers as a test wants it to, down to the bytes: no library stands between."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Handler = Callable[[socket.socket, bytes], None]
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes = b"", *, status: str = "200 OK", headers: str = "", kind: str = "text/html") -> Handler:
    """A plain answer; `headers` are whole lines."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return lambda connection, _: connection.sendall(head.encode() + body)


@dataclass(slots=True)
class Site:
    """Paths with what is answered there; `asked` are the heads of requests, in their order."""

    routes: dict[str, Handler] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"
    posted: list[bytes] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        found = [head.split(b" ")[1].decode() for head in self.asked]
        return [path for path in found if path != "/robots.txt"]


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of loopback, until the block ends."""
    site = Site(scheme="https" if context else "http")
    listening = socket.create_server(("127.0.0.1", 0))
    site.port = listening.getsockname()[1]
    ended = threading.Event()

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            own = context.wrap_socket(connection, server_side=True) if context else connection
            with own:
                _serve(own, site)

    def accept() -> None:
        while not ended.is_set():
            with contextlib.suppress(OSError):
                connection, _ = listening.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        ended.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", site.port), timeout=1).close()
        thread.join(2)
        listening.close()


def _serve(connection: socket.socket, site: Site) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    path = head.split(b" ")[1].decode()
    lengths = [int(line.split(b":")[1]) for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    while lengths and len(body) < lengths[0]:
        body += connection.recv(65536)
    site.asked.append(head)
    site.posted.append(body)
    missing = answer(status="404 Not Found")
    site.routes.get(path, site.routes.get("*", missing) if path != "/robots.txt" else missing)(connection, head)


def endless(
    piece: bytes, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", pause: float = 0
) -> Handler:
    """A head, and then one piece over and over until the other side has gone."""

    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            if pause:
                time.sleep(pause)

    return serve


def raw(data: bytes) -> Handler:
    """Bytes as they are."""
    return lambda connection, _: connection.sendall(data)


def silent(opening: bytes = b"") -> Handler:
    """An opening, and then nothing."""

    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(opening)
        time.sleep(2)

    return serve
