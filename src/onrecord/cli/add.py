"""`onrecord add`: reports in, on the record; what is there already is not read again."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.clashes import doubles
from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.cli.read import PARTLY, day_given
from onrecord.cli.sharded import runner_given
from onrecord.cli.steps import telling
from onrecord.errors import InputError
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.record.adding import Added


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH", help="Files, folders and addresses (https://…) of reports; - is standard input."
        ),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="PLACE", help="The record: a file (onrecord.db), or postgresql://…")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (ISO) of reports that give none.")
    ] = None,
    processes: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many read at the same time.")] = None,
    runner: Annotated[
        str | None, typer.Option(metavar="RUNNER", help="What they run on: processes (the default), or ray.")
    ] = None,
    limit: Annotated[str | None, typer.Option(metavar="BYTES", help="Largest report that is read.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before, too.")] = False,
    allow_address: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST", help="A host that may be asked though it is of your own network; may be repeated."
        ),
    ] = None,
    delay: Annotated[str | None, typer.Option(metavar="SECONDS", help="Between two requests to one host.")] = None,
) -> None:
    """Read reports and put them on the record.

    What is on it already is not read again, so a run that was stopped goes on where it was. What cannot be read is
    kept with its reason (`onrecord stats --failures`) and tried again by --retry.

    An address is a page, a feed or sitemap whose pages are fetched, or an archive (WARC). Addresses within reports are
    never fetched.

    Exit code 0: done. 1: nothing could be read, or the record not written. 2: misused. 3: some inputs failed.
    """
    locators = _locators(paths, retry=retry)
    day = day_given(published)
    by = runner_given(runner)
    flags = {"limit": limit, "record": record, "processes": processes, "allow_address": allow_address, "delay": delay}
    settings = load(Path.cwd(), os.environ, flags).settings

    from onrecord.acquire import is_passing
    from onrecord.record import adding, moment, open_record

    for double in doubles(locators):
        sys.stderr.write(f"onrecord: {printable(double)} is given twice, and is known the second time\n")
    logging.getLogger().addHandler(logging.NullHandler())  # what a library logs of a report would reach the terminal
    with open_record(settings.record, create=bool(locators), settings=settings) as open_one, telling() as told:
        if retry and any(is_passing(each.path) for each in open_one.failures()):
            sys.stderr.write("onrecord: what failed on standard input is not tried again; pipe it in once more\n")
        added = adding.add(
            open_one.store, locators, settings, now=moment, published=day, retry=retry, progress=told, runner=by
        )
        name, is_new = open_one.name, open_one.store.is_new
    passing = all(is_passing(locator) for locator in locators) and not retry
    _close(added, name, retry=retry, is_new=is_new, passing=passing)


def _close(added: Added, name: str, *, retry: bool, is_new: bool, passing: bool) -> None:
    """What the run came to; `passing`: what was given is there once only, as standard input is."""
    inputs = added.added + added.known + added.failed
    if not inputs and not retry:
        raise InputError("nothing to read: there is no report in what was given; name files, or folders with some")
    parts = [f"{added.added:,} added", f"{added.known:,} known", f"{added.failed:,} failed"]
    parts += [plural(added.facts, "fact"), *(["a new record"] if is_new else [])]
    say(f"{printable(name)}: {' · '.join(parts)}\n")
    if added.failed:
        remedy = "`onrecord stats --failures` lists them, `onrecord add --retry` tries them again"
        remedy = "what was piped in is not kept: correct it, and pipe it in once more" if passing else remedy
        sys.stderr.write(f"onrecord: {added.failed:,} of {inputs:,} inputs failed; {remedy}\n")
        raise typer.Exit(PARTLY if added.added + added.known else 1)


def _locators(paths: list[str] | None, *, retry: bool) -> list[str]:
    """Standard input where no path is given and something is piped in; nothing where only failures are tried."""
    if paths or retry:
        return paths or []
    if sys.stdin.isatty():
        raise typer.BadParameter("name the files or folders to add, or pipe a report in")
    return ["-"]
