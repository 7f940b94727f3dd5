"""A page → the bytes that were asked for: HTML, or its rows as JSON, CSV or JSON lines; with an ETag of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote

from litestar import Request, Response

from onrecord import codec
from onrecord.export import tables
from onrecord.serve.drawing import address, drawn
from onrecord.serve.room import Room

Form: TypeAlias = Literal["html", "json", "csv", "jsonl"]
Asking: TypeAlias = Request[Any, Any, Any]
PLACES = (
    ("/search?kind=statement", "Search"),
    ("/new", "New"),
    ("/figures", "Figures"),
    ("/incidents", "Incidents"),
    ("/compare", "Compare"),
    ("/reviews", "Reviews"),
    ("/read", "Read a text"),
    ("/api", "API"),
)
FORMS: Mapping[str, Form] = {".json": "json", ".csv": "csv", ".jsonl": "jsonl"}
MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page is about, in every form. `values` are for its template; `rows` are what the other forms list.

    `lines` are the rows as JSON where they are sealed already. `next` is the cursor of what comes after. `asked` are
    the filters in force, which links to the other forms repeat.
    """

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Any] = ()
    lines: Sequence[bytes] | None = None
    columns: Sequence[str] = ()
    cells: Iterable[Sequence[str]] = ()
    next: str | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


def form_of(path: str) -> tuple[str, Form]:
    """The path without its ending, and the form that the ending asks for."""
    for ending, form in FORMS.items():
        if path.endswith(ending):
            return path.removesuffix(ending), form
    return path, "html"


def room_of(request: Asking) -> Room:
    """The room that the request came into."""
    room = request.app.state.room
    assert isinstance(room, Room)
    return room


def answer(request: Asking, page: Page, status: int = 200) -> Response[bytes]:
    """The page in the form that the path's ending asks for; 304 where the browser has it."""
    path, form = form_of(request.url.path)
    if form == "html":
        content = drawn(page.template, {**common(request, page.title), **_ways(path, page), **page.values}).encode()
    elif form == "csv":
        lines = [tables.csv_line(page.columns), *(tables.csv_line(row) for row in page.cells)]
        content = "".join(lines).encode("utf-8", "replace")
    else:
        lines_of = page.lines if page.lines is not None else [codec.line_of(row) for row in page.rows]
        content = b"".join(line + b"\n" for line in lines_of) if form == "jsonl" else _enveloped(lines_of, page.next)
    return tagged(request, content, MEDIA[form], status)


def tagged(request: Asking, content: bytes, media_type: str, status: int = 200) -> Response[bytes]:
    """The content with its ETag, or word that the browser has it."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "Cookie, HX-Request, Accept"}
    if status == 200 and tag in (request.headers.get("if-none-match") or "").replace("W/", "").split(", "):
        return Response(content=b"", status_code=304, headers=headers, media_type=media_type)
    return Response(content=content, status_code=status, headers=headers, media_type=media_type)


def common(request: Asking, title: str) -> dict[str, Any]:
    """What every page shows or sends back."""
    room = room_of(request)
    return {
        "title": title,
        "room": room.record.name.rpartition("/")[2],
        "review": room.review,
        "reads": room.reads,
        "csrf": request.scope["state"].get("csrf") if room.review else None,
        "reviewer": unquote(request.cookies.get("onrecord-reviewer", "")) or room.by,
        "here": request.url.path,
        "places": [each for each in PLACES if room.reads or each[0] != "/read"],
    }


def _ways(path: str, page: Page) -> dict[str, Any]:
    """Links to the same in other forms, and to what comes after."""
    asked = dict(page.asked)
    return {
        "asked": asked,
        "forms": [(ending[1:], address(path + ending, asked)) for ending in FORMS] if page.columns else [],
        "more": address(path, asked, after=page.next) if page.next else None,
    }


def _enveloped(lines: Sequence[bytes], after: str | None) -> bytes:
    return b'{"ok":true,"rows":[' + b",".join(lines) + b'],"next":' + codec.line_of(after) + b"}\n"
