"""The reading room: an open record → web pages, and the same as JSON, CSV and JSON lines.

In: a record and what the person who starts it allows. Out: an ASGI application, and a server that runs it. Everything
on a page comes from `record`; what a page needs of the record's words is made here (segments, notes, windows).

The web's packages are loaded by the first call and by nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.serve.room import Room

if TYPE_CHECKING:
    from onrecord.serve.door import Door

__all__ = ["Room", "application", "run"]


def application(room: Room) -> Door:
    """The reading room of a record as an ASGI application."""
    from onrecord.serve.app import application as made

    return made(room)


def run(room: Room, *, host: str, port: int, processes: int | None = 1) -> None:
    """Serve it until it is stopped; with None by as many processes as are worth it.

    More than one are started anew, as multiprocessing's "spawn" does: a script needs its `__name__` guard then.
    """
    from onrecord.serve.running import processes_here
    from onrecord.serve.running import run as serve

    serve(room, host=host, port=port, processes=processes or processes_here())
