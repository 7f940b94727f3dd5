"""Puts the news on the record: who said what, how many according to whom, and when, each fact with its words.

    import onrecord

    report = onrecord.read("reports/flood.txt", published="2031-05-02")
    for statement in report.statements:
        print(statement.cue, [span.exact for span in statement.content])

    with onrecord.open("onrecord.db") as record:
        record.add(["reports"])

Importing it loads the types alone; what reads a report is loaded by the first call that reads one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError, RecordError
from onrecord.model import Entity, Event, Failure, Figure, Report, Span, Statement, Timex

if TYPE_CHECKING:
    from onrecord.record import Record

__all__ = [
    "Entity",
    "Event",
    "Failure",
    "Figure",
    "InputError",
    "OnrecordError",
    "RecordError",
    "Report",
    "Span",
    "Statement",
    "Timex",
    "open",
    "read",
    "read_all",
    "read_text",
]


def read(source: str | os.PathLike[str], *, published: str | date | None = None) -> Report:
    """The record of one report: of the file at a path, or of the text itself.

    A string that names a file is that file; any other string with white space in it is the text of a report.
    `published` (an ISO date or date-time) is the publication date where the report gives none.

    Raises InputError where there is no report, more than one, or a string that could be either a name or a text.
    """
    if isinstance(source, str) and not source.strip():
        raise InputError("the text is empty; give the text of a report, or the path of a file")
    if isinstance(source, str) and not _is_there(source):
        if len(source.split()) == 1:
            what = repr(source if len(source) <= 80 else source[:80] + "…")
            raise InputError(f"{what} is the name of no file; check the path, or give a text to read_text")
        return read_text(source, published=published)
    reports = read_all([source], published=published)
    first = next(reports, None)
    if first is None:
        raise InputError(f"{os.fspath(source)!r} holds no report; give a file with a report in it")
    if next(reports, None) is not None:
        raise InputError(f"{os.fspath(source)!r} holds several reports; read them with onrecord.read_all")
    return _report(first)


def open(place: str | os.PathLike[str] = "onrecord.db", *, write: bool = True) -> Record:
    """Open a record, the path of a SQLite file or `postgresql://…`; it is made where there is none.

    `write`: False opens what is there so that nothing in it can change. Raises RecordError where it is no record.
    """
    from onrecord.record import open_record

    return open_record(place, create=write, write=write)


def read_text(text: str, *, published: str | date | None = None) -> Report:
    """The record of a text given as it is. Raises InputError where it cannot be read."""
    from onrecord import pipeline

    return _report(pipeline.read_text(text, published=_day(published)))


def read_all(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, published: str | date | None = None
) -> Iterator[Report | Failure]:
    """The records of all reports in files and folders, in order, each as soon as it is read.

    A report that cannot be read comes out as a Failure in its place, and stops no other.
    """
    from onrecord import pipeline
    from onrecord.settings import Settings

    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    return pipeline.read_all((_locator(path) for path in several), Settings(), published=_day(published))


def _report(read: Report | Failure) -> Report:
    if isinstance(read, Failure):
        raise InputError(str(read))
    return read


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or with characters that no name has
        return False


def _locator(path: str | os.PathLike[str]) -> str:
    """A path as `acquire` takes it, to which a bare `-` is standard input: a program reads that by itself."""
    name = os.fspath(path)
    return "./-" if name == "-" else name


def _day(published: str | date | None) -> str | None:
    from onrecord.settings import publication_date

    if published is None:
        return None
    return publication_date(published if isinstance(published, str) else published.isoformat())
