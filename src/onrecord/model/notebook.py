"""A report, or a series of figures → a piece of HTML for a notebook.

Of a report its text with its facts marked, each explained where one points at it; of a series a table for each source.

Everything of the report is escaped. Styles stand in the piece itself, since a notebook has none of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from onrecord.model.phrases import amount, event_words, figure_words, statement_source, statement_words
from onrecord.model.report import Block, Report
from onrecord.model.segments import Segment, marks, segments
from onrecord.model.series import Line, Point, source_name, title
from onrecord.model.telling import Telling
from onrecord.model.told import told_events

LONGEST = 20_000  # characters that are shown
LINES, SENTENCE = 200, 300  # lines of a series, and characters of a sentence
_STYLES = {
    "content": "border-bottom:2px solid #1d6a8f",
    "source": "color:#1d6a8f",
    "cue": "font-style:italic",
    "figure": "background:#fbe7a680",
    "number": "font-weight:bold",
    "time": "border-bottom:1px dotted #5b6068",
    "event": "box-shadow:inset 0 -.4em 0 #8883",
}
_QUIET = frozenset({"header", "byline", "dateline", "caption", "credit", "promo", "other"})


def html(report: Report) -> str:
    """The report as HTML."""
    explained, found = _explained(report), marks(report)
    shown = [block for block in report.blocks if block.span.start < LONGEST]
    parts = [_block(block, segments(report.text, _stretch(block), found), explained) for block in shown]
    about = " · ".join(part for part in (report.outlet, report.published.value if report.published else None) if part)
    more = "<p>…</p>" if report.blocks and report.blocks[-1].span.end > LONGEST else ""
    counts = f"{len(report.statements):,} statements, {len(report.figures):,} figures"
    head = f'<p style="opacity:.7">{escape(about)}{" · " if about else ""}{counts}</p>'
    return f'<div style="max-width:44em;line-height:1.6">{head}{"".join(parts)}{more}</div>'


def series_html(lines: Sequence[Line]) -> str:
    """Figures over time as HTML: under what is counted a table for each source, a row for each day and number."""
    parts: list[str] = []
    for at, line in enumerate(lines[:LINES]):
        if not at or lines[at - 1].subject != line.subject:
            parts.append(f"<h4>{escape(title(line.subject))}</h4>")
        rows = [_row(one.day, one.telling, _beside(one)) for one in line.points]
        rows += [_row("day unknown", one, "") for one in line.undated]
        caption = f'<caption style="text-align:left;font-weight:bold">{escape(source_name(line))}</caption>'
        parts.append(f'<table style="text-align:left">{caption}<tbody>{"".join(rows)}</tbody></table>')
    points = sum(len(line.points) + len(line.undated) for line in lines)
    more = "<p>…</p>" if len(lines) > LINES else ""
    head = f'<p style="opacity:.7">{len(lines):,} lines, {points:,} figures</p>'
    return f'<div style="max-width:60em">{head}{"".join(parts)}{more}</div>'


def _row(day: str, one: Telling, beside: str) -> str:
    where = " · ".join(part for part in (one.outlet or one.key or "", beside) if part)
    cells = (
        f'<td style="white-space:nowrap">{escape(day)}</td>',
        f'<td style="white-space:nowrap;font-weight:bold" title="{escape(one.fact)}">{escape(amount(one))}</td>',
        f'<td style="text-align:left" dir="auto">{escape(one.sentence.exact[:SENTENCE])}</td>',
        f'<td style="text-align:left;opacity:.7">{escape(where)}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def _beside(point: Point) -> str:
    """What else stands behind a point: marks, wire copies, other reports."""
    told: list[str] = [mark.kind for mark in point.marks]
    told += [f"{len(point.copies)} wire copies, counted once"] if point.copies else []
    told += [f"also in {len(point.also)} reports"] if point.also else []
    return " · ".join(told)


def _stretch(block: Block) -> tuple[int, int]:
    return block.span.start, min(block.span.end, LONGEST)


def _block(block: Block, cut: list[Segment], explained: dict[str, str]) -> str:
    tag = {"title": "h3", "subhead": "h4"}.get(block.kind, "p")
    quiet = ";opacity:.65;font-size:.9em" if block.kind in _QUIET else ""
    words = "".join(_segment(one, explained) for one in cut)
    return f'<{tag} dir="auto" style="white-space:pre-wrap{quiet}">{words}</{tag}>'


def _segment(one: Segment, explained: dict[str, str]) -> str:
    if not one.parts:
        return escape(one.words)
    style = ";".join(_STYLES[part] for part in one.parts)
    told = escape(explained.get(one.fact or "", ""))
    return f'<span style="{style}" title="{told}">{escape(one.words)}</span>'


def _explained(report: Report) -> dict[str, str]:
    """Each fact in a line of words."""
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    figures = {figure.id: figure for figure in report.figures}
    told = {time.id: f"{time.span.exact} = {time.value or 'unknown'}" for time in report.times}
    for statement in report.statements:
        words = "".join(piece for piece, _ in statement_words(statement, names, times))
        told[statement.id] = f"{statement_source(statement, names)} {words}"
    for figure in report.figures:
        source = f"{names[figure.source]}: " if figure.source in names else ""
        told[figure.id] = source + "".join(piece for piece, _ in figure_words(figure, names, figures))
    for event in told_events(report):
        told[event.id] = "".join(piece for piece, _ in event_words(event, names))
    return told
