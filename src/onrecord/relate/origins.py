"""Where a wording comes from: `report → agencies that it says wrote it`, and `family → origin, and how that is known`.

An agency is told by a tag in the dateline ("ORANTO (Reuters) -"), a byline, a line of credit or rights, or a signature
at the end. Where no member of a family tells one, it is the outlet that published first, if one did; where several
were first, or no date is known, it cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Report
from onrecord.model.trace import Trace

_OPENING = 160  # characters at the beginning in which a tag may stand
_TAG = re.compile(
    r"\((?P<tag>[A-Z][\w .&-]{1,30}?)\)\s{0,3}(?:[-–—―:]|\Z)"
    r"|^[^.\n]{0,60}?(?:^|[,/ ])(?P<dashed>[A-Z]{2,8})\s{0,3}[-–—―]"
)
_RIGHTS = re.compile(
    r"(?:©|(?i:\b(?:copyright|source:|by|from)(?!\w)))[\s\d(c)©,]{0,20}"
    r"(?P<name>(?:[Tt]he )?[A-Z][\w&-]{0,20}(?:[ -][A-Z][\w&-]{0,20}){0,3})"
)
_SIGNED = re.compile(r"[-–—―(]\s{0,2}(?P<name>[A-Z][\w &-]{1,30})\)?\s*\Z")
_LINES = frozenset(("byline", "credit", "other", "dateline"))


def wires(report: Report) -> tuple[str, ...]:
    """The agencies that a report says wrote it, in the order of their names."""
    return tuple(sorted({name for words in _told(report) if (name := _agencies().get(_plain(words)))}))


def origin(family: Mapping[str, Trace]) -> tuple[str | None, str | None]:
    """Whose wording a family has, and by what that is known: `agency`, `first`, or nothing."""
    told = Counter(name for trace in family.values() for name in trace.wires)
    if told:
        most = max(told.values())
        named = sorted(name for name, count in told.items() if count == most)
        return (named[0], "agency") if len(named) == 1 else (None, None)
    dated = sorted((trace.published, trace.outlet) for trace in family.values() if trace.published and trace.outlet)
    if len(family) < 2 or len(dated) < len(family):
        return None, None
    earliest = dated[0][0]
    first = {outlet for day, outlet in dated if day.startswith(earliest) or earliest.startswith(day)}
    return (first.pop(), "first") if len(first) == 1 else (None, None)


def _told(report: Report) -> Iterator[str]:
    """Words that may name who wrote it."""
    yield from report.bylines
    for byline in report.bylines:
        yield from re.split(r",| and |/|\|", byline)
    opening = _first_words(report)
    for found in _TAG.finditer(opening):
        yield found["tag"] or found["dashed"]
    for block in report.blocks:
        words = block.span.exact
        if block.kind in _LINES and len(words) < 400:
            yield words
            yield from (found["name"] for found in _RIGHTS.finditer(words))
            yield from re.split(r",| and |/|\|", words.removeprefix("By "))
    yield from (found["name"] for found in _SIGNED.finditer(_last_words(report)))


def _first_words(report: Report) -> str:
    """The beginning of the story, its dateline included."""
    kinds = ("dateline", "paragraph")
    start = next((block.span.start for block in report.blocks if block.kind in kinds), 0)
    return report.text[start : start + _OPENING]


def _last_words(report: Report) -> str:
    last: Sequence[str] = [block.span.exact for block in report.blocks if block.kind in ("paragraph", "credit")][-1:]
    return last[0][-40:] if last else ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().strip(" .()-–—\n").split())


@cache
def _agencies() -> dict[str, str]:
    return {row[0]: row[1] for row in table("agencies")}
