"""Labelled spans of facts, as annotators show them: which words of the text play which part.

In: a report, and what people said of its facts so far. Out: for each fact its marks in a fixed order, the one that
stands for the fact (its head) first. A fact that a person judged is shown as that person left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import get_args

from onrecord.model import Event, Figure, Judgement, Labelled, Report, Span, Statement
from onrecord.model.ids import Offsets
from onrecord.model.judgement import RULINGS, FactKind, in_force
from onrecord.model.vocabulary import Bound, Form, Outcome, Polarity, Role, Scope, SourceKind, Stance, Status

LABELS: Mapping[FactKind, tuple[str, ...]] = {
    "statement": ("content", "cue", "source", "addressee"),
    "figure": ("figure", "number", "counted"),
    "event": ("trigger", *get_args(Role)),
}
KINDS: Mapping[str, FactKind] = {label: kind for kind, labels in LABELS.items() for label in labels}
HEADS = frozenset({"content", "figure", "number", "trigger"})  # without any of them there is no fact left
CHOICES: Mapping[FactKind, Mapping[str, tuple[str, ...]]] = {
    "statement": {
        "form": get_args(Form),
        "polarity": get_args(Polarity),
        "stance": get_args(Stance),
        "source_kind": get_args(SourceKind),
    },
    "figure": {"outcome": get_args(Outcome), "bound": get_args(Bound), "scope": get_args(Scope)},
    "event": {"status": get_args(Status)},
}
NUMBERS = ("value", "low", "high")
OPTIONAL = frozenset({"outcome", "bound", "unit", *NUMBERS})  # values that may be unknown
WORDS: Mapping[FactKind, tuple[str, ...]] = {"statement": (), "figure": (*NUMBERS, "unit"), "event": ("predicate",)}

Judged = Callable[[Report], Iterable[Judgement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words and their part in a fact: code points `start` to `end`."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A fact as marks. `id` is the machine's, or that of the judgement that added it; `values` are those to edit."""

    id: str
    kind: FactKind
    marks: tuple[Mark, ...]
    values: Mapping[str, str]
    confidence: float | None


def facts(report: Report, judged: Judged | None = None) -> list[Marked]:
    """The report's facts as people left them: statements, figures, events, then what was added."""
    latest: dict[str, Judgement] = {}
    added: dict[tuple[object, ...], Judgement] = {}
    rulings = (each for each in in_force(judged(report) if judged else ()) if each.verdict in RULINGS)
    for judgement in sorted(rulings, key=lambda each: datetime.fromisoformat(each.at)):
        if judgement.text_sha256 != report.text_sha256:
            continue  # of another version of the text, where its places mean nothing
        if judgement.fact is None:
            added[(judgement.kind, *judgement.spans)] = judgement
        else:
            latest[judgement.fact] = judgement
    found = [_left(fact, latest.get(fact.id)) for fact in machine(report)]
    return [*(fact for fact in found if fact), *(_added(each) for each in added.values())]


def ids(found: Iterable[Marked]) -> list[str]:
    """What an export keeps of the facts that it shows, so that a fact left out is told from one never shown."""
    return [fact.id for fact in found]


def distinct(found: Iterable[Marked]) -> tuple[list[Mark], list[tuple[int, int, str]]]:
    """Every mark once, for tools that keep a label once in a place, and the links `(head, other, label)` of facts."""
    numbers: dict[Mark, int] = {}
    links: dict[tuple[int, int, str], None] = {}
    for fact in found:
        own = [numbers.setdefault(mark, len(numbers)) for mark in fact.marks]
        links.update(
            dict.fromkeys((own[0], other, mark.label) for other, mark in zip(own[1:], fact.marks[1:], strict=True))
        )
    return list(numbers), list(links)


def machine(report: Report) -> Iterator[Marked]:
    """The report's facts as the machine found them."""
    for statement in report.statements:
        if statement.content:
            yield _marked(statement, "statement", _statement(statement))
    for figure in report.figures:
        yield _marked(figure, "figure", _figure(figure))
    for event in report.events:
        yield _marked(event, "event", _event(event))


def labelled(report: Report, marks: Iterable[Mark]) -> tuple[Labelled, ...]:
    """The marks as a judgement keeps them, with their words."""
    return tuple(
        Labelled(label=mark.label, span=Span(start=mark.start, end=mark.end, exact=report.text[mark.start : mark.end]))
        for mark in marks
    )


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The head first: by label as `LABELS` has them, then by place."""
    return tuple(sorted(marks, key=lambda mark: (LABELS[KINDS[mark.label]].index(mark.label), mark.start, mark.end)))


def offsets(mark: Mark) -> Offsets:
    """Where it stands."""
    return mark.start, mark.end


def _left(fact: Marked, judgement: Judgement | None) -> Marked | None:
    """The fact as a person left it; None where it was rejected."""
    if judgement is None:
        return fact
    if judgement.verdict == "rejected":
        return None
    changed = dict(fact.values) | dict(judgement.values)
    return Marked(
        id=fact.id,
        kind=fact.kind,
        marks=_judged_marks(judgement),
        values={name: value for name, value in changed.items() if value is not None},
        confidence=fact.confidence,
    )


def _added(judgement: Judgement) -> Marked:
    values = {name: value for name, value in judgement.values.items() if value is not None}
    return Marked(id=judgement.id, kind=judgement.kind, marks=_judged_marks(judgement), values=values, confidence=None)


def _judged_marks(judgement: Judgement) -> tuple[Mark, ...]:
    return ordered(Mark(label=each.label, start=each.span.start, end=each.span.end) for each in judgement.spans)


def _marked(fact: Statement | Figure | Event, kind: FactKind, spans: Iterable[tuple[str, Span | None]]) -> Marked:
    marks = {Mark(label=label, start=span.start, end=span.end) for label, span in spans if span}
    values = {name: _text(getattr(fact, name)) for name in (*CHOICES[kind], *WORDS[kind])}
    return Marked(
        id=fact.id,
        kind=kind,
        marks=ordered(marks),
        values={name: value for name, value in values.items() if value is not None},
        confidence=fact.confidence,
    )


def _statement(fact: Statement) -> Iterator[tuple[str, Span | None]]:
    yield from (("content", span) for span in fact.content)
    yield from (("cue", fact.cue), ("source", fact.source), ("addressee", fact.addressee))


def _figure(fact: Figure) -> Iterator[tuple[str, Span | None]]:
    yield from (("figure", fact.span), ("number", fact.number), ("counted", fact.counted))


def _event(fact: Event) -> Iterator[tuple[str, Span | None]]:
    yield "trigger", fact.span
    yield from ((participant.role, participant.span) for participant in fact.participants)


def _text(value: str | Decimal | None) -> str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value
