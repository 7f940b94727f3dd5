"""The record proved: how far it is on standard error, lies in their places, and at the end what was looked at."""

from __future__ import annotations

import shutil
import sys

import typer

from onrecord.cli.output import destination, shown, write
from onrecord.cli.printable import plural, printable
from onrecord.cli.progress import Progress
from onrecord.cli.verify_file import lies_in, told
from onrecord.errors import InputError

SHOWN = 5  # pages that come out otherwise which are named


def verify_record(place: str, every: bool) -> None:
    """Prove a record, all of it; leaves with 1 where something does not hold."""
    from onrecord.record import Proved, open_record

    proved = Proved()
    found = 0
    with open_record(place, create=False, write=False) as record, destination(None) as stream:
        for where, lie in record.proofs(proved):
            found += 1
            write(stream, shown(told(f"{printable(record.name)}, {printable(where)}", lie)))
            if not every:
                raise typer.Exit(1)
        if not proved.reports:
            raise InputError(f"{record.name}: there is no report on the record; put some there with `onrecord add`")
        looked_at = " · ".join(
            plural(count, what)
            for count, what in (
                (proved.reports, "report"),
                (proved.texts, "text"),
                (proved.readings, "reading"),
                (proved.facts, "fact"),
                (proved.spans, "span"),
            )
        )
        if found:
            write(stream, shown(f"{printable(record.name)}: {lies_in(found)} in {looked_at}\n"))
            raise typer.Exit(1)
        held = "every payload, text, span, hash, id, seal and row holds"
        write(stream, shown(f"{printable(record.name)}: proved {looked_at}; {held}\n"))
        progress = Progress(stream=sys.stderr, shown=sys.stderr.isatty(), width=shutil.get_terminal_size().columns)
        otherwise = list(record.derivations(progress.step))
        progress.clear()
        for one in otherwise[:SHOWN]:
            sys.stderr.write(f"onrecord: {printable(one.place)}: read again, it gives {printable(one.reason)}\n")
        if otherwise:
            many = plural(len(otherwise), "page")
            sys.stderr.write(
                f"onrecord: {many} would be read otherwise by this version, which is no lie; see `onrecord update`\n"
            )
