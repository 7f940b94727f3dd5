"""Lines of figures for people: `lines, a width → a table with bars`, a heading for each thing that is counted.

Everything that comes from a report is made safe to show; no line is wider than asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from onrecord.cli.printable import plural, printable
from onrecord.cli.terminal import STYLES, blank, drawn, headed, wrapped
from onrecord.model.series import Line, Point
from onrecord.model.telling import Telling
from onrecord.relate.charts import source_name, title

SIGNS = {"over": "> ", "at_least": "≥ ", "under": "< ", "at_most": "≤ ", "about": "≈ "}
BAR = "█"
BAR_SHARE = 4  # a bar has at most one column in so many of the page


def series_page(lines: Iterable[Line], *, width: int, colour: bool) -> str:
    """The lines as a page of at most `width` columns."""
    screen = blank(width=width, colour=colour)
    drawn_lines: list[Text] = []
    last = None
    for line in lines:
        if line.subject != last:
            drawn_lines += [Text()] if last is not None else []
            drawn_lines.append(headed(title(line.subject), screen))
            last = line.subject
        drawn_lines += _line(line, screen)
    return drawn(screen, [*drawn_lines, *([Text()] if drawn_lines else [])])


def amount(one: Telling) -> str:
    """The number with its bound as a sign: ≥ 12, 6–8."""
    if one.value is None and one.low is not None and one.high is not None:
        return f"{_number(one.low)}–{_number(one.high)}"
    if one.value is None:
        return f"≤ {_number(one.high)}" if one.low is None and one.high is not None else f"≥ {_number(one.low)}"
    return f"{SIGNS.get(one.bound or '', '')}{_number(one.value)}"


def _line(line: Line, screen: Console) -> Iterator[Text]:
    points = plural(len(line.points), "point")
    yield from wrapped([(source_name(line), "source"), (f" · {points}", "detail")], screen.width, screen)
    highest = max((point.telling.number or Decimal(0) for point in line.points), default=Decimal(0))
    column = max((len(amount(point.telling)) for point in line.points), default=0)
    for point in line.points:
        yield from _row(point, highest, column, screen)
    for one in line.undated:
        said = f"  day unknown {amount(one)} · {one.span.exact}"
        yield from wrapped([(said, "detail")], screen.width, screen, hanging=2)


def _row(point: Point, highest: Decimal, column: int, screen: Console) -> Iterator[Text]:
    one = point.telling
    most = max(1, screen.width // BAR_SHARE)
    length = round(most * float((one.number or Decimal(0)) / highest)) if highest else 0
    start = Text("  ")
    start.append(point.day, style=STYLES["time"])
    start.append(f"  {amount(one):>{column}} ", style=STYLES["number"])
    start.append((BAR * length).ljust(most), style=STYLES["detail"])
    left = screen.width - start.cell_len - 1
    told = " · ".join(_told(point))
    if left >= len("retracted"):
        rest = Text(f" {printable(' '.join(told.split()))}", style=STYLES["warning"] if point.marks else "")
        rest.truncate(left + 1, overflow="ellipsis")
        start.append_text(rest)
    start.truncate(screen.width, overflow="ellipsis")
    yield start


def _told(point: Point) -> Iterator[str]:
    """What stands beside a number: its marks, how often it was told, other numbers, its words and where they stand."""
    yield from (f"{mark.kind} (“{mark.words.exact}”)" if mark.words else mark.kind for mark in point.marks)
    if point.copies:
        yield plural(len(point.copies), "wire copy").replace("copys", "copies")
    if point.also:
        yield f"also in {plural(len(point.also), 'report')}"
    if point.beside:
        yield f"beside {', '.join(amount(each) for each in point.beside)}"
    one = point.telling
    yield one.key or one.url or one.report
    yield one.span.exact


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"
