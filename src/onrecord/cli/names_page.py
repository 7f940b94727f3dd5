"""Who is whom, for people: a line a name; closely, its members with their reports and what put them together.

What goes in: identities in the order in which they are to be shown, and where each report is to be found. What comes
out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from onrecord.cli.printable import plural
from onrecord.cli.terminal import blank, drawn, wrapped
from onrecord.model.identity import Identity

SPELLINGS, ROLES = 5, 3  # of one that are shown in a line


def names_page(
    found: Sequence[Identity], places: Mapping[str, str], *, width: int, colour: bool, closely: bool
) -> Iterator[str]:
    """The identities, and at the end how many there are."""
    for one in found:
        yield _line(one, width=width, colour=colour)
        if closely:
            yield _closely(one, places, width=width, colour=colour)
    reports = {each.report for one in found for each in one.members}
    yield f"{plural(len(found), 'name')} in {plural(len(reports), 'report')}\n"


def _line(one: Identity, *, width: int, colour: bool) -> str:
    screen = blank(width=width, colour=colour)
    reports = plural(len({each.report for each in one.members}), "report")
    told = [(one.name, "title"), (f" · {one.kind} · {reports}", "detail")]
    others = [name for name, _ in one.names if name != one.name][:SPELLINGS]
    told += [(" · also " + ", ".join(f"“{name}”" for name in others), "plain")] if others else []
    told += [(f" · {', '.join(one.roles[:ROLES])}", "source")] if one.roles else []
    told.append((f" · {one.id}", "detail"))
    return drawn(screen, list(wrapped(told, width, screen, hanging=4)))


def _closely(one: Identity, places: Mapping[str, str], *, width: int, colour: bool) -> str:
    screen = blank(width=width, colour=colour)
    lines: list[Text] = []
    for each in one.members:
        told = [
            (f"  {places.get(each.report, each.report)}", "source"),
            (f" · {each.published or 'no date'}", "detail"),
        ]
        told += [(f" · “{each.name}”", "plain")]
        told += [(f" · {', '.join(each.roles)}", "plain")] if each.roles else []
        lines += wrapped([*told, (f" · {each.id}", "detail")], width, screen, hanging=4)
    for link in one.links:
        told = [
            (f"  {link.confidence:.2f} ", "detail"),
            (link.why, "plain"),
            (f" · {link.one} · {link.other}", "detail"),
        ]
        lines += wrapped(told, width, screen, hanging=4)
    return drawn(screen, [*lines, Text()])
