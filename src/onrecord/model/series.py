"""Figures of one thing over time: a line for each source, a point for each day and number that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.telling import Mark, Telling
from onrecord.model.vocabulary import Outcome

Kind: TypeAlias = Literal["incident", "cumulative", "period", "stock", "change", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is counted on a line; two lines of one subject differ in their source alone.

    `group` is who is counted, "" for anybody. `window` is the day that a count runs from, or how long a period is, or
    the day of an incident without a name; "" where that is not told. `place` is a name, "" where none is told.
    """

    outcome: Outcome
    kind: Kind
    group: str
    window: str
    place: str
    incident: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number on a day. `copies` are tellings of the same wording (wire copies), `also` other reports' with the same
    number on that day, `beside` other numbers that the same report gives for what seems to be the same thing."""

    day: str
    telling: Telling
    marks: tuple[Mark, ...] = ()
    copies: tuple[Telling, ...] = ()
    also: tuple[Telling, ...] = ()
    beside: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one source for one subject, in the order of their days. `source` is None where an outlet itself
    tells them; `outlet` is that one, None where it is unknown too. `undated` are of no known day."""

    subject: Subject
    source: str | None
    outlet: str | None
    points: tuple[Point, ...]
    undated: tuple[Telling, ...] = ()


class Series(list[Line]):
    """Lines, which a notebook shows as tables."""

    def _repr_html_(self) -> str:
        from onrecord.model.notebook import series_html

        return series_html(self)


def title(subject: Subject) -> str:
    """killed · children · since 2031-03-03 · Sarvia"""
    window = {
        "cumulative": f"since {subject.window}" if subject.window else "since a day that is not told",
        "incident": f"on {subject.window}" if subject.window else "incident",
        "period": f"in {subject.window}" if subject.window else "in a period",
        "stock": "at the time",
        "change": "more than before",
        "unknown": "scope not told",
    }[subject.kind]
    parts = (subject.outcome.replace("_", " "), subject.group or "people", window, subject.place, subject.incident)
    return " · ".join(part for part in parts if part)


def source_name(line: Line) -> str:
    """The source, or the outlet where the words are its own."""
    return line.source or (f"{line.outlet} (its own words)" if line.outlet else "the reporter's own words")
