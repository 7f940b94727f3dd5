"""`onrecord names`: who is whom across reports, on a record or in files, why, and what people say of it."""

from __future__ import annotations

import json
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
from onrecord.errors import InputError
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.model.identity import Identity
    from onrecord.model.trace import TieVerdict
    from onrecord.record.names import People
    from onrecord.relate.aliases import Aliases

PARTLY = 3  # the exit code of a run in which some inputs failed and others did not
KINDS = ("person", "organisation", "place", "group")
COLUMNS = ("id", "kind", "name", "reports", "names", "roles", "why")


def names(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines; else the record is asked."),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="NAME", help="Who that is (a name or an id): members and evidence.")
    ] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"Only this kind: {', '.join(KINDS)}.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Those whom one report names alone, too.")] = False,
    table: Annotated[
        Path | None,
        typer.Option("--aliases", metavar="FILE", help="Other names of the same: name, alias, kind; with tabs."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="The ids given are one.")] = False,
    split: Annotated[
        bool, typer.Option("--split", help="The first id is none of the others; alone: of no other.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Nothing is said of the ids given any more.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a name.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a name, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a name, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Tell which people, organisations, places and groups are the same in several reports, and why.

    What people say stands above what the machine finds: --merge and --split take ids of members, as --why and --json
    show them, and --undo takes back what was said.

    Exit code 0: done. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is no kind; give one of {', '.join(KINDS)}", param_hint="--kind")
    if merge or split or undo:
        _judge(place, files or [], by, merge=merge, split=split, undo=undo)
        return
    if files and record is not None:
        raise typer.BadParameter("give FILES, or a record: one of the two")
    wrong = clash(files or [], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    people, failed = _people(files or [], place, _aliases(table))
    found = people.find(why) if why is not None else _wanted(people.identities.all(), every=every)
    chosen_ones = [one for one in found if kind in (None, one.kind)]
    with destination(output) as stream:
        for part in _written(chosen_ones, people, form, closely=why is not None):
            write(stream, part)
    if failed:
        sys.stderr.write(f"onrecord: {plural(failed, 'input')} failed\n")
        raise typer.Exit(PARTLY if people.places else 1)


def _people(files: list[str], place: str, aliases: Aliases | None) -> tuple[People, int]:
    """Who is whom, and how many inputs failed."""
    from onrecord.cli.given import reports_given
    from onrecord.model import Failure, Report
    from onrecord.record import open_record
    from onrecord.record.names import of_record, of_reports

    if not files:
        with open_record(place, create=False, write=False) as opened:
            return of_record(opened.store, aliases), 0
    failed = 0

    def reports() -> Iterator[Report]:
        nonlocal failed
        for one in reports_given(files):
            if isinstance(one, Failure):
                failed += 1
                sys.stderr.write(f"onrecord: {printable(str(one))}\n")
            else:
                yield one

    return of_reports(reports(), aliases), failed


def _aliases(given: Path | None) -> Aliases | None:
    if given is None:
        return None
    from onrecord.relate.aliases import aliases

    try:
        return aliases(given.read_text(encoding="utf-8").splitlines(), str(given))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{given}: cannot be read ({error}); name a table of names in UTF-8") from None


def _wanted(found: Iterable[Identity], *, every: bool) -> list[Identity]:
    several = [one for one in found if every or len({each.report for each in one.members}) > 1]
    return sorted(several, key=lambda one: (KINDS.index(one.kind), -len(one.members), one.name.casefold(), one.id))


def _written(found: list[Identity], people: People, form: Form, *, closely: bool) -> Iterator[bytes]:
    if form.shape == "text":
        from onrecord.cli.names_page import names_page

        width = shutil.get_terminal_size().columns
        page = names_page(found, people.places, width=width, colour=form.coloured(), closely=closely)
        yield from (form.text(part) for part in page)
        return
    if form.shape == "json":
        for one in found:
            yield form.json(json.dumps(_row(one, people.places), ensure_ascii=False).encode())
        return
    yield form.line(COLUMNS).encode()
    for one in found:
        spelt = "; ".join(f"{name} ({count})" for name, count in one.names)
        because = "; ".join(dict.fromkeys(link.why for link in one.links))
        reports = str(len({each.report for each in one.members}))
        yield form.line(form.safe([one.id, one.kind, one.name, reports, spelt, "; ".join(one.roles), because])).encode()


def _row(one: Identity, places: dict[str, str]) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "names": [{"name": name, "reports": count} for name, count in one.names],
        "roles": list(one.roles),
        "members": [
            {
                "id": each.id,
                "report": each.report,
                "place": places.get(each.report),
                "published": each.published,
                "name": each.name,
                "roles": list(each.roles),
            }
            for each in one.members
        ],
        "links": [
            {"one": link.one, "other": link.other, "rule": link.rule, "why": link.why, "confidence": link.confidence}
            for link in one.links
        ],
    }


def _judge(place: str, ids: list[str], by: str | None, *, merge: bool, split: bool, undo: bool) -> None:
    """Keep what a person says of names."""
    if merge + split + undo > 1:
        raise typer.BadParameter("give one of --merge, --split and --undo")
    if not by or not by.strip():
        raise typer.BadParameter("tell who says so: --by NAME", param_hint="--by")
    if len(ids) < (2 if merge else 1):
        raise typer.BadParameter("give the ids: two or more, or one to split off")

    from onrecord.record import moment, open_record
    from onrecord.record.names import told

    verdict: TieVerdict = "same" if merge else "different" if split else "open"
    with open_record(place, create=False) as opened:
        ties = told(opened.store, verdict, ids, by=by, at=moment())
    word = "put together" if merge else "held apart" if split else "left to the machine"
    say(f"{printable(by)}: {plural(len(ties), 'pair')} {word}\n")
