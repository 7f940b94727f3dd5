"""A file of citations, read: `CSV → citations`, a failure in the place of a row that cannot be read.

Columns are known by their names, in any case and order (`COLUMNS`); a comma, semicolon, tab or bar divides cells,
whichever the header is divided by. UTF-8 with or without a mark, or UTF-16 with one, as spreadsheets write it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO, cast

from onrecord.errors import InputError
from onrecord.model import Failure
from onrecord.model.citation import Citation

COLUMNS = {
    "url": ("url", "link", "uri", "address", "source_url", "report_url"),
    "key": ("key", "report_key", "file", "path"),
    "id": ("id", "report", "report_id", "sighting", "sighting_id"),
    "quote": ("quote", "quotation", "quoted", "words", "exact"),
    "figure": ("figure", "number", "count", "toll"),
    "speaker": ("speaker", "said_by", "who"),
}
DIVIDERS = (",", ";", "\t", "|")
LONGEST = 100_000  # characters of one cell
LINE = 2_000_000  # characters of one line
_ID = re.compile(r"[rs]_[0-9a-f]+", re.IGNORECASE)
_TOO_LONG = f"holds a cell of more than {LONGEST:,} characters"
_ENCODING = "save it as CSV in UTF-8 and give it again"
_REMEDY = "give a column url, key or id, and a column quote or figure, each named in the first row"


def read(source: bytes | BinaryIO, name: str = "citations") -> Iterator[Citation | Failure]:
    """The citations of a CSV file in order. `name` is what failures call the file; a bad row stops no other.

    Raises InputError where no row of it can be read: it is empty, its columns have other names, it is no UTF-8.
    """
    raw = io.BytesIO(source) if isinstance(source, bytes) else source
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    beginning = stream.peek(64)[:64]
    marked = beginning[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    text = io.TextIOWrapper(stream, encoding="utf-16" if marked else "utf-8-sig", newline="")
    begun = False
    try:
        if not marked and beginning.count(0) > len(beginning) // 3:  # of UTF-16, every other byte
            raise InputError(f"{name}: looks like UTF-16 without its mark, or is no text; {_ENCODING}")
        for found in _citations(text, name):
            begun = True
            yield found
    except UnicodeError:
        if not begun:
            raise InputError(f"{name}: is not UTF-8 text; {_ENCODING}") from None
        yield Failure(locator=name, reason="is not UTF-8 text from here on", remedy=_ENCODING)
    finally:
        text.detach()


def _citations(text: TextIO, name: str) -> Iterator[Citation | Failure]:
    header = text.readline(LINE)
    divider = header.strip()[4:] if re.match(r"sep=[,;\t|]\s*$", header) else None
    header = text.readline(LINE) if divider else header
    divider, names = _header(header, divider)
    given = {column for column in names if column}
    if not given & {"url", "key", "id"} or not given & {"quote", "figure"}:
        shown = header.strip()[:80]
        what = f"row 1 names no report, or no words: {shown}" if shown else "is empty"
        raise InputError(f"{name}: {what}; {_REMEDY}")
    titles = next(csv.reader([header], delimiter=divider))
    rows = csv.reader(_lines(text), delimiter=divider, strict=True)
    row = 1
    while True:
        row += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reason, remedy = f"cannot be read ({error})", "close its quotation marks, and double those inside of a cell"
            if "field limit" in str(error):
                reason, remedy = _TOO_LONG, "shorten it, or close its quotation marks if that is where it does not end"
            elif "a line of more than" in str(error):
                remedy = "divide the rows by line breaks"
            yield Failure(locator=f"{name}, row {row}", reason=reason, remedy=remedy)
            continue
        if any(cell.strip() for cell in cells):
            fault = _fault(cells, len(titles))
            if fault:
                yield Failure(locator=f"{name}, row {row}", reason=fault, remedy="correct the row; the others are read")
            else:
                yield _citation(row, names, titles, cells)


def _header(line: str, divider: str | None) -> tuple[str, list[str | None]]:
    """What divides the cells, and which column each of them is: by the divider that makes the most known names."""
    known = {written: column for column, several in COLUMNS.items() for written in several}
    best: tuple[str, list[str | None]] = (divider or ",", [])
    for candidate in (divider,) if divider else DIVIDERS:
        try:
            titles = next(csv.reader([line], delimiter=candidate), [])
        except csv.Error:
            continue
        names: list[str | None] = []
        for title in titles:
            column = known.get(re.sub(r"[\s-]+", "_", title.strip().lower()))
            names.append(column if column not in names else None)  # the first of two columns with one name
        if sum(map(bool, names)) > sum(map(bool, best[1])):
            best = (candidate, names)
    return best


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(LINE):
        if len(line) == LINE and not line.endswith("\n"):
            raise csv.Error(f"a line of more than {LINE:,} characters; what comes after it is not read")
        yield line


def _fault(cells: list[str], columns: int) -> str | None:
    if any("\0" in cell for cell in cells):
        return "holds a NUL character"
    if any(len(cell) > LONGEST for cell in cells):
        return _TOO_LONG
    if len(cells) > columns and any(cell.strip() for cell in cells[columns:]):
        return f"has {len(cells)} cells where the first row has {columns}; a cell with a divider needs quotation marks"
    return None


def _citation(row: int, names: list[str | None], titles: list[str], cells: list[str]) -> Citation:
    """The citation of a row; a column `id` with somebody's own numbers stays as it is beside a url or key."""
    cells = cells + [""] * (len(titles) - len(cells))
    known = {name: cell.strip() or None for name, cell in zip(names, cells, strict=False) if name}
    own = known.get("id") and not _ID.fullmatch(known["id"] or "") and (known.get("url") or known.get("key"))
    if own:
        known.pop("id")
    others = tuple(
        (title, cell)
        for name, title, cell in zip(names, titles, cells, strict=False)
        if name is None or (name == "id" and own)
    )
    return Citation(row=row, others=others, **known)
