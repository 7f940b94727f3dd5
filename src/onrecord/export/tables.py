"""Facts as a table, one row a fact, for spreadsheets (CSV) and for the shell's tools (TSV).

What goes in: reports, one at a time. What comes out: rows of text cells under `COLUMNS`, and lines of them. A cell
that a spreadsheet would run as a formula is neutralised by an apostrophe in front of it (OWASP, "CSV injection");
`plain` takes it away again, exactly, and `raw` never writes it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from onrecord.model import Event, Figure, Report, Span, Statement
from onrecord.model.query import Fact
from onrecord.model.vocabulary import GAP

REPORT = ("key", "report", "url", "outlet", "title", "published")
FACT = ("kind", "id", "start", "end", "exact", "spans")
SAID = ("form", "speaker", "source", "source_kind", "via", "cue", "addressee", "polarity", "stance", "time", "parent")
COUNTED = (
    *("number", "value", "low", "high", "bound", "unit", "counted", "outcome", "scope"),
    *("since", "until", "on", "as_of", "as_of_basis", "by", "part_of"),
)
HAPPENED = ("predicate", "status", "agent", "patient", "recipient", "same_as", "code")
COLUMNS = (*REPORT, *FACT, *SAID, *COUNTED, *HAPPENED, "place", "statement", "confidence")
RUN = frozenset("=+-@＝＋－＠")  # a spreadsheet takes what begins so for a formula
_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Cell = str | int | float | Decimal | None


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV (RFC 4180, with a bare line feed at its end)."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # with "\n" it leaves a cell with "\r" unquoted
    return line.getvalue().removesuffix("\r\n") + "\n"


def tsv_line(cells: Iterable[str]) -> str:
    """One line of TSV: no quoting; a tab, line break or backslash inside a cell is written `\\t`, `\\n`, `\\\\`."""
    return "\t".join(cell.translate(_TSV) for cell in cells) + "\n"


def csv_lines(reports: Iterable[Report], *, raw: bool = False) -> Iterator[bytes]:
    """A CSV file of all facts: the columns' names, then the facts of each report, in order."""
    yield csv_line(COLUMNS).encode()
    for report in reports:
        yield "".join(csv_line(row) for row in rows(report, raw=raw)).encode()


def tsv_lines(reports: Iterable[Report], *, raw: bool = False) -> Iterator[bytes]:
    """The same as TSV."""
    yield tsv_line(COLUMNS).encode()
    for report in reports:
        yield "".join(tsv_line(row) for row in rows(report, raw=raw)).encode()


def rows(report: Report, *, raw: bool = False) -> Iterator[list[str]]:
    """The report's facts in the order of the text; `raw`: the words as they are, run by a spreadsheet or not."""
    for fact in facts(report):
        yield [_cell(fact.get(column), raw=raw) for column in COLUMNS]


def row(
    about: Mapping[str, Cell],
    fact: Fact,
    names: Mapping[str, str],
    times: Mapping[str, str | None],
    *,
    more: Iterable[str] = (),
    raw: bool = False,
) -> list[str]:
    """One fact under `COLUMNS`, and more cells of words after it."""
    cells = {**about, **_of_fact(fact, names, times)}
    return [_cell(cell, raw=raw) for cell in (*(cells.get(column) for column in COLUMNS), *more)]


def facts(report: Report) -> Iterator[Mapping[str, Cell]]:
    """The report's facts in the order of the text, each as values by column."""
    about: dict[str, Cell] = {
        "key": report.key,
        "report": report.id,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published.value if report.published else None,
    }
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    every: tuple[Fact, ...] = (*report.statements, *report.figures, *report.events)
    found = [_of_fact(fact, names, times) for fact in every]
    for fact in sorted(found, key=lambda fact: int(str(fact["start"]))):
        yield about | fact


def _of_fact(fact: Fact, names: Mapping[str, str], times: Mapping[str, str | None]) -> dict[str, Cell]:
    if isinstance(fact, Statement):
        return _statement(fact, names, times)
    return _figure(fact, names) if isinstance(fact, Figure) else _event(fact, names)


def neutral(words: str) -> str:
    """Words that no spreadsheet runs. Apostrophes in front of such words get one more, so that `plain` is exact."""
    return f"'{words}" if _is_run(words.lstrip("'")) else words


def plain(cell: str) -> str:
    """The words of a neutralised cell: `plain(neutral(words)) == words`, for all words."""
    return cell[1:] if cell.startswith("'") and _is_run(cell.lstrip("'")) else cell


def _is_run(words: str) -> bool:
    return words[:1] in ("\t", "\r", "\n") or words.lstrip()[:1] in RUN


def _cell(value: Cell, *, raw: bool) -> str:
    """Numbers are ours and stay numbers (-5); words are the report's and are neutralised."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return neutral(value) if isinstance(value, str) and not raw else str(value)


def _place(*spans: Span) -> dict[str, Cell]:
    """Several stretches are one cell, and `spans` says where each of them is."""
    return {
        "start": min((span.start for span in spans), default=0),
        "end": max((span.end for span in spans), default=0),
        "exact": GAP.join(span.exact for span in spans),
        "spans": ";".join(f"{span.start}:{span.end}" for span in spans),
    }


def _words(span: Span | None) -> str | None:
    return span.exact if span else None


def _name(reference: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(reference) if reference is not None else None


def _statement(fact: Statement, names: Mapping[str, str], times: Mapping[str, str | None]) -> dict[str, Cell]:
    speakers = [names[speaker] for speaker in fact.speakers if speaker in names]
    return {
        **_place(*fact.content),
        "kind": "statement",
        "id": fact.id,
        "form": fact.form,
        "speaker": "; ".join(speakers) or _name(fact.speaker, names),
        "source": _words(fact.source),
        "source_kind": fact.source_kind,
        "via": "; ".join(names[via] for via in fact.via if via in names) or None,
        "cue": _words(fact.cue),
        "addressee": _words(fact.addressee),
        "polarity": fact.polarity,
        "stance": fact.stance,
        "time": times.get(fact.time) if fact.time is not None else None,
        "parent": fact.parent,
        "confidence": fact.confidence,
    }


def _figure(fact: Figure, names: Mapping[str, str]) -> dict[str, Cell]:
    return {
        **_place(fact.span),
        "kind": "figure",
        "id": fact.id,
        "speaker": _name(fact.source, names),
        "number": fact.number.exact,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "bound": fact.bound,
        "unit": fact.unit,
        "counted": _words(fact.counted),
        "outcome": fact.outcome,
        "scope": fact.scope,
        "since": fact.since,
        "until": fact.until,
        "on": fact.on,
        "as_of": fact.as_of.value if fact.as_of else None,
        "as_of_basis": fact.as_of.basis if fact.as_of else None,
        "by": _name(fact.by, names),
        "part_of": fact.part_of,
        "place": _name(fact.place, names),
        "statement": fact.statement,
        "confidence": fact.confidence,
    }


def _event(fact: Event, names: Mapping[str, str]) -> dict[str, Cell]:
    who: dict[str, str] = {}
    for participant in fact.participants:
        name = _name(participant.entity, names) or participant.span.exact
        who[participant.role] = f"{who[participant.role]}; {name}" if participant.role in who else name
    return {
        **_place(fact.span),
        "kind": "event",
        "id": fact.id,
        "predicate": fact.predicate,
        "status": fact.status,
        **who,
        "same_as": fact.same_as,
        "code": fact.code,
        "time": fact.time,
        "place": _name(fact.place, names),
        "statement": fact.statement,
        "confidence": fact.confidence,
    }
