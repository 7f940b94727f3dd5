"""A text that somebody sends → its record: read, shown, and not kept."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from litestar import Response, get, post
from litestar.exceptions import ClientException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter, RawBody

from onrecord import codec
from onrecord.errors import InputError
from onrecord.model.shown import Seen, Shown
from onrecord.serve.answers import Asking, Page, answer, common, room_of
from onrecord.serve.drawing import drawn
from onrecord.serve.pages.report import shown_values
from onrecord.serve.reader import LARGEST, Reader
from onrecord.serve.windows import windows
from onrecord.settings import publication_date

Day = Annotated[str | None, QueryParameter(description="When it was published, where it does not tell: 2031-05-14.")]


class ClosedError(ClientException):
    """This room does not read texts."""

    status_code = 403


@get("/read", include_in_schema=False, sync_to_thread=False)
def form(request: Asking) -> Response[bytes]:
    """A form for a text."""
    return answer(request, Page(template="read.html", title="Read a text", values={"largest": LARGEST}))


@post(
    "/read",
    sync_to_thread=True,
    status_code=200,
    summary="Read a text",
    responses={200: ResponseSpec(data_container=dict[str, Any], description="The record of the text.")},
)
def read(request: Asking, body: RawBody, published: Day = None) -> Response[bytes]:
    """The record of a text (text/plain, or JSON with `text` and `published`), as `onrecord read --json` prints it."""
    if not room_of(request).reads:
        raise ClosedError("this room does not read texts")
    if len(body) > LARGEST:
        raise ClientException(f"the text has more than {LARGEST:,} bytes; send a shorter one", status_code=413)
    text, day = _given(body, request.headers.get("content-type", "").partition(";")[0].strip().lower(), published)
    if not text.strip():
        raise InputError("the text is empty; send the text of a report")
    reader: Reader = request.app.state.reader
    line = reader.read(text, publication_date(day) if day else None)
    if "text/html" not in request.headers.get("accept", ""):
        return Response(content=line + b"\n", media_type="application/json", status_code=200)
    values = {**common(request, "A text"), **_values(line), "forms": [], "more": None, "loose": True}
    return Response(content=drawn("report.html", values).encode(), media_type="text/html", status_code=200)


def _given(body: bytes, media_type: str, published: str | None) -> tuple[str, str | None]:
    """The text, and the day that it was published."""
    try:
        words = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError("the text is not UTF-8; send it so") from None
    if media_type == "application/json":
        try:
            given = json.loads(words)
        except (ValueError, RecursionError):
            raise InputError('the JSON is not whole; send {"text": "…", "published": "2031-05-14"}') from None
        texts = isinstance(given, dict) and all(isinstance(value, str | None) for value in given.values())
        if not texts or not given.keys() <= {"text", "published"} or not given.get("text"):
            raise InputError('send {"text": "…", "published": "2031-05-14"}')
        return given["text"], given.get("published") or published
    if media_type == "application/x-www-form-urlencoded":
        fields = parse_qs(words, keep_blank_values=True, max_num_fields=10)
        return fields.get("text", [""])[0], fields.get("published", [""])[0] or published
    return words, published


def _values(line: bytes) -> dict[str, Any]:
    report = codec.decode(line)
    seen = Seen(
        sighting=report.sighting,
        report=report.id,
        key=None,
        url=None,
        outlet=report.outlet,
        published=report.published.value if report.published else None,
        first_seen="",
        last_seen="",
    )
    shown = Shown(
        report=report,
        fact=None,
        fact_first_seen=None,
        seen=seen,
        readings=(),
        revisions=(),
        judgements=(),
        others=(),
    )
    return shown_values(shown, windows(report), 1)
