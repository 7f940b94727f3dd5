"""A fact in plain words: `report → facts`, each with its fields as people read them, no ids of one report inside.

Ids of entities and times (`e1`, `t1`) hold in one reading alone; their names and values are what is compared.
Confidence and evidence are how a fact is known and not what it says: they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Event, Figure, Report, Span, Statement
from onrecord.model.change import FactKind, FieldChange
from onrecord.model.vocabulary import GAP

_SHAPES = str.maketrans("“”„«»‘’‚′–—‑", '"""""\'\'\'\'---')


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of one report: `words` are its own (typography folded), `spans` its stretches, `said` what it says."""

    kind: FactKind
    id: str
    spans: tuple[Span, ...]
    start: int
    end: int
    words: str
    said: tuple[tuple[str, str | None], ...]


def facts(report: Report) -> Iterator[Fact]:
    """Every fact of a report: statements, figures, events, each in the order of the text."""
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value or time.span.exact for time in report.times}
    # the number of the whole is the whole's own news; what it counts tells which whole it is
    wholes = {one.id: _words(one.counted) or one.outcome or one.span.exact for one in report.figures}
    for statement in sorted(report.statements, key=lambda one: one.content[0].start):
        yield _statement(statement, names, times)
    for figure in sorted(report.figures, key=lambda one: one.number.start):
        yield _figure(figure, names, wholes)
    for event in sorted(report.events, key=lambda one: one.span.start):
        yield _event(event, names)


def plain(words: str) -> str:
    """Words without what differs in typography alone."""
    return " ".join(words.translate(_SHAPES).split())


def fields_changed(old: Fact, new: Fact) -> tuple[FieldChange, ...]:
    """The fields in which two facts of one kind differ."""
    return tuple(
        FieldChange(name=name, before=before, after=after)
        for (name, before), (_, after) in zip(old.said, new.said, strict=True)
        if _same(before) != _same(after)
    )


def _same(words: str | None) -> str | None:
    return None if words is None else plain(words)


def _statement(statement: Statement, names: dict[str, str], times: dict[str, str]) -> Fact:
    words = GAP.join(span.exact for span in statement.content)
    return Fact(
        kind="statement",
        id=statement.id,
        spans=statement.content,
        start=statement.content[0].start,
        end=statement.content[-1].end,
        words=plain(words),
        said=(
            ("words", words),
            ("form", statement.form),
            ("polarity", statement.polarity),
            ("stance", statement.stance),
            ("cue", _words(statement.cue)),
            ("source", _words(statement.source)),
            ("speaker", _names(statement.speakers or ([statement.speaker] if statement.speaker else []), names)),
            ("source kind", statement.source_kind),
            ("via", _names(statement.via, names)),
            ("addressee", _words(statement.addressee)),
            ("time", times.get(statement.time or "", statement.time)),
        ),
    )


def _figure(figure: Figure, names: dict[str, str], wholes: dict[str, str]) -> Fact:
    as_of = figure.as_of.value if figure.as_of and figure.as_of.basis == "text" else None
    return Fact(
        kind="figure",
        id=figure.id,
        spans=(figure.span,),
        start=figure.number.start,
        end=figure.number.end,
        words=plain(figure.span.exact).casefold(),
        said=(
            ("words", figure.span.exact),
            ("value", _number(figure.value)),
            ("low", _number(figure.low)),
            ("high", _number(figure.high)),
            ("bound", figure.bound),
            ("unit", figure.unit),
            ("counted", _words(figure.counted)),
            ("outcome", figure.outcome),
            ("scope", figure.scope),
            ("since", figure.since),
            ("until", figure.until),
            ("on", figure.on),
            ("as of", as_of),  # a count true of the publication day is of another day in each version: no news
            ("place", _name(figure.place, names)),
            ("by", _name(figure.by, names)),
            ("part of", wholes.get(figure.part_of or "")),
            ("source", _name(figure.source, names)),
        ),
    )


def _event(event: Event, names: dict[str, str]) -> Fact:
    by_role = {
        role: ", ".join(one.span.exact for one in event.participants if one.role == role) or None
        for role in ("agent", "patient", "recipient")
    }
    return Fact(
        kind="event",
        id=event.id,
        spans=(event.span,),
        start=event.span.start,
        end=event.span.end,
        words=plain(" ".join([event.span.exact, *(one.span.exact for one in event.participants)])).casefold(),
        said=(
            ("words", event.span.exact),
            ("predicate", event.predicate),
            *by_role.items(),
            ("time", event.time),
            ("place", _name(event.place, names)),
            ("status", event.status),
        ),
    )


def _words(span: Span | None) -> str | None:
    return span.exact if span else None


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _name(entity: str | None, names: dict[str, str]) -> str | None:
    return names.get(entity or "", entity)


def _names(entities: Iterable[str], names: dict[str, str]) -> str | None:
    return ", ".join(names.get(entity, entity) for entity in entities) or None
