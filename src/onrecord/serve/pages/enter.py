"""The page that asks for the token."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from onrecord.serve.answers import Asking
from onrecord.serve.door import Door
from onrecord.serve.drawing import drawn


@post("/enter", include_in_schema=False, sync_to_thread=False)
def enter(
    request: Asking, data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Response[bytes] | Redirect:
    """Whoever shows the token comes in."""
    door: Door = request.app.state.door
    if door.is_token(data.get("token", "")):
        return Redirect("/", status_code=303, headers={"set-cookie": door.entry(request.scope)})
    page = drawn("enter.html", {"title": "Unauthorized", "why": "this is not the token", "status": 401, "phrase": ""})
    return Response(content=page.encode(), status_code=401, media_type="text/html")
