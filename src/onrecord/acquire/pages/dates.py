"""Dates as pages write them → ISO 8601, as precise as given and with the offset given.

In: the value of a meta tag or of JSON-LD. Out: `2031-05-02T10:30:00+02:00`, `2031-05-02`, or None. A local
day is never turned into another zone's day.
"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from onrecord.acquire.dates import iso

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMERIC = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\Z")
_WORDED = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%A, %d %B %Y")
_EARLIEST, _LATEST = "1990-01-01", "2100-01-01"  # a fixed window, so that a page reads the same on every day


def instant(value: str) -> str | None:
    """The date or date-time that a value gives, in ISO 8601; None where it gives none."""
    bare = value.strip()
    if len(bare) > 80:
        return None
    found = _NUMERIC.match(bare) or _COMPACT.match(bare)
    if found is not None:
        return _iso(*found.groups())
    with contextlib.suppress(ValueError, TypeError, IndexError):
        return parsedate_to_datetime(bare).isoformat()
    for form in _WORDED:
        with contextlib.suppress(ValueError):
            return datetime.strptime(bare, form).date().isoformat()
    return None


def searched_day(tree: HtmlElement) -> str | None:
    """The day that htmldate finds on a page whose head is silent, or None."""
    from copy import deepcopy

    from htmldate import find_date

    with contextlib.suppress(Exception):  # a search over any page there is; its faults are a day not found
        day = find_date(deepcopy(tree), original_date=True, min_date=_EARLIEST, max_date=_LATEST)
        return iso(day)
    return None


def _iso(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, offset: str | None
) -> str | None:
    """The parts in ISO 8601, where they are a date."""
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return iso(date)
    zone = "" if offset is None else "Z" if offset.upper() in ("Z", "UTC", "GMT") else offset
    if len(zone) == len("+0200"):
        zone = f"{zone[:3]}:{zone[3:]}"
    elif len(zone) == len("+02"):
        zone = f"{zone}:00"
    return iso(f"{date}T{int(hour):02}:{minute}:{second or '00'}{zone}") or iso(date)
