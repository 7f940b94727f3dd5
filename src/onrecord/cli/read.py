"""`onrecord read`: reports in, facts out, each report as soon as it is read."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.clashes import clash, doubles
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.cli.progress import Progress
from onrecord.cli.sharded import sharded
from onrecord.errors import InputError
from onrecord.model import Failure, Report
from onrecord.settings import load, publication_date

PARTLY = 3  # the exit code of a run in which some inputs failed and others did not


@dataclass(slots=True)
class Tally:
    """What a run has come to so far."""

    reports: int = 0
    failures: int = 0
    statements: int = 0
    figures: int = 0
    times: int = 0
    events: int = 0

    def count(self, report: Report) -> None:
        """One more report."""
        self.reports += 1
        self.statements += len(report.statements)
        self.figures += len(report.figures)
        self.times += len(report.times)
        self.events += len(report.events)

    def __str__(self) -> str:
        parts = [
            (self.reports, "report"),
            (self.statements, "statement"),
            (self.figures, "figure"),
            (self.times, "time"),
        ]
        words = [plural(count, what) for count, what in (*parts, (self.events, "event")) if count or what != "event"]
        return " · ".join([*words, f"{self.failures:,} failed"] if self.failures else words)


def read(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Files and folders of reports; - is standard input.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (ISO) of reports that give none.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a report.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a fact, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a fact, tab-separated.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here; the ending (.jsonl, .csv, .tsv) tells the form."
        ),
    ] = None,
    limit: Annotated[str | None, typer.Option(metavar="BYTES", help="Largest report that is read.")] = None,
    failures: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what could not be read here too, as JSON lines.")
    ] = None,
    processes: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How many read at the same time, in shards.")
    ] = None,
    runner: Annotated[
        str | None, typer.Option(metavar="RUNNER", help="What reads shards: processes (the default), or ray.")
    ] = None,
    shards: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep what is read here, a file a shard, and never read it again."),
    ] = None,
) -> None:
    """Read reports and print their facts.

    On a terminal: the text with its facts beneath each paragraph and their sources in the margin. With --shards what
    is read is kept in a folder, and printed only where a form or -o asks for it; a run that was stopped goes on.

    Exit code 0: done. 1: nothing could be read. 2: misused. 3: some inputs could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    locators = _locators(paths)
    wrong = clash(locators, [output, failures] if failures else [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    day = day_given(published)
    settings = load(Path.cwd(), os.environ, {"limit": limit, "processes": processes}).settings
    in_shards = processes is not None or runner is not None or shards is not None
    by = sharded(locators, settings, day, runner, shards) if in_shards else None
    kept_only = shards is not None and shape == "text" and output is None

    from onrecord import pipeline  # the rooms are loaded here, when everything given is understood

    for double in doubles(locators):
        sys.stderr.write(f"onrecord: {printable(double)} is given twice, and is read twice\n")
    logging.getLogger().addHandler(logging.NullHandler())  # what a library logs of a report would reach the terminal
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with ExitStack() as stack:
        recorded = stack.enter_context(destination(failures)) if failures else None
        if by is not None and kept_only:
            tally = Tally(reports=by.keep(locators, recorded), failures=by.failures)
        else:
            stream = stack.enter_context(destination(output))
            results = by.results(locators) if by else pipeline.read_all(locators, settings, published=day)
            tally = _run(results, stream, recorded, form)
    _close(tally, output)


def _close(tally: Tally, output: Path | None) -> None:
    """What the run came to, where somebody is there to be told."""
    if not tally.reports and not tally.failures:
        raise InputError("nothing to read: there is no report in what was given; name files, or folders with some")
    if output and sys.stderr.isatty():
        sys.stderr.write(f"{tally} in {printable(str(output))}\n")
    if tally.failures:
        sys.stderr.write(f"onrecord: {tally.failures:,} of {tally.failures + tally.reports:,} inputs failed\n")
        raise typer.Exit(PARTLY if tally.reports else 1)


def _run(results: Iterator[Report | Failure], stream: BinaryIO, recorded: BinaryIO | None, form: Form) -> Tally:
    tally = Tally()
    shown = sys.stderr.isatty() and not form.terminal  # reports on the same terminal are progress enough
    progress = Progress(stream=sys.stderr, shown=shown, width=shutil.get_terminal_size().columns)
    try:
        write(stream, form.opening())
        for result in results:
            if isinstance(result, Failure):
                tally.failures += 1
                progress.clear()
                sys.stderr.write(f"onrecord: {printable(str(result))}\n")
                if recorded:
                    write(recorded, json.dumps(asdict(result)).encode() + b"\n")
                progress.step(result.locator, failed=True)
            else:
                tally.count(result)
                write(stream, form.report(result))
                progress.step(result.key or result.id)
        if tally.reports + tally.failures > 1:
            write(stream, form.closing(str(tally)))
    finally:
        progress.clear()
    return tally


def _locators(paths: list[str] | None) -> list[str]:
    """Standard input where no path is given and something is piped in; a person at a keyboard is told."""
    if paths:
        return paths
    if sys.stdin.isatty():
        raise typer.BadParameter("name the files or folders to read, or pipe a report in")
    return ["-"]


def day_given(given: str | None) -> str | None:
    """What --published gives, where it is a date."""
    try:
        return None if given is None else publication_date(given)
    except InputError as error:
        raise typer.BadParameter(str(error).removeprefix("published: "), param_hint="--published") from None
