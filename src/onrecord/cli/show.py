"""`onrecord show`: a report or a fact on the record, with all that is known of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import printable
from onrecord.model import Report, Span
from onrecord.model.change import Change
from onrecord.model.query import Fact
from onrecord.model.shown import Shown, Version
from onrecord.model.vocabulary import GAP
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.record import Record

DATES = ("published", "modified", "retrieved")
CHANGE = (
    *("change", "fact", "old", "new", "fields", "old_words", "new_words", "from_report", "to_report"),
    *("from_sighting", "to_sighting", "url", "key"),
    *(f"{side}_{name}" for name in (*DATES, "first_seen") for side in ("from", "to")),
)
HISTORY = ("what", "told")


def show(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A url, a key, or an id: r_…, s_…, f_….")],
    changes: Annotated[
        bool, typer.Option("--changes", help="What each version of a report changed, the oldest first.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Where it was seen, by what it was read, what that changed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a fact or change, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a fact or change, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Show a report as `read` prints it, or a fact with everything that is known of it.

    Where several have the name, it is the newest, and the others are listed.

    Exit code 0: done. 1: it is not on the record. 2: misused.
    """
    if changes and history:
        raise typer.BadParameter("give one of --changes and --history")
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    settings = load(Path.cwd(), os.environ, {"record": record}).settings

    from onrecord.record import open_record

    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with open_record(settings.record, create=False, write=False) as opened:
        parts = _changes(opened, what, form, raw=raw) if changes else _shown(opened, what, form, raw=raw, whole=history)
        first = next(parts)  # what is not on the record leaves a file as it was
        with destination(output, opened) as stream:
            for part in chain([first], parts):
                write(stream, part)


def _shown(record: Record, what: str, form: Form, *, raw: bool, whole: bool) -> Iterator[bytes]:
    """`whole`: its history alone."""
    from onrecord import codec
    from onrecord.cli.context import fact_page
    from onrecord.cli.history import history_page, marks_of
    from onrecord.cli.terminal import rendered

    shown = record.show(what)
    width, colour = shutil.get_terminal_size().columns, form.coloured()
    fact = _fact(shown)
    if form.shape == "json":
        report = fact is None and not whole
        yield form.report(shown.report) if report else form.json(codec.line_of(_told(shown, fact)))
    elif form.shape in ("csv", "tsv"):
        yield from _tabled(shown, fact, form, raw=raw, whole=whole)
    elif whole:
        yield form.text(history_page(shown, width=width, colour=colour))
    elif fact is not None:
        yield form.text(fact_page(shown, fact, width=width, colour=colour))
    else:
        yield form.text(rendered(shown.report, width=width, colour=colour, judged=marks_of(shown)))
        yield form.text(history_page(shown, width=width, colour=colour))


def _tabled(shown: Shown, fact: Fact | None, form: Form, *, raw: bool, whole: bool) -> Iterator[bytes]:
    from onrecord.cli.history import history, marks_of
    from onrecord.export import tables

    if whole:
        yield form.line(HISTORY).encode()
        for name, value in history(shown):
            yield form.line(form.safe([name, value if raw else tables.neutral(value)])).encode()
        return
    yield form.line((*tables.COLUMNS, "sighting", "newer", "judged")).encode()
    newer, marks = shown.newer.seen.sighting if shown.newer else "", marks_of(shown)
    for row in tables.rows(shown.report, raw=raw):
        identity = row[tables.COLUMNS.index("id")]
        if fact is None or identity == fact.id:
            more = (shown.seen.sighting, newer, marks.get(identity, ""))
            yield form.line(form.safe([*row, *more])).encode()


