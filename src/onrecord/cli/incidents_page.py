"""Reports in their incidents, for people: an incident's days, then each report with why it is there.

What goes in: reports in their groups, in any order. What comes out: lines of text, the incidents by their first days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from onrecord.cli.printable import plural
from onrecord.cli.terminal import blank, drawn, wrapped
from onrecord.model.trace import Placed

_DAY = 10  # characters of an ISO date


def incidents_page(found: Iterable[Placed], *, width: int, colour: bool, every: bool) -> Iterator[str]:
    """Incidents of two reports or more, of one too where `every` is set; at the end how many there are."""
    groups: dict[str, list[Placed]] = {}
    reports = 0
    for each in found:
        groups.setdefault(each.group, []).append(each)
        reports += 1
    shown = [several for several in groups.values() if every or len(several) > 1]
    for several in sorted(shown, key=_first_day):
        yield _incident(several, width=width, colour=colour)
    told = sum(len(each) > 1 for each in groups.values())
    yield f"{plural(reports, 'report')}: {plural(told, 'incident')} told by more than one\n"


def _first_day(several: list[Placed]) -> tuple[str, str]:
    return min(each.published or "9999" for each in several), several[0].group


def _incident(several: list[Placed], *, width: int, colour: bool) -> str:
    screen = blank(width=width, colour=colour)
    days = sorted(each.published[:_DAY] for each in several if each.published)
    when = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "no date"
    families = len({each.family for each in several})
    about = f"{when} · {plural(len(several), 'report')}"
    if families < len(several):
        about += f", {plural(families, 'wording')}"
    lines = list(wrapped([(about, "title"), (f" · {several[0].group}", "detail")], width, screen))
    for each in sorted(several, key=lambda one: (one.published or "9999", one.sighting)):
        told = [(f"  {each.key or each.url or each.report}", "source"), (f"  {each.title or ''}", "plain")]
        told += [(f" · {each.outlet}", "detail")] if each.outlet else []
        lines += wrapped(told, width, screen, hanging=4)
        lines += wrapped([(f"    {each.why}", "detail")], width, screen, hanging=4) if each.why else []
    return drawn(screen, [*lines, Text()])
