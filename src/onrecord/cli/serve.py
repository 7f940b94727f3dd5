"""`onrecord serve`: the reading room of a record, as pages in a browser."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import printable
from onrecord.errors import InputError
from onrecord.settings import load

PORT = 8031


def serve(
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen. Beyond this machine a token is asked for.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=65_535, help="Which port.")] = PORT,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name under which the room is come to; may be repeated.")
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="People may judge facts; else nothing can change.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges, where the browser does not tell.")] = "",
    token: Annotated[
        str | None, typer.Option(metavar="TOKEN", help="What has to be shown to come in; made where it is needed.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, max=64, help="How many answer; else one a processor, to 4.")
    ] = None,
) -> None:
    """Open the reading room: the record as pages in a browser, and the same as JSON, CSV and JSON lines.

    It listens on this machine alone, where --host does not say otherwise, and nothing in the record can change, where
    --review does not allow it.

    Exit code 0: stopped. 1: it cannot be opened. 2: misused.
    """
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record

    from onrecord.record import open_record
    from onrecord.serve import Room, run
    from onrecord.serve.room import LOOPBACK, hosts

    shown = token if token is not None or host in LOOPBACK else secrets.token_urlsafe(32)
    named = hosts(host, port) | {each.lower() if ":" in each else f"{each.lower()}:{port}" for each in name or ()}
    with open_record(place, create=False, write=review) as opened:
        room = Room(record=opened, hosts=named, token=shown, review=review, by=by)
        _free(host, port)
        address = f"http://{min(named, key=lambda each: ('localhost' in each, each))}/"
        asked = f"?token={shown}" if shown is not None else ""
        say(f"The reading room of {printable(opened.name)} is open: {printable(address + asked)}\n")
        sys.stdout.flush()
        sys.stderr.write("onrecord: stop it with Ctrl-C\n")
        run(room, host=host, port=port, processes=processes)


def _free(host: str, port: int) -> None:
    """Raises InputError where nobody can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        where = f"{host}, port {port}"
        raise InputError(f"{where}: cannot listen there ({error.strerror or error}); give another --port") from None
