"""What is watched, and what is new: `Saved` queries, how a record is `Watch`ed, and `News`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.change import FactKind
from onrecord.model.relation import RelationKind

Tells: TypeAlias = Literal["facts", "changes", "contradictions"]
NewsKind: TypeAlias = Literal["fact", "changed", "vanished"] | RelationKind
EVERY = 900  # seconds between two rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A query with a name: its filters as a search has them, and what of it is told."""

    name: str
    filters: tuple[tuple[str, str | float | bool], ...] = ()
    tells: tuple[Tells, ...] = ("facts", "changes", "contradictions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Which addresses are kept fresh, how often (seconds), who is told by a post, and of what."""

    feeds: tuple[str, ...] = ()
    every: int = EVERY
    webhook: str | None = None
    queries: tuple[Saved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something new by a saved query: a fact, a fact that changed, or how it stands to a fact of another report.

    `words` are those of the fact, `who` said it or is whom it is according to. `before` is what stood there, or what
    the other report has, whose sighting is `other`; `why` the fields that changed, or the rule of a relation.
    """

    query: str
    news: NewsKind
    kind: FactKind
    fact: str
    words: str
    who: str | None
    sighting: str
    report: str
    url: str | None
    key: str | None
    outlet: str | None
    title: str | None
    published: str | None
    before: str | None = None
    other: str | None = None
    why: str | None = None
