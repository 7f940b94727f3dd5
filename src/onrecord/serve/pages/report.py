"""A report: its text as published with its facts marked in place, and beside it who says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from onrecord import codec
from onrecord.errors import InputError, RecordError
from onrecord.export import tables
from onrecord.model import Block, Judgement
from onrecord.model.judgement import in_force
from onrecord.model.segments import Mark, Segment, marks, segments
from onrecord.model.shown import Shown
from onrecord.serve.answers import FORMS, Asking, Page, answer, room_of
from onrecord.serve.drawing import address
from onrecord.serve.notes import Noted, notes
from onrecord.serve.pages.errors import MissingError
from onrecord.serve.sources import sources
from onrecord.serve.windows import Window, page_of, windows

Number = Annotated[int, QueryParameter(ge=1, description="A page of a long report, from 1.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A block of the text, cut into segments, and what stands beside it. `goes_on`: it began on the page before."""

    block: Block
    segments: list[Segment]
    beside: Noted
    goes_on: bool


@get("/report/{what:str}", sync_to_thread=True, summary="A report, with its facts")
def report(request: Asking, what: FromPath[str], page: Number = 1) -> Response[bytes] | Redirect:
    """A report by the id of a sighting, a report or a fact; `.json` and `.jsonl` give it as it was sealed."""
    shown = of(request, _plain(what))
    if shown.fact is not None:
        return Redirect(place_of(shown), status_code=303)
    whole = shown.report
    pages = windows(whole)
    if page > len(pages):
        raise InputError(f"page: there are {len(pages)} pages of it; give 1 to {len(pages)}")
    values: dict[str, Any] = {}
    if what == _plain(what):
        values = shown_values(shown, pages, page) | {"together": _together(request, shown)}
    name = whole.title or whole.key or whole.url or whole.id
    made = Page(
        template="report.html",
        title=name,
        values=values,
        rows=[whole],
        lines=[codec.encode(whole)],
        columns=tables.COLUMNS,
        cells=tables.rows(whole),
        asked={"page": page if page > 1 else None},
    )
    return answer(request, made)


@get("/report", sync_to_thread=True, summary="Find a report by its url or key")
def find(request: Asking, what: Annotated[str, QueryParameter(description="A url, a key or an id.")]) -> Redirect:
    """The report under a url, key or id: leads to its page."""
    shown = of(request, what)
    return Redirect(place_of(shown) if shown.fact else f"/report/{shown.seen.sighting}", status_code=303)


def of(request: Asking, what: str) -> Shown:
    """What is on the record under a name. Raises MissingError where nothing is."""
    record = room_of(request).record
    if "\0" in what or not what.strip():
        raise MissingError(f"{what[:80]!r} is not on the record")
    try:
        return record.show(what)
    except RecordError as error:
        if record.store.named(what):
            raise
        raise MissingError(str(error)) from None


def place_of(shown: Shown) -> str:
    """The address of a fact in the text of its report."""
    starts = {mark.fact: mark.start for mark in reversed(marks(shown.report))}
    number = page_of(windows(shown.report), starts.get(shown.fact or "", 0))
    path = address(f"/report/{shown.seen.sighting}", page=number if number > 1 else None)
    return f"{path}#{shown.fact}"


def said_of(judgements: Iterator[Judgement] | tuple[Judgement, ...]) -> Mapping[str, str]:
    """What people said of facts, in words, by fact."""
    told: dict[str, list[str]] = {}
    for one in in_force(judgements):
        if one.fact is not None:
            told.setdefault(one.fact, []).append(f"{one.verdict} by {one.by}, {one.at[:10]}")
    return {fact: "; ".join(words) for fact, words in told.items()}


def shown_values(shown: Shown, pages: list[Window], page: int) -> dict[str, Any]:
    """What the template shows of one page of a report."""
    whole = shown.report
    found = sources(whole)
    beside = notes(whole, found, said_of(shown.judgements))
    return {
        "report": whole,
        "shown": shown,
        "shelves": list(shelves(shown, pages[page - 1], beside)),
        "sources": found,
        "page": page,
        "loose": False,
        "events": {event.id for event in whole.events},
        "together": 0,
        "pages": len(pages),
        "sizes": (len(whole.statements), len(whole.figures), sum(n.kind == "event" for b in beside for n in b.notes)),
    }


def _together(request: Asking, shown: Shown) -> int:
    """How many reports are grouped with it as telling of one incident."""
    store = room_of(request).record.store
    own = next(iter(store.groups([shown.seen.sighting])), None)
    return len(store.members("incident", own.incident)) - 1 if own else 0


def shelves(shown: Shown, window: Window, beside: list[Noted]) -> Iterator[Shelf]:
    """The blocks of a page."""
    whole = shown.report
    found, at = marks(whole), 0
    waiting: list[Mark] = []
    for index, block in enumerate(whole.blocks):
        start, end = max(block.span.start, window[0]), min(block.span.end, window[1])
        if start >= end:
            continue
        while at < len(found) and found[at].start < end:
            waiting.append(found[at])
            at += 1
        waiting = [mark for mark in waiting if mark.end > start]
        here = tuple(note for note in beside[index].notes if start <= note.start < end)
        times = tuple(time for time in beside[index].times if start <= time.span.start < end)
        yield Shelf(
            block=block,
            segments=segments(whole.text, (start, end), waiting),
            beside=Noted(notes=here, times=times),
            goes_on=start > block.span.start,
        )


def _plain(what: str) -> str:
    return next((what.removesuffix(ending) for ending in FORMS if what.endswith(ending)), what)
