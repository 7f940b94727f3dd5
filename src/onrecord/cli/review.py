"""`onrecord review`: what people said in an annotator's file, kept beside what the machine found."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.cli.read import PARTLY
from onrecord.errors import InputError
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.record import Kept

PEOPLE = 5  # who judged, by name in one line


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
    from onrecord.model import Failure
    from onrecord.record import Kept, open_record

    if origin not in ANNOTATORS:
        raise typer.BadParameter(
            f"{origin!r} is no annotator; give one of {', '.join(ANNOTATORS)}", param_hint="--from"
        )
    _checked(by, at)
    name = "standard input" if file == "-" else file
    verdicts, people, kept, failed = Counter[str](), Counter[str](), Kept(), 0
    with open_record(place, create=False) as opened, _opened(file) as lines:
        try:
            for judged in opened.review(origin, lines, by=by, at=at, kept=kept):
                if isinstance(judged, Failure):
                    failed += 1
                    sys.stderr.write(f"onrecord: {printable(f'{name}, {judged}')}\n")
                else:
                    verdicts[judged.verdict] += 1
                    people[judged.by] += 1
        except InputError as error:
            raise InputError(f"{name}: {error}") from None
    taken = verdicts.total()
    if not taken and not failed:
        raise InputError(f"{name}: there is no judgement in it; give the file as {origin} exported it")
    if taken:
        say(_told(verdicts, people, kept))
    if failed:
        sys.stderr.write(f"onrecord: {plural(failed, 'part')} of {printable(name)} could not be taken\n")
        raise typer.Exit(PARTLY if taken else 1)


def _told(verdicts: Counter[str], people: Counter[str], kept: Kept) -> str:
    """64 judgements by Ana Ruiz: 60 accepted, 4 rejected · 64 added · 0 known"""
    many = len(people) > 1
    named = [f"{person} ({count:,})" if many else person for person, count in people.most_common(PEOPLE)]
    named += [f"{len(people) - PEOPLE:,} others"] if len(people) > PEOPLE else []
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    by = printable(", ".join(named))
    total = plural(verdicts.total(), "judgement")
    return f"{total} by {by}: {told} · {kept.added:,} added · {kept.known:,} known\n"


def _checked(by: str, at: str | None) -> None:
    """Who and when, before anything is read."""
    from onrecord.export import returned

    some_time = "2031-05-02T10:30:00Z"
    for option, name, moment in (("--at", "somebody", some_time if at is None else at), ("--by", by, some_time)):
        try:
            returned.checked(name, moment)
        except InputError as error:
            raise typer.BadParameter(printable(str(error)), param_hint=option) from None


def _opened(file: str) -> BinaryIO:
    try:
        return sys.stdin.buffer if file == "-" else Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name an annotator's file") from None
