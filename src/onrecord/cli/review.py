"""`onrecord review`: what people said in an annotator's file, kept beside what the machine found."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.errors import InputError
from onrecord.settings import load


def review(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file from an annotator; - is standard input.")],
    origin: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="What wrote it: label-studio, doccano or prodigy.")
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judged, where the file does not tell.")],
    at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="When (date, time and offset), where the file does not tell.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Take people's corrections back: facts accepted, rejected, corrected or added.

    They stand beside what the machine found, with who and when, and change nothing of it. The same file again
    adds nothing.

    Exit code 0: done. 1: nothing could be taken. 2: misused. 3: some of it could not be taken.
    """
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record

    from onrecord.export import ANNOTATORS
    from onrecord.record import open_record

    if origin not in ANNOTATORS:
        raise typer.BadParameter(
            f"{origin!r} is no annotator; give one of {', '.join(ANNOTATORS)}", param_hint="--from"
        )
    counts: Counter[str] = Counter()
    moment = at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open_record(place, create=False) as opened, _opened(file) as lines:
        from onrecord.model import Failure

        for judged in opened.review(origin, lines, by=by, at=moment):
            if isinstance(judged, Failure):
                counts["failed"] += 1
                sys.stderr.write(f"onrecord: {printable(str(judged))}\n")
            else:
                counts[judged.verdict] += 1
    taken = sum(count for verdict, count in counts.items() if verdict != "failed")
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(counts.items()))
    say(f"{plural(taken, 'judgement')} by {printable(by)}: {told or 'none'}\n")
    if counts["failed"]:
        raise typer.Exit(3 if taken else 1)


def _opened(file: str) -> BinaryIO:
    try:
        return sys.stdin.buffer if file == "-" else Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name an annotator's file") from None
