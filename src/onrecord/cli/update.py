"""`onrecord update`: what another engine has read is read again, from the payloads that the record keeps."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.cli.read import PARTLY
from onrecord.cli.steps import telling
from onrecord.settings import load


def update(
    record: Annotated[
        str | None, typer.Option(metavar="PLACE", help="The record: a file (onrecord.db), or postgresql://…")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Read all of it again, whatever has read it.")] = False,
    processes: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many read at the same time.")] = None,
) -> None:
    """Read a record's reports again where another engine than this program's has read them.

    Nothing is fetched: the record keeps every report's bytes. A fact that is found again keeps its id, the reading
    before stays beside the new one, and what changed is written down (`onrecord show URL --changes`).

    Exit code 0: done. 1: the record cannot be written. 2: misused. 3: some reports could not be read again.
    """
    settings = load(Path.cwd(), os.environ, {"record": record, "processes": processes}).settings

    from onrecord.record import open_record

    logging.getLogger().addHandler(logging.NullHandler())  # what a library logs of a report would reach the terminal
    with open_record(settings.record, create=False, settings=settings) as open_one, telling() as told:
        updated = open_one.update(every=every, progress=told)
        name = open_one.name
    reports = [f"{plural(updated.read_again, 'report')} read again", f"{updated.same:,} the same"]
    if updated.failed:
        reports.append(f"{updated.failed:,} failed")
    facts = f"{updated.appeared:,} appeared · {updated.changed:,} changed · {updated.vanished:,} vanished"
    say(f"{printable(name)}: {' · '.join(reports)}; facts: {facts}\n")
    if updated.failed:
        raise typer.Exit(PARTLY if updated.read_again + updated.same else 1)
