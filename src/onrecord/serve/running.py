"""A reading room on an address: uvicorn, in one process or in several that share the port, until it is stopped.

A process answers with one processor at a time, however many threads it has, so several readers are served quicker by
several processes. Each opens the record by itself, and all know the same key: a form that one has drawn is taken by
another. Those beside the first end with it, however it ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import secrets
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from onrecord.record import open_record
from onrecord.serve.app import application
from onrecord.serve.drawing import environment, static
from onrecord.serve.room import Room
from onrecord.settings import Settings

MOST = 4  # processes, where nobody says how many
_GRACE = 5  # seconds that answers have to end


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a process beside the first is told: whose record it opens, what its keeper allows, where it listens."""

    place: str
    settings: Settings
    hosts: frozenset[str]
    token: str | None
    review: bool
    by: str
    reads: bool
    key: bytes
    host: str
    port: int


def processes_here() -> int:
    """How many processes are worth it on this machine; one where the system does not share a port out."""
    return min(MOST, os.cpu_count() or 1) if sys.platform == "linux" else 1


def run(room: Room, *, host: str, port: int, processes: int = 1) -> None:
    """Answer requests until the keyboard or a signal ends it."""
    key = secrets.token_bytes(32)
    told = Beside(
        place=room.record.store.place,
        settings=room.record.settings,
        hosts=room.hosts,
        token=room.token,
        review=room.review,
        by=room.by,
        reads=room.reads,
        key=key,
        host=host,
        port=port,
    )
    with _beside(told, processes - 1):
        _serve(room, key, listening(host, port, shared=processes > 1))


def listening(host: str, port: int, *, shared: bool) -> list[socket.socket]:
    """A socket on each address of a host; `shared`: other processes listen there too, and the system shares out."""
    found: dict[object, socket.socket] = {}
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if address in found:
            continue
        made = found[address] = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    return [*found.values()]


@contextmanager
def _beside(told: Beside, many: int) -> Iterator[None]:
    """That many processes, as long as this one is within."""
    # Spawned: a process that is forked would take over locks of SQLite's that it does not hold.
    context = multiprocessing.get_context("spawn")
    several = [context.Process(target=_also, args=(told,), daemon=True) for _ in range(many)]
    try:
        for each in several:
            each.start()
        yield
    finally:
        for each in several:
            each.terminate()
        for each in several:
            each.join(_GRACE + 1)


def _also(told: Beside) -> None:
    """What a process beside the first does."""
    with open_record(told.place, create=False, write=told.review, settings=told.settings) as record:
        room = Room(record=record, hosts=told.hosts, token=told.token, review=told.review, by=told.by, reads=told.reads)
        _serve(room, told.key, listening(told.host, told.port, shared=True), until_parent_ends=True)


def _serve(room: Room, key: bytes, sockets: list[socket.socket], *, until_parent_ends: bool = False) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            application(room, key),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
            h11_max_incomplete_event_size=64 * 1024,
            ws="none",
        )
    )
    _settle()
    if until_parent_ends:
        threading.Thread(target=_watch, args=(server,), daemon=True).start()
    server.run(sockets=sockets)


def _watch(server: uvicorn.Server) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    server.should_exit = True


def _settle() -> None:
    """What stays for good is made now and left out when memory is tidied up, which would keep a reader waiting."""
    static()
    for name in environment().list_templates():
        environment().get_template(name)
    gc.collect()
    gc.freeze()
