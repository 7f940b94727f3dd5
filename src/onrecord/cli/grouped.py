"""Reports in their groups, of files or of a record, and what people say of them: for `incidents` and `families`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.errors import RecordError
from onrecord.model.trace import TieKind

if TYPE_CHECKING:
    from onrecord.model import Report
    from onrecord.model.trace import Placed
    from onrecord.record import Record

PARTLY = 3  # the exit code of a run in which some inputs failed and others did not


@contextmanager
def of_files(paths: list[str]) -> Iterator[Iterator[Placed]]:
    """The reports of files; those that cannot be read are told, and are the exit code at the end."""
    from onrecord.cli.given import reports_given
    from onrecord.model import Failure
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

    yield of_reports(reports())
    if failed:
        sys.stderr.write(f"onrecord: {failed:,} of {failed + read:,} inputs failed\n")
        raise typer.Exit(PARTLY if read else 1)


@contextmanager
def of_record(place: str) -> Iterator[Iterator[Placed]]:
    """The reports of a record; what an older program put there is linked first."""
    from onrecord.record import open_record
    from onrecord.record.linking import catch_up, is_behind

    with open_record(place, create=False, write=False) as opened:
        behind = is_behind(opened.store)
    if behind:
        with open_record(place, create=False) as opened:
            catch_up(opened.store)
    with open_record(place, create=False, write=False) as opened:
        yield opened.store.placed()


def judged(
    kind: TieKind, place: str, names: list[str], by: str | None, *, merge: bool, split: bool, undo: bool
) -> None:
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
        ties = _said(kind, opened, names, by, merge=merge, split=split)
    if not ties:
        raise RecordError(f"{names[0]}: is with no other report, so there is nothing to split")
    word = "put together" if merge else "held apart" if split else "left to the machine"
    say(f"{printable(by)}: {plural(ties, 'pair')} {word}\n")


def _said(kind: TieKind, opened: Record, names: list[str], by: str, *, merge: bool, split: bool) -> int:
    from onrecord.record import moment
    from onrecord.record.linking import split_off, tied

    if split:
        return sum(len(split_off(opened.store, kind, name, by=by, at=moment())) for name in names)
    return sum(
        len(tied(opened.store, kind, "same" if merge else "open", one, names[at + 1 :], by=by, at=moment()))
        for at, one in enumerate(names[:-1])
    )