def _told(shown: Shown, fact: Fact | None) -> dict[str, object]:
    """A fact, or a report's history, as one JSON object."""
    names = {entity.id: entity.name for entity in shown.report.entities}
    times = {time.id: time.value for time in shown.report.times}
    told: dict[str, object] = {"seen": shown.seen}
    if fact is not None:
        told |= {"fact": fact, "names": names, "times": times, "fact_first_seen": shown.fact_first_seen}
    later = {"readings": shown.readings, "revisions": shown.revisions, "judgements": shown.judgements}
    return told | later | {"others": shown.others, "newer": shown.newer}


def _fact(shown: Shown) -> Fact | None:
    report = shown.report
    facts: tuple[Fact, ...] = (*report.statements, *report.figures, *report.events)
    return next((fact for fact in facts if fact.id == shown.fact), None)


def _changes(record: Record, what: str, form: Form, *, raw: bool) -> Iterator[bytes]:
    from onrecord import codec
    from onrecord.export import tables

    opening = form.line(CHANGE).encode() if form.shape in ("csv", "tsv") else b""
    for version in record.versions(what):
        yield opening
        opening = b""
        if form.shape == "text":
            yield form.text(_version(version))
            continue
        for change in version.changes:
            if form.shape == "json":
                yield form.json(codec.line_of({"change": change} | _where(version.old, version.new, version)))
            else:
                cells = _cells(change, version)
                yield form.line(form.safe(cells if raw else [tables.neutral(cell) for cell in cells])).encode()


def _cells(change: Change, version: Version) -> list[str]:
    old, new = version.old, version.new
    told = {
        "change": change.kind,
        "fact": change.fact,
        "old": change.old,
        "new": change.new,
        "fields": "; ".join(f"{field.name}: {field.before} → {field.after}" for field in change.fields),
        "old_words": _joined(change.old_spans),
        "new_words": _joined(change.new_spans),
    }
    return [str(cell or "") for cell in (told | _where(old, new, version)).values()]


def _where(old: Report, new: Report, version: Version) -> dict[str, str | None]:
    """Which two versions a change is between, and when those were."""
    told: dict[str, str | None] = {"from_report": old.id, "to_report": new.id}
    told |= {"from_sighting": old.sighting, "to_sighting": new.sighting, "url": new.url, "key": new.key}
    for name in DATES:
        before, after = getattr(old, name), getattr(new, name)
        told |= {f"from_{name}": before.value if before else None, f"to_{name}": after.value if after else None}
    return told | {"from_first_seen": version.old_first_seen, "to_first_seen": version.new_first_seen}


def _joined(spans: Iterable[Span]) -> str:
    return GAP.join(span.exact for span in spans)


SIGNS = {"appeared": "+", "vanished": "-", "changed": "~"}


def _version(version: Version) -> str:
    """A heading for two versions, and a line or more for each change."""
    from onrecord.cli.history import field_words

    before, after = _dated(version)
    lines = [f"── {before} → {after}"]
    for change in version.changes:
        words = printable(" ".join(_joined(change.new_spans or change.old_spans).split()))
        lines.append(f"{SIGNS[change.kind]} {change.fact} {change.new or change.old} {words}")
        lines += [printable(f"    {field_words(field)}") for field in change.fields]
    counts = [(sum(change.kind == kind for change in version.changes), kind) for kind in SIGNS]
    total = " · ".join(f"{count:,} {kind}" for count, kind in counts if count)
    return "\n".join([*lines, total or "no fact changed", "", ""])


def _dated(version: Version) -> list[str]:
    """Both versions by the first date in which they differ, beside their date of publication."""
    told = _where(version.old, version.new, version)
    known = {name: (told[f"from_{name}"], told[f"to_{name}"]) for name in (*DATES, "first_seen")}
    differ = next((name for name, (one, other) in known.items() if one != other), "published")
    dated: list[str] = []
    for side, report in enumerate((version.old, version.new)):
        published, other = known["published"][side], known[differ][side]
        own = f" {differ.replace('_', ' ')} {other}" if other and differ != "published" else ""
        dated.append(printable(f"{published or 'date unknown'}{own} {report.sighting}"))
    return dated
