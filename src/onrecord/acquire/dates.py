"""The dates of an input. Of its publication: its own header, its field, or the option. Unknown is None, never today.

In: the text, or a value as given. Out: an ISO 8601 date or date-time as precise as given, offset kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model import Dated
from onrecord.settings import publication_date

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"  # marks that print nothing and that str.strip leaves
_HEADER = re.compile(rf"[\s{INVISIBLE}]*(date[ \t]+(\d{{4}}-\d{{2}}-\d{{2}}))(?=\s|\Z)")
_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The two tokens `date YYYY-MM-DD` that open a report: code points `start` to `end`, and the day."""

    start: int
    end: int
    value: str


def header(text: str) -> Header | None:
    """The header of a text, or None; it may stand after white space and a byte order mark."""
    found = _HEADER.match(text)
    if found is None or iso(found[2]) is None:
        return None
    return Header(start=found.start(1), end=found.end(1), value=found[2])


def no_header(text: str) -> str | None:
    """A warning where a text begins as a header does, and the date in it is none."""
    found = _HEADER.match(text)
    if found is None or iso(found[2]) is not None:
        return None
    return f"the header is no date and was left in the text: {found[1]!r}"


def iso(value: object) -> str | None:
    """The value where it is an ISO date or date-time (`2031-05`, `2031-05-02`, `2031-05-02T10:30+02:00`), else None."""
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    day, time = found["day"], found["time"]
    try:
        date.fromisoformat(f"{day}-01-01"[:10])
        if time is not None:
            if len(day) != len("2031-05-02"):
                return None
            datetime.fromisoformat(f"{day}T{time[:8]}{found['offset'] or ''}")
    except ValueError:
        return None
    return found[0]


def option(published: str | None) -> Dated | None:
    """The date that the caller gives for inputs that have none; InputError where it is no date."""
    return None if published is None else Dated(value=publication_date(published), basis="option")


def settle(own: object, head: Header | None, otherwise: Dated | None) -> tuple[Dated | None, tuple[str, ...]]:
    """The publication date and warnings: the text's header, then the input's own field, then the option."""
    given = iso(own)
    warnings = list(_unusable("published", own))
    if head is not None:
        if given is not None and given[:10] != head.value:
            warnings.append(f"the header says {head.value} and `published` says {given}; the header is taken")
        return Dated(value=head.value, basis="header"), tuple(warnings)
    if given is not None:
        return Dated(value=given, basis="input"), tuple(warnings)
    return otherwise, tuple(warnings)


def of_input(name: str, own: object) -> tuple[Dated | None, tuple[str, ...]]:
    """Another date of the input's own (`modified`, `retrieved`), and a warning where it is none."""
    given = iso(own)
    return None if given is None else Dated(value=given, basis="input"), tuple(_unusable(name, own))


def _unusable(name: str, own: object) -> Iterator[str]:
    if own is not None and iso(own) is None:
        yield f"`{name}` is not an ISO date and was left out: {str(own)[:40]!r}"
