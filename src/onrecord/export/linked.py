"""What the linked formats share: names of things as URIs, dates as the standards want them, JSON on one line.

A report's words are outside data: a URL is used as one only where it is a plain http address, a date only where
it is one, and JSON is written so that it may stand inside a page (`<`, `>`, `&` and line separators escaped).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from onrecord.model import Dated, Report

NAMESPACE = "urn:onrecord:"
_URL = re.compile(r"https?://[^\s/?#<>\"{}|\\^`\x00-\x20\x7f-\x9f]+[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]*", re.I)
_LENGTH = 4096  # of a URL; longer ones are no address of a page
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_encoder = msgspec.json.Encoder(decimal_format="number")
_ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"), (b"\xe2\x80\xa8", b"\\u2028"))


def json_line(value: Mapping[str, Any]) -> bytes:
    """One JSON object on a line, with its line feed."""
    return json_object(value) + b"\n"


def json_object(value: Mapping[str, Any]) -> bytes:
    """One JSON object. Those characters stand in strings alone, so that an escape is the same JSON."""
    written = _encoder.encode(value)
    for character, escape in (*_ESCAPES, (b"\xe2\x80\xa9", b"\\u2029")):
        written = written.replace(character, escape)
    return written


def urn(*ids: str) -> str:
    """`urn:onrecord:r_…`, `urn:onrecord:s_…:f_…`."""
    return NAMESPACE + ":".join(ids)


def url(report: Report) -> str | None:
    """The report's address, where it is one on the web."""
    if report.url is None or len(report.url) > _LENGTH or not _URL.fullmatch(report.url):
        return None
    return report.url


def iso(dated: Dated | None) -> str | None:
    """A date or a date-time with an offset (ISO 8601), as precise as it is known; None where it is neither.

    A time without an offset is no instant: what is left of it is its day.
    """
    if dated is None:
        return None
    day, between, _ = dated.value.partition("T")
    if not _DAY.fullmatch(day):
        return None
    moment = _moment(dated.value) if between else None
    return moment.isoformat() if moment else day


def in_utc(dated: Dated | None) -> str | None:
    """The same where a format takes UTC alone and names no offset: `2031-03-06T06:30:00`."""
    known = iso(dated)
    if known is None or "T" not in known:
        return known
    try:
        return datetime.fromisoformat(known).astimezone(UTC).replace(tzinfo=None).isoformat()
    except OverflowError:
        return known.partition("T")[0]


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
