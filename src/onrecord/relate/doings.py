"""A report → its events, in terms in which they can be held against those of other reports.

Only events of which somebody who took part is told by words of his own ("the council", not "it") can be told from
others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Event, Report
from onrecord.model.doing import Doing
from onrecord.relate.groups import folded
from onrecord.relate.sayings import stems
from onrecord.relate.tellings import name_key, place_key

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W_]+")


def doings(report: Report) -> list[Doing]:
    """The events of a report that can be told from others."""
    return [one for one in _each(report) if one.agents or one.patients]


def _each(report: Report) -> Iterator[Doing]:
    names = {entity.id: entity.name for entity in report.entities}
    speakers = {one.id: one.speaker for one in report.statements}
    denied = {one.id for one in report.statements if one.polarity != "said"}
    for event in report.events:
        if event.statement in denied:
            continue  # that somebody denies it is told of the statement
        source = names.get(speakers.get(event.statement or "") or "")
        day = _DAY.match(event.time or "")
        yield Doing(
            sighting=report.sighting,
            report=report.id,
            key=report.key,
            url=report.url,
            outlet=report.outlet,
            published=report.published.value if report.published else None,
            fact=event.id,
            span=event.span,
            predicate=event.predicate,
            agents=_words(event, ("agent",), names),
            patients=_words(event, ("patient", "recipient"), names),
            names=_names(event, names),
            place_key=place_key(names.get(event.place or "", "")),
            day=day[0] if day else None,
            status=event.status,
            source=source,
            source_key=name_key(source) if source else "",
        )


def _names(event: Event, names: dict[str, str]) -> frozenset[str]:
    """The words of proper names among who took part and where."""
    told = [names.get(each or "", "") for each in (event.place, *(one.entity for one in event.participants))]
    proper = (word for name in told for word in name.split() if word[:1].isupper())
    return frozenset(stem for word in proper for stem in stems(_WORD.findall(folded(word))))


def _words(event: Event, roles: tuple[str, ...], names: dict[str, str]) -> frozenset[str]:
    """The words that name who took part in a role."""
    told = [names.get(one.entity or "", one.span.exact) for one in event.participants if one.role in roles]
    return frozenset(stem for words in told for stem in stems(_WORD.findall(folded(words))))
