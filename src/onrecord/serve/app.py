"""The pages together: a room → an ASGI application, with one way of refusing what is asked wrongly."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import Any

from litestar import Litestar, Response
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import License
from litestar.response import Redirect

from onrecord.errors import InputError, OnrecordError, RecordError
from onrecord.model.vocabulary import EXTRACTOR
from onrecord.serve.answers import Asking
from onrecord.serve.door import Door
from onrecord.serve.drawing import address
from onrecord.serve.known import Known
from onrecord.serve.pages import HANDLERS
from onrecord.serve.pages.errors import MissingError, refusal
from onrecord.serve.reader import Reader, UnreadError
from onrecord.serve.room import Room

LARGEST = 2_000_000  # bytes of a request
COUNTED = 1_000  # searches of which it is kept for a moment how many facts they find
TOLD = 4_000  # readings of which it is kept what figures they tell: some 20 MB
RENAMED = {"counting": "scope"}  # parameters of handlers that have another name in an address
BLANKS = frozenset({"", "false"})  # what a form sends for a field that is left empty


def application(room: Room, key: bytes | None = None) -> Door:
    """The reading room of a record; rooms of one key take each other's forms."""
    reader = Reader()
    inside = Litestar(
        on_shutdown=[reader.close],
        route_handlers=[*HANDLERS],
        state=State({"room": room}),
        before_request=checked,
        exception_handlers={Exception: refused},
        compression_config=CompressionConfig(backend="gzip", minimum_size=1_000, gzip_compress_level=5),
        request_max_body_size=LARGEST,
        openapi_config=OpenAPIConfig(
            title="onrecord",
            version=EXTRACTOR.partition("/")[2],
            description="The reading room of a record: every page also as .json, .csv and .jsonl.",
            license=License(name="Apache-2.0"),
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        logging_config=None,
        pdb_on_exception=False,
        debug=False,
    )
    door = Door(inside, room) if key is None else Door(inside, room, key)
    inside.state.reader = reader
    inside.state.known = Known()
    inside.state.counted = Known(most=COUNTED)
    inside.state.told = Known(most=TOLD, seconds=math.inf)
    inside.state.door = door
    return door


def checked(request: Asking) -> Response[Any] | None:
    """What a page does not know is not asked of it; fields that a form left empty are left out of the address."""
    known = {RENAMED.get(name, name) for name in request.route_handler.parsed_fn_signature.parameters}
    given = [(name, value) for name, value in request.query_params.multi_items()]
    unknown = {name for name, _ in given} - known
    if unknown:
        names = sorted(known - {"request", "body", "data", "headers", "what", "name_of_file"})
        remedy = f"it knows {', '.join(names)}" if names else "it knows none"
        raise InputError(f"{min(unknown)[:80]!r} is no parameter of this page; {remedy}")
    doubled = {name for name, _ in given if sum(other == name for other, _ in given) > 1}
    if doubled:
        raise InputError(f"{min(doubled)!r} is given twice; give it once")
    if request.method == "GET" and any(value in BLANKS for _, value in given):
        return Redirect(address(request.url.path, dict(given) | {n: None for n, v in given if v in BLANKS}))
    return None


def refused(request: Asking, error: Exception) -> Response[bytes]:
    """What is said of an error, in the form that was asked for."""
    if isinstance(error, MissingError):
        status, why = HTTPStatus.NOT_FOUND, str(error)
    elif isinstance(error, UnreadError):
        status, why = error.status, error.why
    elif isinstance(error, InputError):
        status, why = HTTPStatus.BAD_REQUEST, str(error)
    elif isinstance(error, RecordError):
        status, why = HTTPStatus.SERVICE_UNAVAILABLE, str(error)
    elif isinstance(error, HTTPException):
        status, why = HTTPStatus(error.status_code), _of_http(error)
    elif isinstance(error, OnrecordError):
        status, why = HTTPStatus.BAD_REQUEST, str(error)
    else:
        request.logger.exception("a page failed") if request.app.logger else _told(error)
        status, why = HTTPStatus.INTERNAL_SERVER_ERROR, f"the program failed on it ({type(error).__name__})"
    content, media_type = refusal(request.url.path, request.headers.get("accept", ""), status, why)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return Response(content=content, status_code=int(status), media_type=media_type, headers=headers)


def _of_http(error: HTTPException) -> str:
    """What the framework found wrong, field by field where it says so."""
    extra: Any = error.extra
    if isinstance(extra, list) and extra and isinstance(extra[0], dict):
        return "; ".join(f"{each.get('key', 'a value')}: {each.get('message', 'is not understood')}" for each in extra)
    return error.detail or HTTPStatus(error.status_code).phrase


def _told(error: Exception) -> None:
    import sys
    import traceback

    traceback.print_exception(error, file=sys.stderr)
