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
    groups, reports = _groups(found, "group")
    for several in _shown(groups, every=every):
        families = len({each.family for each in several})
        about = f", {plural(families, 'wording')}" if families < len(several) else ""
        yield _block(several, about, several[0].group, [each.why for each in several], width=width, colour=colour)
    told = sum(len(each) > 1 for each in groups.values())
    yield f"{plural(reports, 'report')}: {plural(told, 'incident')} told by more than one\n"


def families_page(found: Iterable[Placed], *, width: int, colour: bool, every: bool) -> Iterator[str]:
    """Wordings that two reports or more have, with whose they are; at the end how many there are."""
    groups, reports = _groups(found, "family")
    for several in _shown(groups, every=every):
        about = {"agency": " · from {}", "first": " · first in {}"}.get(several[0].basis or "", "")
        held = [f"holds {', '.join(each.holds)}" if each.holds else "" for each in several]
        yield _block(several, about.format(several[0].origin), several[0].family, held, width=width, colour=colour)
    told = sum(len(each) > 1 for each in groups.values())
    yield f"{plural(reports, 'report')}: {plural(told, 'wording')} in more than one\n"


def _groups(found: Iterable[Placed], by: str) -> tuple[dict[str, list[Placed]], int]:
    groups: dict[str, list[Placed]] = {}
    for each in found:
        groups.setdefault(getattr(each, by), []).append(each)
    return groups, sum(map(len, groups.values()))


def _shown(groups: dict[str, list[Placed]], *, every: bool) -> list[list[Placed]]:
    several = (sorted(each, key=_day) for each in groups.values() if every or len(each) > 1 or each[0].holds)
    return sorted(several, key=lambda each: _day(each[0]))


def _day(one: Placed) -> tuple[str, str]:
    return one.published or "9999", one.sighting


def _block(several: list[Placed], about: str, group: str, told: list[str], *, width: int, colour: bool) -> str:
    screen = blank(width=width, colour=colour)
    days = sorted(each.published[:_DAY] for each in several if each.published)
    when = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "no date"
    title = f"{when} · {plural(len(several), 'report')}{about}"
    lines = list(wrapped([(title, "title"), (f" · {group}", "detail")], width, screen))
    for each, why in zip(several, told, strict=True):
        words = [(f"  {each.key or each.url or each.report}", "source")]
        words += [(f"  {each.title}", "plain")] if each.title else []
        words += [(f" · {each.outlet}", "detail")] if each.outlet else []
        lines += wrapped(words, width, screen, hanging=4)
        lines += wrapped([(f"    {why}", "detail")], width, screen, hanging=4) if why else []
    return drawn(screen, [*lines, Text()])
