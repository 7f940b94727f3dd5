"""Citations held against the record: each row told to be verified, moved or not found, with the words that tell it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import typer

from onrecord.cli.clashes import clash
from onrecord.cli.forms import Shape
from onrecord.cli.output import destination, shown, write
from onrecord.cli.printable import escaped_json, plural, printable
from onrecord.cli.read import PARTLY
from onrecord.errors import InputError
from onrecord.model import Failure
from onrecord.model.citation import Verdict

COLUMNS = ("status", "how", "score", "found_report", "found_url", "found_key", "start", "end", "exact")
TOLD = (*COLUMNS, "differences", "cautions", "reason")
MARKS = {"verified": "✓", "moved": "→", "not_found": "✗", "no_source": "?", "invalid": "!"}
LONGEST = 300  # characters of a passage that people are shown


def verify_citations(place: str, file: str, shape: Shape, output: Path | None, *, raw: bool) -> None:
    """Tell what comes of each row; leaves with 1 where one is not verified, with 3 where one cannot be understood."""
    wrong = clash([file], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))

    from onrecord.record import open_record

    counts: Counter[str] = Counter()
    terminal = output is None and sys.stdout.isatty()
    name = "standard input" if file == "-" else file
    with (
        open_record(place, create=False, write=False) as record,
        _opened(file) as source,
        destination(output, record) as stream,
    ):
        for verdict in record.verdicts(source, name):
            if isinstance(verdict, Failure):
                counts["unread"] += 1
                sys.stderr.write(f"onrecord: {printable(str(verdict))}\n")
                continue
            if shape in ("csv", "tsv") and not counts.keys() - {"unread"}:
                write(stream, _line(_columns(verdict), shape, raw=raw, terminal=terminal))
            counts[verdict.status] += 1
            write(stream, _told(verdict, shape, raw=raw, terminal=terminal))
        counts["invalid"] += counts.pop("unread", 0)
        counts = +counts
        total = counts.total()
        told = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in sorted(counts.items()))
        if shape == "text":
            write(stream, shown(f"{plural(total, 'citation')}: {told or 'none'}\n"))
    if not total:
        raise InputError(f"{name}: there is no citation in it; give rows under a header with url, key or id")
    if counts.keys() & {"moved", "not_found", "no_source"}:
        raise typer.Exit(1)
    if counts["invalid"]:
        raise typer.Exit(PARTLY)


def _told(verdict: Verdict, shape: Shape, *, raw: bool, terminal: bool) -> bytes:
    if shape == "json":
        line = json.dumps(asdict(verdict), ensure_ascii=False)
        return (escaped_json(line) if terminal else line).encode() + b"\n"
    if shape == "text":
        return shown("".join(f"{line}\n" for line in _lines(verdict)))
    cells = [cell for _, cell in _given(verdict)]
    place = verdict.places[0] if verdict.places else None
    found: dict[str, object] = {
        "status": verdict.status,
        "how": verdict.how,
        "score": f"{verdict.score:.2f}",
        "found_report": place.report if place else None,
        "found_url": place.url if place else None,
        "found_key": place.key if place else None,
        "start": place.start if place else None,
        "end": verdict.places[-1].end if place else None,
        "exact": " […] ".join(each.exact for each in verdict.places),
        "differences": "; ".join(f"{each.cited or '∅'} → {each.report or '∅'}" for each in verdict.differences),
        "cautions": "; ".join(verdict.cautions),
        "reason": verdict.reason,
    }
    told = ["" if found[name] is None else str(found[name]) for name in TOLD]
    return _line([*cells, *told], shape, raw=raw, terminal=terminal)


def _columns(verdict: Verdict) -> list[str]:
    return [*(name for name, _ in _given(verdict)), *TOLD]


def _given(verdict: Verdict) -> list[tuple[str, str]]:
    """The row as it was given."""
    own = verdict.citation
    known = ("url", "key", "id", "quote", "figure", "speaker")
    cells = [("row", str(own.row)), *((name, getattr(own, name) or "") for name in known), *own.others]
    return [(name, cell) for name, cell in cells]


def _line(cells: list[str], shape: Shape, *, raw: bool, terminal: bool) -> bytes:
    from onrecord.export import tables

    safe = [cell if raw else tables.neutral(cell) for cell in cells]
    safe = [printable(cell) for cell in safe] if terminal else safe
    return (tables.csv_line(safe) if shape == "csv" else tables.tsv_line(safe)).encode()


def _lines(verdict: Verdict) -> Iterator[str]:
    """A verdict for people: the row and what came of it, what it claims, and the words that tell."""
    own = verdict.citation
    how = f" ({verdict.how})" if verdict.how else ""
    cited = own.id or own.key or own.url or "no report"
    yield f"{MARKS[verdict.status]} row {own.row}  {verdict.status.replace('_', ' ')}{how}  {printable(cited)}"
    for claim in (own.quote, own.figure):
        if claim:
            yield f"    cited  {printable(_short(claim))}"
    for place in verdict.places:
        yield f"    there  {printable(_short(place.exact))}  [{place.start}:{place.end} of {place.report}]"
    yield f"    {printable(verdict.reason)}"
    yield from (f"    note: {printable(caution)}" for caution in verdict.cautions)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _opened(file: str) -> BinaryIO:
    try:
        return sys.stdin.buffer if file == "-" else Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name a CSV file of citations") from None
