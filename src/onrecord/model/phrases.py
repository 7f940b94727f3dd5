"""A fact in a line of words, as pieces `(words, style)`: what stands beneath a block on the terminal, or beside it.

Styles are names (`source`, `cue`, `content`, `number`, `time`, `event`, `detail`, `plain`); which colours they have is
the affair of who shows them. Words are the report's own and not yet safe to show: who shows them makes them so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from onrecord.model.report import Event, Figure, Report, Span, Statement, Timex
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import GAP

Piece = tuple[str, str]
SIGNS = {"over": "> ", "at_least": "≥ ", "under": "< ", "at_most": "≤ ", "about": "≈ "}
NOBODY = "unattributed"


def words_of(fact: Statement | Figure | Event) -> tuple[Span, ...]:
    """A fact's own words."""
    return fact.content if isinstance(fact, Statement) else (fact.span,)


def facts_of(report: Report) -> Iterator[Statement | Figure | Event]:
    """Every fact of a report."""
    yield from report.statements
    yield from report.figures
    yield from report.events


def statement_source(fact: Statement, names: Mapping[str, str]) -> str:
    """Who said it: all who spoke by name, else the words of the source in this place."""
    speakers = [names[speaker] for speaker in fact.speakers if speaker in names]
    return ", ".join(speakers) or (fact.source.exact if fact.source else NOBODY)


def statement_words(fact: Statement, names: Mapping[str, str], times: Mapping[str, str | None]) -> Iterator[Piece]:
    """said: “The bridge was closed” · denied · via the Courier · on 2031-05-01"""
    if fact.cue:
        yield f"{fact.cue.exact}: ", "cue"
    marks = ("“", "”") if fact.form == "direct" else ("", "")
    for index, span in enumerate(fact.content):
        yield (GAP if index else ""), "detail"
        yield f"{marks[0]}{span.exact}{marks[1]}", "content"
    if fact.polarity != "said":
        yield f" · {fact.polarity.replace('_', ' ')}", "warning"
    if fact.source_kind == "anonymous":
        yield " · anonymous", "detail"
    carriers = [names.get(via, via) for via in fact.via]
    if carriers:
        yield f" · via {', '.join(carriers)}", "detail"
    if fact.addressee and fact.addressee.exact not in carriers:
        yield f" · to {fact.addressee.exact}", "detail"
    when = times.get(fact.time) if fact.time is not None else None
    if when:
        yield f" · on {when}", "detail"


def _unit(fact: Figure) -> str:
    """The unit's name as one reads it: "7 years", "1 year", "6.5 degree Celsius", "14 EUR"."""
    unit = fact.unit or ""
    return f"{unit}s" if fact.value != 1 and unit.isalpha() and unit.islower() else unit


def figure_words(fact: Figure, names: Mapping[str, str], figures: Mapping[str, Figure]) -> Iterator[Piece]:
    """≥ 19 people · killed · incident · on 2031-04-29 · as of 2031-05-02"""
    yield quantity(fact), "number"
    counted = fact.counted.exact if fact.counted else None
    if counted:
        yield f" {'of ' if fact.unit == 'fraction' else ''}{counted}", "plain"
    elif fact.unit and fact.unit not in ("percent", "fraction"):
        yield f" {'people' if fact.unit == 'person' else _unit(fact)}", "plain"
    whole = figures.get(fact.part_of) if fact.part_of else None
    details = [
        fact.outcome.replace("_", " ") if fact.outcome else None,
        fact.scope if fact.scope != "unknown" else None,
        f"on {fact.on}" if fact.on else None,
        f"since {fact.since}" if fact.since else None,
        f"until {fact.until}" if fact.until else None,
        f"as of {fact.as_of.value}" if fact.as_of else None,
        f"in {names.get(fact.place, fact.place)}" if fact.place else None,
        f"by {names.get(fact.by, fact.by)}" if fact.by else None,
        f"of {quantity(whole)}" if whole else None,
        f"said {len(fact.repeats) + 1} times" if fact.repeats else None,
    ]
    yield "".join(f" · {detail}" for detail in details if detail), "detail"


def event_words(fact: Event, names: Mapping[str, str]) -> Iterator[Piece]:
    """the council · cancel · the trip → to the mayor · cancelled · 2031-05-01 · in Port Lorn"""
    who = {
        role: ", ".join(names.get(one.entity or "", one.span.exact) for one in fact.participants if one.role == role)
        for role in ("agent", "patient", "recipient")
    }
    if who["agent"]:
        yield f"{who['agent']} · ", "plain"
    yield fact.predicate, "event"
    if who["patient"]:
        yield f" → {who['patient']}", "plain"
    if who["recipient"]:
        yield f" · to {who['recipient']}", "plain"
    if fact.status != "happened":
        yield f" · {fact.status.replace('_', ' ')}", "warning"
    if fact.time:
        yield f" · {fact.time}", "detail"
    if fact.place:
        yield f" · in {names.get(fact.place, fact.place)}", "detail"


def times_words(times: list[Timex]) -> Iterator[Piece]:
    """Tuesday = 2031-04-29 · this week = 2031-W18"""
    for index, time in enumerate(times):
        yield (" · " if index else "") + time.span.exact, "time"
        yield f" = {time.value}", "detail"


def amount(one: Telling) -> str:
    """The number with its bound as a sign: ≥ 12, 6–8."""
    return _bounded(one) or one.span.exact


def quantity(fact: Figure) -> str:
    """The number with its bound as a sign; the words themselves where they give no number."""
    return _bounded(fact, "%" if fact.unit == "percent" else "") or fact.number.exact


def _bounded(one: Telling | Figure, percent: str = "") -> str:
    if one.value is not None:
        return f"{SIGNS.get(one.bound or '', '')}{number(one.value)}{percent}"
    if one.low is not None and one.high is not None:
        return f"{number(one.low)}–{number(one.high)}{percent}"
    if one.low is not None:
        return f"≥ {number(one.low)}{percent}"
    return f"≤ {number(one.high)}{percent}" if one.high is not None else ""


def number(value: Decimal) -> str:
    """18600 as 18,600."""
    return f"{value:,f}"
