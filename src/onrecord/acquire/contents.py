"""A stream and what is known of it → the reports in it: a page, a text, lines of JSON, an archive, items of a wire.

In: a binary stream, and `Told`, which says where it stands. Out: an `Input` for every report in it, or for the reason
why there is none. Where it came from, a file or the web, makes no difference to what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import BinaryIO, cast

from onrecord.acquire import failures, json_lines
from onrecord.acquire.archives import warc
from onrecord.acquire.encoding import Undecodable, decode, what_binary
from onrecord.acquire.given import Given, given
from onrecord.acquire.json_lines import Fields
from onrecord.acquire.pages.page import page_document
from onrecord.acquire.sniffing import InputKind, kind_by_opening
from onrecord.acquire.texts.plain import text_document
from onrecord.acquire.wires import newsml, ninjs
from onrecord.inflate import GZIP, BombError, DamageError, Inflated
from onrecord.model import Acquired, Dated, Failure, Part
from onrecord.model.shard import ALL

OPENING = 4096  # bytes at the head of an input that tell its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: where it stands (`PATH` or `PATH, line N`), what came of it, and how many bytes of its file it is."""

    locator: str
    acquired: Acquired
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a stream from outside: its path (or address), and of what came from the web, where and when.

    `otherwise` is the publication date of reports that give none, `limit` the bytes of the largest one.
    """

    path: str
    limit: int
    otherwise: Dated | None = None
    url: str | None = None
    retrieved: str | None = None

    @property
    def key(self) -> str | None:
        """A file's name may be bytes that are no text; a key is text, so they are written as escapes."""
        return self.path.encode("utf-8", "backslashreplace").decode()


def read(stream: BinaryIO, kind: InputKind | None, told: Told) -> Iterator[Input]:
    """The reports in a stream; its kind is told by how it begins where its name does not tell."""
    first = stream.readline(told.limit + 1)
    if first.startswith(GZIP):
        first += stream.read(OPENING)
    kind = kind or kind_by_opening(first) or _of_packed(first)
    if kind == "json_lines":
        yield from of_lines(json_lines.lines(stream, told.limit, first), 0, told)
    elif kind == "archive":
        yield from of_records(cast(BinaryIO, warc.Joined(first, stream)), told)
    else:
        data = first if len(first) > told.limit else first + stream.read(told.limit + 1 - len(first))
        kind = kind or kind_by_opening(data[:OPENING])
        if kind == "newsml" and len(data) <= told.limit:
            yield from _wired(data, told)
        else:
            yield Input(locator=told.path, acquired=_single(data, kind, told), size=len(data))


def of_lines(lines: Iterable[json_lines.Line], before: int, told: Told) -> Iterator[Input]:
    """The report in each of the lines; `before` are those that come before them in the file."""
    for line in lines:
        number = before + line.number
        locator = f"{told.path}, line {number}"
        acquired = _line(line.data, locator, f"{told.key}:{number}", told)
        yield Input(locator=locator, acquired=acquired, size=line.size)


def _of_packed(first: bytes) -> InputKind | None:
    """The kind that the first bytes within gzip tell: an archive, or nothing that is read."""
    if not first.startswith(GZIP):
        return None
    from io import BytesIO

    try:
        opening = Inflated(BytesIO(first)).read(len(warc.OPENING)) or b""
    except (BombError, DamageError):
        return None
    return "archive" if opening == warc.OPENING else None


def of_records(stream: BinaryIO, told: Told, part: Part | None = None) -> Iterator[Input]:
    """The pages of an archive, each under its own address: all of them, or those of a part, where the stream begins."""
    found = warc.pages(stream, told.limit)
    number = above = part.before - part.passed if part else 0
    while True:
        try:
            page = next(found, None)
        except warc.EndError as error:
            if part and part.count < ALL:
                return  # it is beyond the part, and told with the one that it is in
            locator = f"{told.path}, after record {number}"
            yield Input(locator=locator, acquired=failures.no_archive(locator, str(error)), size=0)
            return
        if page is None:
            return
        number = above + page.number
        if part and number <= part.before:
            continue
        if part and number > part.before + part.count:
            return
        locator = f"{told.path}, record {number}"
        own = replace(told, path=locator, url=page.url, retrieved=page.date)
        yield Input(locator=locator, acquired=_page(page, own, f"{told.key}:{number}"), size=len(page.body or b""))


