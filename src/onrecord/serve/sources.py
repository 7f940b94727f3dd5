"""A report → its sources: who says how much in it, in the order in which they come up, each with a colour's number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import Report, Statement
from onrecord.model.phrases import NOBODY, statement_source

COLOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who is quoted or counts. `first` is the fact that he comes up with; `entity` is there for a name."""

    name: str
    colour: int | None
    statements: int
    figures: int
    first: str
    entity: str | None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a report, and which of them each fact is of."""

    all: tuple[Source, ...]
    of: Mapping[str, Source]


def sources(report: Report) -> Sources:
    """Every source; facts of the report's own voice have none."""
    names = {entity.id: entity.name for entity in report.entities}
    roles = {entity.id: entity.roles for entity in report.entities}
    facts: dict[str, list[tuple[int, str, str, str | None]]] = {}  # by name: place, kind, fact, entity
    for statement in report.statements:
        name = statement_source(statement, names)
        start = statement.content[0].start if statement.content else 0
        facts.setdefault(name, []).append((start, "statement", statement.id, _one(statement)))
    for figure in report.figures:
        if figure.source and figure.source in names:
            found = (figure.span.start, "figure", figure.id, figure.source)
            facts.setdefault(names[figure.source], []).append(found)
    made: list[Source] = []
    of: dict[str, Source] = {}
    colour = 0
    for name, several in sorted(facts.items(), key=lambda item: min(item[1])):
        entity = next((entity for *_, entity in several if entity), None)
        source = Source(
            name=name,
            colour=None if name == NOBODY else colour % COLOURS,
            statements=sum(kind == "statement" for _, kind, _, _ in several),
            figures=sum(kind == "figure" for _, kind, _, _ in several),
            first=min(several)[2],
            entity=entity,
            roles=roles.get(entity or "", ()),
        )
        colour += name != NOBODY
        made.append(source)
        of |= {fact: source for _, _, fact, _ in several}
    return Sources(tuple(made), of)


def _one(statement: Statement) -> str | None:
    return statement.speakers[0] if len(statement.speakers) == 1 else None
