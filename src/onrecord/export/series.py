"""Lines of figures for programs: `lines → JSON objects, a line each; or rows of a table, a point each`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from onrecord.model.series import Line, Point
from onrecord.model.telling import Mark, Telling

COLUMNS = (
    *("outcome", "counted", "kind", "window", "place", "incident", "source", "day", "basis", "value", "low", "high"),
    *("bound", "marks", "words", "sentence", "outlet", "key", "url", "report", "sighting", "fact", "start", "end"),
    *("copies", "also", "beside"),
)


def line_json(line: Line) -> dict[str, Any]:
    """A line with its points, each with its words and where they stand."""
    subject = line.subject
    return {
        "outcome": subject.outcome,
        "counted": subject.group or None,
        "kind": subject.kind,
        "window": subject.window or None,
        "place": subject.place or None,
        "incident": subject.incident,
        "source": line.source,
        "outlet": line.outlet,
        "points": [_point(point) for point in line.points],
        "undated": [telling_json(one) for one in line.undated],
    }


def telling_json(one: Telling) -> dict[str, Any]:
    """A figure in one report."""
    return {
        "value": number(one.value),
        "low": number(one.low),
        "high": number(one.high),
        "bound": one.bound,
        "words": one.span.exact,
        "start": one.span.start,
        "end": one.span.end,
        "sentence": one.sentence.exact,
        "source": one.source,
        "outlet": one.outlet,
        "published": one.published,
        "key": one.key,
        "url": one.url,
        "report": one.report,
        "sighting": one.sighting,
        "fact": one.fact,
        "confidence": one.confidence,
    }


def rows(line: Line) -> Iterator[list[str]]:
    """A row for each point, under COLUMNS."""
    subject = line.subject
    own = (subject.outcome, subject.group, subject.kind, subject.window, subject.place, subject.incident, line.source)
    for point in line.points:
        one = point.telling
        marks = "; ".join(mark.kind for mark in point.marks)
        cells = (
            *(point.day, one.basis, one.value, one.low, one.high, one.bound, marks, one.span.exact, one.sentence.exact),
            *(one.outlet, one.key, one.url, one.report, one.sighting, one.fact, one.span.start, one.span.end),
            *(" ".join(each.sighting for each in several) for several in (point.copies, point.also)),
            " ".join(str(number(each.number)) for each in point.beside),
        )
        yield [_cell(cell) for cell in (*own, *cells)]


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _point(point: Point) -> dict[str, Any]:
    return {
        "day": point.day,
        "basis": point.telling.basis,
        **telling_json(point.telling),
        "marks": [_mark(mark) for mark in point.marks],
        "copies": [telling_json(one) for one in point.copies],
        "also": [telling_json(one) for one in point.also],
        "beside": [telling_json(one) for one in point.beside],
    }


def _cell(cell: str | int | Decimal | None) -> str:
    return "" if cell is None else str(number(cell) if isinstance(cell, Decimal) else cell)


def _mark(mark: Mark) -> dict[str, Any]:
    if mark.words is None:
        return {"kind": mark.kind, "words": None}
    return {"kind": mark.kind, "words": mark.words.exact, "start": mark.words.start, "end": mark.words.end}
