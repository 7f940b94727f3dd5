"""What people say of facts: taken from the forms of a room that allows it, and listed for everybody.

Every form bears the sign of the browser that it was drawn for; without it nothing is written.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast
from urllib.parse import quote, unquote

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect

from onrecord import codec
from onrecord.errors import InputError, RecordError
from onrecord.export import tables
from onrecord.model import Judgement
from onrecord.model.judgement import Verdict, in_force
from onrecord.model.phrases import facts_of
from onrecord.serve.answers import Asking, Page, answer, room_of
from onrecord.serve.asked import After, Limit
from onrecord.serve.drawing import drawn
from onrecord.serve.pages.errors import MissingError
from onrecord.serve.pages.fact import note_of
from onrecord.serve.pages.listed import listed
from onrecord.serve.pages.report import of

Filled = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
COLUMNS = ("id", "report", "sighting", "fact", "kind", "verdict", "values", "by", "at", "origin", "in_force")
YEAR = 365 * 24 * 3600  # seconds
OWN = frozenset({"fact", "sighting", "verdict", "csrf", "by", "field", "value", "clear", "mark", "words"})


@post("/judgements", sync_to_thread=True, summary="Say something of a fact (with --review)", status_code=200)
def judge(request: Asking, data: Filled) -> Response[bytes] | Redirect:
    """Keep what somebody says of a fact: `fact`, `verdict`, `by`; and `field` with `value`, `note` or `tag`.

    Of a correction also `mark`, the number of a mark of the fact as people left it, and the `words` that it is instead.
    """
    allowed(request, data)
    room = room_of(request)
    unknown = data.keys() - OWN - {"note", "tag"}
    if unknown:
        raise InputError(f"{min(unknown)[:80]!r} is no field of a judgement")
    values: dict[str, str | None] = {name: data[name] for name in ("note", "tag") if name in data}
    if data.get("field"):
        values[data["field"]] = data.get("value") or None
    by, moved = data.get("by") or reviewer(request), dict[int, str]()
    if data.get("mark"):
        if not (data["mark"].isascii() and data["mark"].isdecimal() and len(data["mark"]) < 4):
            raise InputError(f"mark: {data['mark'][:80]!r} is no number of a mark; they are counted from 0")
        moved = {int(data["mark"]): data.get("words", "")}
    fact, verdict = data.get("fact", ""), cast(Verdict, data.get("verdict", ""))
    try:
        made = room.record.judge(
            fact, verdict, by=by, sighting=data.get("sighting") or None, values=values, moved=moved
        )
    except RecordError as error:
        if room.record.store.named(fact):
            raise
        raise MissingError(str(error)) from None
    if request.headers.get("hx-request"):
        return _note(request, made)
    if "text/html" in request.headers.get("accept", ""):
        return Redirect(f"/fact/{made.fact}", status_code=303)
    content = b'{"ok":true,"rows":[' + codec.line_of(made) + b'],"next":null}\n'
    return Response(content=content, media_type="application/json", status_code=200)


@get("/reviewer", include_in_schema=False, sync_to_thread=False)
def who(request: Asking) -> Response[bytes]:
    """Who is it that judges?"""
    return answer(request, Page(template="reviewer.html", title="Who are you?"))


@post("/reviewer", include_in_schema=False, sync_to_thread=False)
def named(request: Asking, data: Filled) -> Redirect:
    """The browser keeps the name of who judges."""
    allowed(request, data)
    name = " ".join(data.get("by", "").split())[:200]
    if not name or not name.isprintable():
        raise InputError("give a name, of letters")
    cookie = f"onrecord-reviewer={quote(name, safe='')}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Strict"
    return Redirect("/", status_code=303, headers={"set-cookie": cookie})


@listed("/reviews", summary="What people said of facts")
def reviews(request: Asking, limit: Limit = 100, after: After = None) -> Response[bytes]:
    """Judgements, the last first; and how many of those facts that people looked at were right, by kind."""
    everything = room_of(request).record.judgements()
    standing = in_force(everything)
    left = sorted(everything, key=lambda one: (one.at, one.id), reverse=True)
    if after is not None:
        at, between, identity = after.partition("~")
        if not between or not identity.startswith("j_"):
            raise InputError(f"after: {after[:80]!r} is no cursor of this list; leave it away to begin")
        left = [one for one in left if (one.at, one.id) < (at, identity)]
    cursor = f"{left[limit - 1].at}~{left[limit - 1].id}" if len(left) > limit else None
    left = left[:limit]
    holds = {one.id for one in standing}
    page = Page(
        template="reviews.html",
        title="Reviews",
        values={"judgements": left, "holds": holds, "precision": precision(standing)},
        rows=left,
        columns=COLUMNS,
        cells=[_cells(one, one.id in holds) for one in left],
        next=cursor,
        asked={"limit": limit if limit != 100 else None},
    )
    return answer(request, page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many facts of a kind people ruled on, and how they found them."""

    kind: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def share(self) -> float:
        """Of those ruled on, the share that is right as the program found it."""
        return self.accepted / (self.accepted + self.corrected + self.rejected)


def precision(standing: Iterable[Judgement]) -> list[Precision]:
    """By kind of fact, from the last ruling of each."""
    last: dict[tuple[str | None, str], Judgement] = {}
    for one in sorted(standing, key=lambda one: one.at):
        if one.verdict in ("accepted", "corrected", "rejected"):
            last[one.fact, one.sighting] = one
    counts: dict[str, Counter[str]] = {}
    for one in last.values():
        counts.setdefault(one.kind, Counter())[one.verdict] += 1
    return [
        Precision(kind=kind, accepted=found["accepted"], corrected=found["corrected"], rejected=found["rejected"])
        for kind, found in sorted(counts.items())
    ]


def reviewer(request: Asking) -> str:
    """Whose name the browser keeps."""
    return unquote(request.cookies.get("onrecord-reviewer", "")) or room_of(request).by


def allowed(request: Asking, data: dict[str, str]) -> None:
    """Raises PermissionDeniedException where nothing may be written, or by nobody known."""
    if not room_of(request).review:
        raise PermissionDeniedException("this room is for reading; `onrecord serve --review` lets people judge")
    state: Any = request.scope["state"]
    given = request.headers.get("x-csrf-token") or data.get("csrf") or ""
    if state.get("bearer"):
        return
    if not state.get("csrf") or not hmac.compare_digest(given.encode(), str(state["csrf"]).encode()):
        raise PermissionDeniedException("the form is not of this browser, or is too old; load the page again")


def _note(request: Asking, made: Judgement) -> Response[bytes]:
    """The note of the fact, as it stands now, for the page that it is part of."""
    shown = of(request, made.sighting)
    found = next(one for one in facts_of(shown.report) if one.id == made.fact)
    content = drawn("note_alone.html", {"one": note_of(shown, found)}).encode()
    return Response(content=content, media_type="text/html", status_code=200)


def _cells(one: Judgement, holds: bool) -> Sequence[str]:
    values = "; ".join(f"{name} {value if value is not None else 'unknown'}" for name, value in one.values.items())
    cells = (
        one.id,
        one.report,
        one.sighting,
        one.fact or "",
        one.kind,
        one.verdict,
        values,
        one.by,
        one.at,
        one.origin,
    )
    return [tables.neutral(cell) for cell in (*cells, "yes" if holds else "no")]
