"""How a fact stands to a fact of another report: typed, with the rule and the words that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.change import FactKind
from onrecord.model.report import Span

RelationKind: TypeAlias = Literal["repeats", "updates", "supersedes", "differs", "contradicts", "denies", "retracts"]
Rule: TypeAlias = Literal[
    "same wording",
    "same number",
    "same number, another bound",
    "later and higher, same source",
    "later and higher",
    "later, same source",
    "later version",
    "corrected",
    "lower, same source",
    "two sources, one day",
    "two sources, stated day",
    "denied",
    "taken back",
    "same quotation",
    "trimmed quotation",
    "said and not said",
    "planned and happened",
    "planned and cancelled",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two facts: where it stands, its words, whose they are and of what day."""

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    kind: FactKind
    fact: str
    spans: tuple[Span, ...]
    source: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a report that made a relation, beside those of its facts."""

    sighting: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`one` stands so to `other`: it repeats it, updates it, supersedes it, denies it, retracts it.

    What differs or contradicts does so both ways; `one` is the later of the two then. `confidence` is that of the rule,
    0 to 1.
    """

    kind: RelationKind
    one: Side
    other: Side
    rule: Rule
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words that were said once, and every report that quotes them. `words` are those of the longest appearance.

    `id` is of the words and the speaker. `trimmed` are the appearances that quote a part.
    """

    id: str
    words: str
    speaker: str | None
    appearances: tuple[Side, ...]
    trimmed: tuple[Side, ...]
