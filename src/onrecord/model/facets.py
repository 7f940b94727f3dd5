"""How the facts that a query asks for divide: `Facets`; and what came to a record when: `Arrival`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model.shown import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Counts of facts by name (`kind`, `outcome`, `outlet`, …) and value, the most frequent first.

    `facts` is how many were looked at; `whole`: those are all there are.
    """

    facts: int
    whole: bool
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A report that came to the record: where it was seen, its title, and how many facts of each kind are in it.

    `cursor`: give it to go on after this one.
    """

    seen: Seen
    title: str | None
    statements: int
    figures: int
    events: int
    cursor: str
