"""What came to the record, newest first: the first page, the page since a day, and its Atom feed."""

from __future__ import annotations

import re
from typing import Annotated
from xml.sax.saxutils import escape

from litestar import Response, get
from litestar.params import QueryParameter

from onrecord.errors import InputError
from onrecord.model.facets import Arrival
from onrecord.serve.answers import Asking, Page, answer, room_of, tagged
from onrecord.serve.asked import After, Limit
from onrecord.serve.pages.listed import listed
from onrecord.serve.shown import shown, web_address

COLUMNS = (
    *("sighting", "report", "key", "url", "outlet", "title", "published", "first_seen", "last_seen"),
    *("statements", "figures", "events"),
)
ENTRIES = 50  # of the feed
Since = Annotated[str | None, QueryParameter(description="A day or a moment in UTC: 2031-05-14, 2031-05-14T08:30:00Z.")]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\dZ?)?)?", re.ASCII)
# What XML has no way to write down.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@get("/", include_in_schema=False, sync_to_thread=True)
def home(request: Asking) -> Response[bytes]:
    """The first page: a search, and what came last."""
    arrivals = room_of(request).record.arrivals(limit=20)
    values = {"arrivals": arrivals, "filters": {"kind": "statement"}}
    return answer(request, Page(template="home.html", title="Reading room", values=values))


@listed("/new", summary="What came to the record")
def new(request: Asking, since: Since = None, limit: Limit = 50, after: After = None) -> Response[bytes]:
    """Reports by the moment in which the record saw them first, the newest first."""
    arrivals = room_of(request).record.arrivals(since=_since(since), after=after, limit=limit + 1)
    cursor = arrivals[limit - 1].cursor if len(arrivals) > limit else None
    arrivals = arrivals[:limit]
    page = Page(
        template="new.html",
        title="What is new",
        values={"arrivals": arrivals, "since": since},
        rows=[_row(one) for one in arrivals],
        columns=COLUMNS,
        cells=[_cells(one) for one in arrivals],
        next=cursor,
        asked={"since": since, "limit": limit if limit != 50 else None},
    )
    return answer(request, page)


@get("/new.atom", sync_to_thread=True, summary="What came to the record, as an Atom feed")
def feed(request: Asking, since: Since = None) -> Response[bytes]:
    """The newest reports as an Atom feed (RFC 4287)."""
    room = room_of(request)
    arrivals = room.record.arrivals(since=_since(since), limit=ENTRIES)
    base = f"{request.url.scheme}://{request.headers['host']}"
    updated = arrivals[0].seen.first_seen if arrivals else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(one, base) for one in arrivals)
    name = _xml(room.record.name.rpartition("/")[2])
    content = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>New on {name}</title><id>{base}/new</id><updated>{updated}</updated>"
        f'<author><name>onrecord</name></author><link rel="self" href="{base}/new.atom"/><link href="{base}/new"/>'
        f"{entries}</feed>\n"
    )
    return tagged(request, content.encode(), "application/atom+xml")


def _since(given: str | None) -> str | None:
    if given is not None and not _MOMENT.fullmatch(given):
        raise InputError(f"since: {given[:80]!r} is no day or moment; write 2031-05-14 or 2031-05-14T08:30:00Z")
    return given


def _row(one: Arrival) -> dict[str, object]:
    return dict(zip(COLUMNS, _values(one), strict=True))


def _values(one: Arrival) -> tuple[object, ...]:
    seen = one.seen
    named = (seen.sighting, seen.report, seen.key, seen.url, seen.outlet, one.title, seen.published)
    return (*named, seen.first_seen, seen.last_seen, one.statements, one.figures, one.events)


def _cells(one: Arrival) -> list[str]:
    from onrecord.export import tables

    return ["" if value is None else tables.neutral(str(value)) for value in _values(one)]


def _entry(one: Arrival, base: str) -> str:
    seen = one.seen
    title = _xml(one.title or seen.key or seen.url or seen.report)
    told = f"{one.statements} statements, {one.figures} figures, {one.events} events"
    author = f"<author><name>{_xml(seen.outlet)}</name></author>" if seen.outlet else ""
    live = web_address(seen.url)
    related = f'<link rel="related" href="{escape(_xml(live), {chr(34): "&quot;"})}"/>' if live else ""
    return (
        f"<entry><title>{title}</title><id>{base}/report/{seen.sighting}</id><updated>{seen.first_seen}</updated>"
        f'<link href="{base}/report/{seen.sighting}"/>{related}{author}<summary>{told}</summary></entry>'
    )


def _xml(words: str) -> str:
    return escape(_NO_XML.sub("", shown(words)))