def _page(page: warc.Page, told: Told, key: str) -> Acquired:
    if page.body is None:
        if page.wrong == "large":
            return failures.too_large(told.path, told.limit)
        return failures.no_archive(told.path, page.wrong or "damaged")
    if not page.body.strip():
        return failures.empty(told.path)
    what = what_binary(page.body[:OPENING])
    if what is not None:
        return failures.binary(told.path, what)
    return _whole(page.body, page.kind, Given(key=key, url=told.url, retrieved=told.retrieved), told)


def _wired(data: bytes, told: Told) -> Iterator[Input]:
    """The items of a message."""
    for number, item in enumerate(newsml.items(data, told.path), start=1):
        locator = item.locator if isinstance(item, Failure) else f"{told.path}, item {number}"
        acquired = item if isinstance(item, Failure) else _of_fields(item, locator, f"{told.key}:{number}", told, ())
        yield Input(locator=locator, acquired=acquired, size=len(data) if number == 1 else 0)


def _single(data: bytes, kind: InputKind | None, told: Told) -> Acquired:
    """The one report of an input that holds no lines of JSON."""
    what = what_binary(data[:OPENING])
    if what is not None and kind != "json":
        return failures.binary(told.path, what)
    if len(data) > told.limit:
        return failures.too_large(told.path, told.limit)
    if not data.strip():
        return failures.empty(told.path)
    if kind == "json":
        return _line(data, told.path, f"{told.key}:1", told)
    if kind == "listing":
        return failures.lists(told.path, "a feed or a sitemap")
    from_web = told.url is not None
    own = Given(key=None if told.path == "-" or from_web else told.key, url=told.url, retrieved=told.retrieved)
    return _whole(data, kind, own, told)


def _whole(data: bytes, kind: InputKind | None, own: Given, told: Told) -> Acquired:
    """The one report that a file holds."""
    if kind == "html":
        return page_document(data, locator=told.path, given=own, otherwise=told.otherwise, limit=told.limit)
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        if decoded.binary is None:
            return failures.truncated(told.path, "it ends within a character")
        return failures.binary(told.path, decoded.binary)
    own = replace(own, warnings=decoded.warnings)
    return text_document(decoded.text, locator=told.path, given=own, otherwise=told.otherwise, limit=told.limit)


def _line(data: bytes | None, locator: str, key: str, told: Told) -> Acquired:
    """The report of one JSON object."""
    if data is None:
        return failures.too_large(locator, told.limit)
    found = json_lines.decode(data, locator)
    if isinstance(found, Failure):
        return found
    if not isinstance(found.text, str) and not isinstance(found.html, str):
        item = ninjs.fields(json_lines.whole(data), locator)
        if item is not None:
            return item if isinstance(item, Failure) else _of_fields(item, locator, key, told, ())
    twice = tuple(f"`{name}` is given twice; the last one is taken" for name in json_lines.doubled(data))
    return _of_fields(found, locator, key, told, twice)


def _of_fields(found: Fields, locator: str, key: str, told: Told, warnings: tuple[str, ...]) -> Acquired:
    """The report of named fields; what came from the web was read when it came."""
    own = given({field.name: getattr(found, field.name) for field in fields(found)}, key)
    own = replace(own, warnings=(*warnings, *own.warnings), retrieved=own.retrieved or told.retrieved)
    if isinstance(found.text, str):
        return text_document(found.text, locator=locator, given=own, otherwise=told.otherwise, limit=told.limit)
    if isinstance(found.html, str):
        page = found.html.encode("utf-8")
        return page_document(page, locator=locator, given=own, otherwise=told.otherwise, limit=told.limit)
    return failures.no_content(locator)
