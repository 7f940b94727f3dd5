"""The door of the room: requests in, those that may come in out; and the headers that every answer bears.

Looked at, in this order: the Host header (a page of elsewhere that resolves to this machine is not answered), the token
where one is asked for, and for whatever is not a reading request that it comes from a page of this room. The answers
forbid a browser to run or load anything that is not a file of this room.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlencode

from onrecord.serve.room import Room

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/enter")  # what is answered without a token
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
MONTH = 30 * 24 * 3600  # seconds that a browser keeps a cookie


@dataclass(slots=True, kw_only=True)
class TurnedAwayError(Exception):
    """A request that does not come in."""

    status: HTTPStatus
    why: str


@dataclass(frozen=True, slots=True)
class Door:
    """An ASGI application before another one. `key` signs what its pages send back; it lives as long as the server."""

    inside: ASGIApp
    room: Room
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if cast("str", scope["type"]) != "http":  # a lifespan; there are no web sockets in this room
            await self.inside(scope, receive, send)
            return
        await self._request(cast("HTTPScope", scope), receive, send)

    async def _request(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        cookies = _cookies(headers.get("cookie", ""))
        set_cookie: list[str] = []

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(each for each in HEADERS if each[0] not in own),
                    *((b"set-cookie", each.encode()) for each in set_cookie),
                ]
            await send(message)

        try:
            address = self._look(scope, headers, cookies)
            if address is not None:
                set_cookie.append(self._cookie(self._name(scope, "in"), self._shown()))
                await _answer(answered, HTTPStatus.SEE_OTHER, b"", [(b"location", address.encode("latin-1", "ignore"))])
                return
            session = cookies.get(self._name(scope, "session"), "")
            if self.room.review and not session and scope["method"] in SAFE:
                session = secrets.token_urlsafe(24)
                set_cookie.append(self._cookie(self._name(scope, "session"), session))
            scope.setdefault("state", {})["csrf"] = self.csrf(session) if session else None
            scope["state"]["bearer"] = self._is_bearer(headers)
        except TurnedAwayError as refused:
            await self._refuse(answered, scope, headers, refused)
            return
        await self.inside(scope, receive, answered)

    def csrf(self, session: str) -> str:
        """What the forms of one browser send back."""
        return hmac.new(self.key, session.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _look(self, scope: HTTPScope, headers: dict[str, str], cookies: dict[str, str]) -> str | None:
        """Raises TurnedAwayError. An address is where to go on, with a cookie in place of the token in it."""
        host = headers.get("host", "").lower()
        if host not in self.room.hosts:
            raise TurnedAwayError(
                status=HTTPStatus.MISDIRECTED_REQUEST, why=f"this room is not {host or 'without a name'}"
            )
        if scope["method"] not in SAFE:
            origin, site = headers.get("origin"), headers.get("sec-fetch-site")
            if origin is not None and origin.lower() not in (f"http://{host}", f"https://{host}"):
                raise TurnedAwayError(status=HTTPStatus.FORBIDDEN, why="the request comes from a page of elsewhere")
            if origin is None and site not in (None, "same-origin", "none"):
                raise TurnedAwayError(status=HTTPStatus.FORBIDDEN, why="the request comes from a page of elsewhere")
        if self.room.token is None or scope["path"].startswith(OPEN) or self._is_bearer(headers):
            return None
        if hmac.compare_digest(cookies.get(self._name(scope, "in"), "").encode(), self._shown().encode()):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == "token"), None)
        if scope["method"] in SAFE and given is not None and self.is_token(given):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = "/" + scope["path"].lstrip("/\\")
            return _quoted(path) + (f"?{rest}" if rest else "")
        raise TurnedAwayError(status=HTTPStatus.UNAUTHORIZED, why="the room asks for a token")

    def is_token(self, given: str) -> bool:
        """Whether it is the token of the room."""
        return self.room.token is not None and hmac.compare_digest(given.encode(), self.room.token.encode())

    def entry(self, scope: HTTPScope) -> str:
        """The cookie of whoever has shown the token."""
        return self._cookie(self._name(scope, "in"), self._shown())

    def _is_bearer(self, headers: dict[str, str]) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_token(given.strip())

    def _shown(self) -> str:
        return hmac.new((self.room.token or "").encode(), b"has shown the token", hashlib.sha256).hexdigest()

    def _name(self, scope: HTTPScope, what: str) -> str:
        """Cookies do not tell ports apart, so their names do."""
        server = scope.get("server")
        return f"onrecord-{what}-{server[1] if server else 0}"

    def _cookie(self, name: str, value: str) -> str:
        return f"{name}={value}; Path=/; Max-Age={MONTH}; HttpOnly; SameSite=Strict"

    async def _refuse(self, send: Send, scope: HTTPScope, headers: dict[str, str], refused: TurnedAwayError) -> None:
        from onrecord.serve.pages.errors import refusal

        content, media_type = refusal(scope["path"], headers.get("accept", ""), refused.status, refused.why)
        more = [(b"www-authenticate", b"Bearer")] if refused.status == HTTPStatus.UNAUTHORIZED else []
        await _answer(
            send, refused.status, content, [(b"content-type", f"{media_type}; charset=utf-8".encode()), *more]
        )


async def _answer(send: Any, status: int, content: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(content)).encode())
    await send({"type": "http.response.start", "status": int(status), "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": content, "more_body": False})


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: found.value for name, found in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/:@!$&'()*+,;=-._~")
