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
