"""Lines → a chart as Vega-Lite (https://vega.github.io/vega-lite/): one spec for a page, a notebook, a file.

A panel for each subject, so that a running count never shares an axis with a period's. In it a step line for each
source, a band where its figures are ranges, and points that lead to their sentence. Data are inside the spec: nothing
is fetched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urldefrag

from onrecord.model.series import Line, Point, Subject, source_name, title
from onrecord.model.telling import Telling
from onrecord.relate.series import RISING

__all__ = ["link", "source_name", "title", "vega_lite"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
STEPS = frozenset({*RISING, "stock"})  # kinds that hold until the next figure; a period's or a change's do not
LINKED = 12  # words of a sentence that a link names at most
WIDTH, HEIGHT = 560, 220

Spec = dict[str, Any]


def vega_lite(lines: Iterable[Line]) -> Spec:
    """The chart of lines, a panel a subject in their order."""
    panels: dict[Subject, list[Line]] = defaultdict(list)
    for line in lines:
        if line.points:
            panels[line.subject].append(line)
    return {
        "$schema": SCHEMA,
        "description": "Figures over time, a panel for each thing that is counted, a line for each source.",
        "vconcat": [_panel(subject, several) for subject, several in panels.items()],
        "resolve": {"scale": {"color": "independent"}},
    }


def link(one: Telling) -> str | None:
    """The page of a report at the words of a figure (a text fragment, WICG), where it has an address on the web."""
    if one.url is None or not one.url.startswith(("http://", "https://")):
        return None
    words = " ".join(one.sentence.exact.split()[:LINKED])
    return f"{urldefrag(one.url).url}#:~:text={quote(words, safe='')}"


def _panel(subject: Subject, lines: list[Line]) -> Spec:
    steps = subject.kind in STEPS and (subject.kind != "incident" or bool(subject.incident or subject.window))
    day = {"field": "day", "type": "temporal", "title": None}
    colour = {"field": "source", "type": "nominal", "title": "according to"}
    layer: list[Spec] = []
    if steps:
        band = {"type": "area", "interpolate": "step-after", "opacity": 0.15}
        low, high = {"field": "low", "type": "quantitative"}, {"field": "high"}
        layer.append({"mark": band, "encoding": {"x": day, "y": low, "y2": high, "color": colour}})
        y = {"field": "value", "type": "quantitative"}
        step = {"type": "line", "interpolate": "step-after"}
        layer.append({"mark": step, "encoding": {"x": day, "y": y, "color": colour}})
    layer.append({"mark": {"type": "point", "filled": True, "size": 50}, "encoding": _points(subject, day, colour)})
    rows = [row for line in lines for row in _rows(line)]
    return {"title": title(subject), "width": WIDTH, "height": HEIGHT, "data": {"values": rows}, "layer": layer}


def _points(subject: Subject, day: Spec, colour: Spec) -> Spec:
    shown = ("day", "source", "value", "low", "high", "bound", "words", "marks", "outlet", "report")
    return {
        "x": day,
        "y": {"field": "value", "type": "quantitative", "title": subject.outcome.replace("_", " ")},
        "color": colour,
        "shape": {"field": "bound", "type": "nominal", "title": "bound"},
        "href": {"field": "link", "type": "nominal"},
        "tooltip": [{"field": name, "type": "nominal"} for name in shown],
    }


def _rows(line: Line) -> Iterator[Spec]:
    for point in line.points:
        yield _row(line, point)


def _row(line: Line, point: Point) -> Spec:
    one = point.telling
    low, high = (one.low, one.high) if one.bound == "between" else (one.number, one.number)
    return {
        "day": point.day,
        "source": source_name(line),
        "value": _number(one.number),
        "low": _number(low),
        "high": _number(high),
        "bound": (one.bound or "unknown").replace("_", " "),
        "words": one.span.exact,
        "sentence": one.sentence.exact,
        "marks": ", ".join(mark.kind for mark in point.marks),
        "outlet": one.outlet,
        "report": one.key or one.url or one.report,
        "fact": one.fact,
        "link": link(one),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
