"""The record → a file in somebody's format; and an annotator's file → judgements on the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice, tee
from pathlib import Path
from typing import BinaryIO

from onrecord import export
from onrecord.errors import InputError, RecordError, RefusedError
from onrecord.export import returned
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
    named = reports(store, what)
    export.write(format, named, destination, raw=raw, judged=lambda report: store.judgements(report.sighting))


def reports(store: Store, what: Iterable[str] = ()) -> Iterator[Report]:
    """All reports, or those that urls, keys or ids name, each once. Raises RecordError at once for another name."""
    names = list(what)
    if not names:
        return store.reports()
    sightings: dict[str, None] = {}
    for name in names:
        found = store.named(name)
        if not found:
            raise RecordError(f"{name}: is not on the record; name a url, a key or an id that is")
        sightings.update(dict.fromkeys(found))
    return (one.report for one in store.stored(list(sightings)))


@dataclass(slots=True, kw_only=True)
class Kept:
    """How many judgements of a file were new to the record, and how many it had."""

    added: int = 0
    known: int = 0


def review(
    store: Store,
    format: str,
    lines: Iterable[str | bytes],
    *,
    by: str,
    at: str | None = None,
    kept: Kept | None = None,
) -> Iterator[Judgement | Failure]:
    """Keep what people said in an annotator's file; each judgement comes out when it is on the record.

    Where neither the file nor `at` tells when, it is now, unless the person has said the same already: then it is what
    was said then. `kept` counts. What cannot be taken (another text, a span that does not fit) comes out as a Failure
    and stops nothing else. Raises InputError for the file of another annotator.
    """
    kept = Kept() if kept is None else kept
    moment = now() if at is None else at
    lines = _own(format, lines)

    def lookup(name: str) -> Report | None:
        return next((one.report for one in store.stored(store.named(name)[:1])), None)

    found = export.judgements(format, lines, by=by, at=moment, lookup=lookup)
    while some := list(islice(found, AT_ONCE)):
        if at is None:
            some = _said_before(store, some, moment)
        own = [judged for judged in some if isinstance(judged, Judgement)]
        try:
            _count(kept, store.judge(own), len(own))
        except RefusedError:  # one of them is at fault, the others are not
            some = [_judged(store, judged, kept) if isinstance(judged, Judgement) else judged for judged in some]
        yield from some


def now() -> str:
    """The moment of what is said and does not tell when."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _own(format: str, lines: Iterable[str | bytes]) -> Iterable[str | bytes]:
    """The same lines. Raises InputError where the first object in them is another annotator's."""
    lines, ahead = tee(lines)
    first = next((each for each in returned.objects(ahead) if isinstance(each, returned.Returned)), None)
    origin = None if first is None else returned.origin(first.value)
    if origin not in (None, format) and format in export.ANNOTATORS:
        raise InputError(f"this looks like a file of {origin}, and not of {format}; review it as one of {origin}")
    return lines


def _said_before(store: Store, some: list[Judgement | Failure], moment: str) -> list[Judgement | Failure]:
    """The judgements, where one of this moment says what the person said last of the fact, the one of then."""
    last: dict[tuple[object, ...], Judgement] = {}
    for sighting in {each.sighting for each in some if isinstance(each, Judgement)}:
        for judged in sorted(store.judgements(sighting), key=lambda each: datetime.fromisoformat(each.at)):
            last[_subject(judged)] = judged
    then = [last.get(_subject(each), each) if isinstance(each, Judgement) else each for each in some]
    return [
        before
        if isinstance(each, Judgement)
        and isinstance(before, Judgement)
        and each.at == moment
        and replace(before, id=each.id, at=each.at) == each
        else each
        for before, each in zip(then, some, strict=True)
    ]


def _subject(judged: Judgement) -> tuple[object, ...]:
    """Who said something of which fact: of one that was added, of the words that it was marked by."""
    what = judged.fact or (judged.kind, *judged.spans)
    return judged.by, judged.origin, judged.sighting, judged.text_sha256, what


def _count(kept: Kept, new: int, all_of_them: int) -> None:
    kept.added += new
    kept.known += all_of_them - new


def _judged(store: Store, judged: Judgement, kept: Kept) -> Judgement | Failure:
    try:
        _count(kept, store.judge([judged]), 1)
    except RefusedError as error:
        remedy = "take it out of the file, the others are kept"
        return Failure(locator=judged.fact or judged.report, reason=str(error), remedy=remedy)
    return judged
