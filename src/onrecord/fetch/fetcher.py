"""Addresses → what lies there, one request after the other, by rules that no server can bend.

In: an address, and what is known of it from an earlier time. Out: `Fetched`, `Unchanged`, or a `Failure` that says why
not. Every hop of a redirect is an address like the first: taken apart, looked up, checked, held against robots.txt.
"""

from __future__ import annotations

import ssl
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from onrecord.fetch import refusals
from onrecord.fetch.addresses import Address, address, joined
from onrecord.fetch.answers import Answer, ask
from onrecord.fetch.connecting import Budget, Resolve, system, trusted
from onrecord.fetch.hosts import Hosts
from onrecord.fetch.robots import LARGEST, NO_RULES, Robots, robots
from onrecord.model import Failure

AGENT = "onrecord"  # what robots.txt is asked for
_SENT_ON = frozenset((301, 302, 303, 307, 308))
_ARCHIVES = (".warc", ".warc.gz")
_KEPT_IN_MEMORY = 16_000_000
_MOST_SITES = 10_000  # whose robots.txt is remembered
_ROBOTS_HOLD = 24 * 3600.0  # seconds
_LONGEST_NAME = 500  # characters of an ETag


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one address may take. Seconds: of silence, of one request, of one for an archive. Bytes: of an archive."""

    redirects: int = 10
    silence: float = 20.0
    whole: float = 60.0
    archive_whole: float = 3600.0
    archive: int = 4_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server called a version of a page, to ask whether it is another one now."""

    etag: str | None = None
    modified: str | None = None
    url: str | None = None  # where it called it so; nobody else is asked about it

    def headers(self, url: str) -> list[tuple[str, str]]:
        """The question, as headers."""
        if self.url is not None and self.url != url:
            return []
        asked = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return [(name, value) for name, value in asked if value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What lies at an address: a stream of its bytes, at its beginning, and the address to which it was sent on."""

    url: str
    content: BinaryIO
    media_type: str
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """What lies there is what was there before."""

    url: str


@dataclass(slots=True)
class _Left:
    """Seconds that are left of `whole`, over all hops and what robots.txt takes; waits of politeness are none."""

    seconds: float
    whole: float


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Asks servers, politely. `allowed` are hosts that may be of one's own network; `delay` is in seconds, per host."""

    allowed: Collection[str] = ()
    delay: float = 1.0
    limit: int
    agent: str = AGENT
    bounds: Bounds = field(default_factory=Bounds)
    trust: Callable[[], ssl.SSLContext] = trusted
    resolve: Resolve = system
    sleep: Callable[[float], None] = time.sleep
    _context: ssl.SSLContext | None = None
    _robots: dict[str, tuple[float, Robots | refusals.RefusedError]] = field(default_factory=dict)
    _hosts: Hosts | None = None

    def get(self, url: str, known: Validators | None = None) -> Fetched | Unchanged | Failure:
        """What lies at an address."""
        try:
            return self._followed(url, known or Validators())
        except refusals.RefusedError as error:
            return error.at(url)

    def post(self, url: str, body: bytes, media_type: str = "application/json") -> Failure | None:
        """Send something to an address; None where it was taken. It is not sent on to another place."""
        try:
            at = address(url, self.allowed)
            headers = [("Content-Type", media_type)]
            with self._asked(at, _Left(self.bounds.whole, self.bounds.whole), LARGEST, headers, body) as answer:
                if 200 <= answer.status < 300:
                    return None
                if answer.status in _SENT_ON:
                    raise refusals.RefusedError(
                        f"the server sends on ({answer.status}), and what is posted is not sent on",
                        "give the address at which it takes posts",
                    )
                raise refusals.status(answer.status)
        except refusals.RefusedError as error:
            return error.at(url)

    def _followed(self, url: str, known: Validators) -> Fetched | Unchanged:
        at, left = address(url, self.allowed), _Left(self.bounds.whole, self.bounds.whole)
        for _ in range(self.bounds.redirects + 1):
            self.hosts.turn(at.host)
            self._permitted(at, left)
            found = self._one(at, known, left)
            if not isinstance(found, Address):
                return found
            at = found
        raise refusals.redirects(self.bounds.redirects)

    @property
    def hosts(self) -> Hosts:
        """When which host may be asked."""
        if self._hosts is None:
            self._hosts = Hosts(sleep=self.sleep)
        return self._hosts

    def _one(self, at: Address, known: Validators, left: _Left) -> Fetched | Unchanged | Address:
        """What one request comes to; an address where it is sent on."""
        archive = at.target.partition("?")[0].lower().endswith(_ARCHIVES)
        most = self.bounds.archive if archive else self.limit
        asked = known.headers(at.url)
        self._wait(at)
        if archive:
            left = _Left(self.bounds.archive_whole, self.bounds.archive_whole)
        with self._asked(at, left, most, asked) as answer:
            if answer.status in _SENT_ON:
                location = answer.header("location")
                if not location:
                    raise refusals.nowhere(answer.status)
                return joined(at, location, self.allowed)
            if answer.status == 304 and asked:
                return Unchanged(url=at.url)
            if answer.status != 200:
                raise refusals.status(answer.status, answer.header("retry-after"))
            kind = answer.header("content-type").partition(";")[0].strip().lower()
            validators = Validators(etag=_kept(answer.header("etag")), modified=_kept(answer.header("last-modified")))
            return Fetched(url=at.url, content=_held(answer, most), media_type=kind, validators=validators)

    @contextmanager
    def _asked(
        self, at: Address, left: _Left, most: int, headers: list[tuple[str, str]], body: bytes | None = None
    ) -> Iterator[Answer]:
        if self._context is None:
            self._context = self.trust()
        silence, began = self.bounds.silence, time.monotonic()
        budget = Budget(seconds=left.seconds, told=left.whole, most=2 * most + LARGEST, silence=silence)
        named = [("User-Agent", f"{self.agent} (reads news for the record)"), *headers]
        try:
            with ask(
                at, budget, named, body, allowed=self.allowed, resolve=self.resolve, trust=self._context
            ) as answer:
                yield answer
            self.hosts.answered(at.host)
        except refusals.RefusedError as error:
            self.hosts.failed(at.host, error)
            raise
        finally:
            left.seconds -= time.monotonic() - began

    def _permitted(self, at: Address, left: _Left) -> None:
        """Raises RefusedError where the site does not let programs read it."""
        held, rules = self._robots.get(at.origin, (0.0, NO_RULES))
        if held < time.monotonic():
            rules = self._rules(at, left)
            if len(self._robots) >= _MOST_SITES:
                self._robots.clear()
            self._robots[at.origin] = (time.monotonic() + _ROBOTS_HOLD, rules)
        if isinstance(rules, refusals.RefusedError):
            del self._robots[at.origin]
            raise rules
        if not rules.allows(at.target):
            raise refusals.robots(self.agent)

    def _rules(self, site: Address, left: _Left) -> Robots | refusals.RefusedError:
        """What a site's robots.txt says; a site that has none does not mind."""
        try:
            at = address(f"{site.origin}/robots.txt", self.allowed)
            for _ in range(6):  # five times sent on, as RFC 9309 has it
                with self._asked(at, left, LARGEST, []) as answer:
                    if answer.status in _SENT_ON and answer.header("location"):
                        at = joined(at, answer.header("location"), self.allowed)
                    elif answer.status >= 500 or answer.status == 429:
                        refused = refusals.no_robots(f"the server answers {answer.status}")
                        self.hosts.failed(site.host, refused)  # nor is it asked for robots.txt again and again
                        return refused
                    elif answer.status != 200:
                        return NO_RULES
                    else:
                        return robots(answer.opening(LARGEST), self.agent)
            return NO_RULES
        except refusals.RefusedError as error:
            return error

    def _wait(self, at: Address) -> None:
        """Wait until the server may be asked again."""
        _, rules = self._robots.get(at.origin, (0.0, NO_RULES))
        delay = max(self.delay, rules.delay if isinstance(rules, Robots) else 0.0)
        self.hosts.wait(at.host, delay)


def _held(answer: Answer, most: int) -> BinaryIO:
    """The bytes of an answer, in memory while they are few."""
    kept = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    try:
        size = 0
        for piece in answer.pieces(most):
            size += len(piece)
            if size > most:
                raise refusals.too_large(most)
            kept.write(piece)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return cast(BinaryIO, kept)


def _kept(value: str) -> str | None:
    """What a server calls a version, where it can be said to it again."""
    bare = value.strip()
    return bare if 0 < len(bare) <= _LONGEST_NAME and bare.isascii() and bare.isprintable() else None
