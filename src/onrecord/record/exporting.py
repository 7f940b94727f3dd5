"""The record → a file in somebody's format; and an annotator's file → judgements on the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from onrecord import export
from onrecord.errors import RecordError, RefusedError
from onrecord.model import Failure, Judgement, Report
from onrecord.store import Store

AT_ONCE = 500  # judgements that are kept in one transaction


def write(
    store: Store, format: str, destination: BinaryIO | Path, what: Iterable[str] = (), *, raw: bool = False
) -> None:
    """Write reports in a format of `export.FORMATS`: all, or those that urls, keys or ids name.

    An annotator's file shows facts as people left them so far. Raises InputError for a format that is none, and
    RecordError for a name that is not on the record.
    """
    export.write(
        format, reports(store, what), destination, raw=raw, judged=lambda report: store.judgements(report.sighting)
    )


def reports(store: Store, what: Iterable[str] = ()) -> Iterator[Report]:
    """All reports, or those that urls, keys or ids name, each once."""
    names = list(what)
    if not names:
        yield from store.reports()
        return
    sightings: dict[str, None] = {}
    for name in names:
        found = store.named(name)
        if not found:
            raise RecordError(f"{name}: is not on the record; name a url, a key or an id that is")
        sightings.update(dict.fromkeys(found))
    yield from (one.report for one in store.stored(list(sightings)))


def review(
    store: Store, format: str, lines: Iterable[str | bytes], *, by: str, at: str
) -> Iterator[Judgement | Failure]:
    """Keep what people said in an annotator's file; each judgement comes out when it is on the record.

    What cannot be taken (another text, a span that does not fit) comes out as a Failure and stops nothing else.
    """

    def lookup(name: str) -> Report | None:
        return next((one.report for one in store.stored(store.named(name)[:1])), None)

    found = export.judgements(format, lines, by=by, at=at, lookup=lookup)
    while some := list(islice(found, AT_ONCE)):
        try:
            store.judge([judged for judged in some if isinstance(judged, Judgement)])
        except RefusedError:  # one of them is at fault, the others are not
            some = [_judged(store, judged) if isinstance(judged, Judgement) else judged for judged in some]
        yield from some


def _judged(store: Store, judged: Judgement) -> Judgement | Failure:
    try:
        store.judge([judged])
    except RefusedError as error:
        remedy = "take it out of the file, the others are kept"
        return Failure(locator=judged.fact or judged.report, reason=str(error), remedy=remedy)
    return judged
