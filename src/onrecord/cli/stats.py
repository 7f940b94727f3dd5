"""`onrecord stats`: a record at a glance, and what could not be read with the reason why."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.store import Failed, Overview

Row = dict[str, str | int | None]


def stats(
    record: Annotated[
        str | None, typer.Option(metavar="PLACE", help="The record: a file (onrecord.db), or postgresql://…")
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="List what could not be read, and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object; for failures one a line.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="A table, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
) -> None:
    """Tell what is on a record: how many of what, by which engine, from which outlets, of when, and how large it is.

    Exit code 0: done. 1: there is no record, or it cannot be read. 2: misused.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    settings = load(Path.cwd(), os.environ, {"record": record}).settings

    from onrecord.record import open_record

    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with (
        open_record(settings.record, write=False, settings=settings) as open_one,
        destination(output, open_one) as stream,
    ):
        if failures:
            kept = open_one.failures()
            lines = _failures(kept) if shape == "text" else _data([_failure(each) for each in kept], form)
        else:
            seen = open_one.stats()
            lines = _text(open_one.name, seen) if shape == "text" else _told(open_one.name, seen, form)
        for line in lines:
            write(stream, form.text(line) if shape == "text" else line.encode())


def _text(name: str, seen: Overview) -> Iterator[str]:
    """For people: counts, then what they are counts of."""
    count = seen.totals
    yield f"{printable(name)} · {_bytes(seen.size)}\n\n"
    counted = (
        (count["sightings"], "sighting", f"of {plural(count['reports'], 'report')}"),
        (
            count["facts"],
            "fact",
            ", ".join(plural(count[f"{kind}s"], kind) for kind in ("statement", "figure", "event")),
        ),
        (count["names"], "name", ""),
        (count["changes"], "change", ", ".join(f"{seen.changes[kind]:,} {kind}" for kind in sorted(seen.changes))),
        (count["judgements"], "judgement", ""),
        (count["failures"], "failure", "`onrecord stats --failures` lists them" if count["failures"] else ""),
    )
    for number, what, more in counted:
        yield f"  {number:>12,} {what + ('' if number == 1 else 's'):<12}{more}".rstrip() + "\n"
    if seen.first and seen.last:
        yield f"\npublished {seen.first} to {seen.last}\n"
    for title, counts in (("read by", seen.engines), ("outlets", seen.outlets)):
        if counts:
            yield f"\n{title}\n"
            yield from (f"  {number:>12,} {printable(what or '(none)')}\n" for what, number in counts.items())


def _told(name: str, seen: Overview, form: Form) -> Iterator[str]:
    """For programs: one object, or a row a number."""
    if form.shape == "json":
        outlets = [{"outlet": outlet, "sightings": number} for outlet, number in seen.outlets.items()]
        told = {
            "record": _escaped(name),
            "size": seen.size,
            "totals": seen.totals,
            "published": {"first": seen.first, "last": seen.last},
            "engines": seen.engines,
            "outlets": outlets,
            "changes": seen.changes,
        }
        yield _json(told, form)
        return
    counts: list[tuple[str, dict[str, int] | dict[str | None, int]]] = [
        ("total", seen.totals),
        ("engine", seen.engines),
        ("outlet", seen.outlets),
        ("change", seen.changes),
    ]
    rows: list[Row] = [{"what": what, "name": each, "value": many} for what, of in counts for each, many in of.items()]
    rows += [{"what": "published", "name": "first", "value": seen.first}]
    rows += [
        {"what": "published", "name": "last", "value": seen.last},
        {"what": "size", "name": "bytes", "value": seen.size},
    ]
    yield from _table(("what", "name", "value"), rows, form)


def _failures(kept: list[Failed]) -> Iterator[str]:
    for each in kept:
        yield f"{printable(str(each.failure))}\n"
        times = "once" if each.attempts == 1 else f"{each.attempts:,} times"
        yield f"    tried {times}, last {each.last_seen}\n"
    from onrecord.acquire import is_passing

    again = any(not is_passing(each.path) for each in kept)
    yield f"{plural(len(kept), 'failure')}" + ("; `onrecord add --retry` tries them again\n" if again else "\n")


def _failure(each: Failed) -> Row:
    return {
        "locator": each.failure.locator,
        "path": _escaped(each.path),
        "published": each.published,
        "reason": each.failure.reason,
        "remedy": each.failure.remedy,
        "attempts": each.attempts,
        "first_seen": each.first_seen,
        "last_seen": each.last_seen,
    }


def _data(rows: list[Row], form: Form) -> Iterator[str]:
    columns = ("locator", "path", "published", "reason", "remedy", "attempts", "first_seen", "last_seen")
    if form.shape == "json":
        yield from (_json(row, form) for row in rows)
    else:
        yield from _table(columns, rows, form)


def _table(columns: tuple[str, ...], rows: Iterable[Row], form: Form) -> Iterator[str]:
    from onrecord.export import tables

    yield form.line(columns)
    for row in rows:
        cells = [tables.neutral("" if row[column] is None else str(row[column])) for column in columns]
        yield form.line(form.safe(cells))


def _json(value: object, form: Form) -> str:
    return form.json(json.dumps(value, ensure_ascii=False).encode()).decode()


def _escaped(name: str) -> str:
    """A file's name may be bytes that are no text; data is text."""
    return name.encode("utf-8", "backslashreplace").decode()


def _bytes(size: int) -> str:
    number, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if number < 1000:
            break
        number, unit = number / 1000, larger
    return f"{size:,} bytes" if unit == "bytes" else f"{number:.1f} {unit}"
