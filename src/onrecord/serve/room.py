"""What a reading room is made of: the record, and what its keeper allows."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.errors import InputError
from onrecord.record import Record, moment

SHORTEST_TOKEN = 16  # characters of a token that somebody chose


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An open record and the door to it.

    `hosts` are the values of the Host header that
    are answered, `token` what has to be shown by whoever asks (None: nothing). `review`: people may judge facts, `by`
    whose name stands in the form. `reads`: texts may be sent to be read.
    """

    record: Record
    hosts: frozenset[str]
    token: str | None = None
    review: bool = False
    by: str = ""
    reads: bool = True
    clock: Callable[[], str] = field(default=moment)

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise InputError(f"the token is too short; give one of {SHORTEST_TOKEN} characters or more, or none")


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})


def hosts(host: str, port: int) -> frozenset[str]:
    """The Host headers that a server of this address answers; a port of 80 may be left out."""
    names = {f"[{host}]" if ":" in host else host.lower()}
    if host in LOOPBACK | EVERYWHERE:
        names = {"localhost", "127.0.0.1", "[::1]"}
    if host in EVERYWHERE:
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return frozenset({f"{name}:{port}" for name in names} | (names if port == 80 else set()))
