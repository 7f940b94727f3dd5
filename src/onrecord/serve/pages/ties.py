"""What people say of reports: that they tell of one incident, that one does not, or no more than the machine says."""

from __future__ import annotations

from datetime import UTC, datetime

from litestar import Response, post
from litestar.response import Redirect

from onrecord import codec
from onrecord.errors import InputError
from onrecord.model.trace import Tie
from onrecord.record.linking import split_off, tied
from onrecord.serve.answers import Asking, room_of
from onrecord.serve.pages.judging import Filled, allowed, reviewer
from onrecord.serve.pages.report import of

FIELDS = frozenset({"csrf", "by", "report", "others", "verdict"})


@post("/ties", sync_to_thread=True, summary="Merge or split reports of an incident (with --review)", status_code=200)
def tie(request: Asking, data: Filled) -> Response[bytes] | Redirect:
    """Keep what somebody says of a `report` and `others`: `same`, `different`, `open`; or `split`, of it alone."""
    allowed(request, data)
    if data.keys() - FIELDS:
        raise InputError(f"{min(data.keys() - FIELDS)[:80]!r} is no field of what is said of reports")
    store, by = room_of(request).record.store, data.get("by") or reviewer(request)
    one = of(request, data.get("report", "")).seen.sighting
    others = [of(request, name).seen.sighting for name in data.get("others", "").replace(",", " ").split()]
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # what is said later in a second holds, too
    verdict, made = data.get("verdict"), list[Tie]()
    if verdict == "split":
        made = split_off(store, "incident", one, by=by, at=at)
    elif verdict in ("same", "different", "open"):
        if not others:
            raise InputError("others: name the reports that it is held against")
        made = tied(store, "incident", verdict, one, others, by=by, at=at)  # type: ignore[arg-type]
    else:
        raise InputError("verdict: say same, different, open or split")
    if "text/html" in request.headers.get("accept", ""):
        return Redirect(f"/incident/{one}", status_code=303)
    content = b'{"ok":true,"rows":[' + b",".join(codec.line_of(each) for each in made) + b'],"next":null}\n'
    return Response(content=content, media_type="application/json", status_code=200)
