"""The files that pages load: by name and hash, so that a browser asks once."""

from __future__ import annotations

from litestar import MediaType, Response, get
from litestar.params import FromPath, FromQuery

from onrecord.serve.answers import Asking, tagged
from onrecord.serve.drawing import static
from onrecord.serve.pages.errors import MissingError

YEAR = 365 * 24 * 3600  # seconds


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def file(request: Asking, name: FromPath[str], v: FromQuery[str | None] = None) -> Response[bytes]:
    """A file that pages load."""
    found = static().get(name)
    if found is None:
        raise MissingError(f"{name[:80]}: there is no such file")
    answer = tagged(request, found.content, found.media_type)
    if v == found.digest:
        answer.headers["cache-control"] = f"public, max-age={YEAR}, immutable"
    return answer


@get("/favicon.ico", include_in_schema=False, sync_to_thread=False)
def icon(request: Asking) -> Response[bytes]:
    """The sign of the room."""
    return tagged(request, static()["sign.svg"].content, "image/svg+xml")


@get("/robots.txt", include_in_schema=False, sync_to_thread=False, media_type=MediaType.TEXT)
def robots() -> str:
    """No machine reads here by itself."""
    return "User-agent: *\nDisallow: /\n"
