"""`onrecord incidents`: which reports tell of the same incident, on a record or in files, and what people say of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.clashes import clash
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, say, write
from onrecord.cli.printable import plural, printable
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.model.trace import Placed
    from onrecord.record import Record

PARTLY = 3  # the exit code of a run in which some inputs failed and others did not
COLUMNS = ("key", "group", "family", "why", "sighting", "report", "url", "outlet", "title", "published")


def incidents(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines; else the record is asked."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="The reports named tell of one incident.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each report named belongs to none it is with.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Nothing is said of the reports named any more.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    every: Annotated[bool, typer.Option("--all", help="For people: reports that are alone, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a report.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a report, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a report, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Tell which reports are of the same incident, and why.

    Incidents grow as reports are added. What people say stands above what the machine finds: --merge and --split take
    urls, keys or ids of reports on the record, and --undo takes back what was said of them.

    Exit code 0: done, also where no two belong together. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record
    if merge or split or undo:
        _judge(place, names or [], by, merge=merge, split=split, undo=undo)
        return
    if names and record is not None:
        raise typer.BadParameter("give FILES, or a record: one of the two")
    wrong = clash(names or [], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    if names:
        _of_files(names, form, output, every=every)
        return

    from onrecord.record import open_record
    from onrecord.record.linking import catch_up

    with open_record(place, create=False) as opened:
        catch_up(opened.store)
        with destination(output, opened) as stream:
            _print(opened.store.placed(), form, stream, every=every)


def _of_files(paths: list[str], form: Form, output: Path | None, *, every: bool) -> None:
    from onrecord.cli.given import reports_given
    from onrecord.model import Failure, Report
    from onrecord.record.linking import of_reports

    failed = read = 0

    def reports() -> Iterator[Report]:
        nonlocal failed, read
        for one in reports_given(paths):
            if isinstance(one, Failure):
                failed += 1
                sys.stderr.write(f"onrecord: {printable(str(one))}\n")
            else:
                read += 1
                yield one

    with destination(output) as stream:
        _print(of_reports(reports()), form, stream, every=every)
    if failed:
        sys.stderr.write(f"onrecord: {failed:,} of {failed + read:,} inputs failed\n")
        raise typer.Exit(PARTLY if read else 1)


def _print(found: Iterable[Placed], form: Form, stream: object, *, every: bool) -> None:
    for part in _written(found, form, every=every):
        write(stream, part)  # type: ignore[arg-type]


def _written(found: Iterable[Placed], form: Form, *, every: bool) -> Iterator[bytes]:
    if form.shape == "text":
        from onrecord.cli.incidents_page import incidents_page

        width = shutil.get_terminal_size().columns
        yield from (form.text(part) for part in incidents_page(found, width=width, colour=form.coloured(), every=every))
        return
    if form.shape == "json":
        from onrecord import codec

        yield from (form.json(codec.line_of(each)) for each in found)
        return
    yield form.line(COLUMNS).encode()
    for each in found:
        yield form.line(form.safe([getattr(each, name) or "" for name in COLUMNS])).encode()


def _judge(place: str, names: list[str], by: str | None, *, merge: bool, split: bool, undo: bool) -> None:
    """Keep what a person says of reports."""
    if merge + split + undo > 1:
        raise typer.BadParameter("give one of --merge, --split and --undo")
    if not by or not by.strip():
        raise typer.BadParameter("tell who says so: --by NAME", param_hint="--by")
    if len(names) < (1 if split else 2):
        raise typer.BadParameter("name the reports: two or more, or one to split off")

    from onrecord.record import open_record
    from onrecord.record.linking import catch_up

    with open_record(place, create=False) as opened:
        catch_up(opened.store)
        ties = _said(opened, names, by, merge=merge, split=split)
    word = "put together" if merge else "held apart" if split else "left to the machine"
    say(f"{printable(by)}: {plural(ties, 'pair')} {word}\n")


def _said(opened: Record, names: list[str], by: str, *, merge: bool, split: bool) -> int:
    from onrecord.record import moment
    from onrecord.record.linking import split_off, tied

    if split:
        return sum(len(split_off(opened.store, "incident", name, by=by, at=moment())) for name in names)
    verdict = "same" if merge else "open"
    ties = [
        tied(opened.store, "incident", verdict, one, names[at + 1 :], by=by, at=moment())  # type: ignore[arg-type]
        for at, one in enumerate(names[:-1])
    ]
    return sum(len(each) for each in ties)
