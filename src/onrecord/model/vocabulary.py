"""The closed vocabularies of the record format, version 1: which words each field may hold."""

from __future__ import annotations

from typing import Literal, TypeAlias

SCHEMA = "onrecord/1"
GAP = " […] "  # between two stretches of one statement, where they stand in one cell or line
EXTRACTOR = "onrecord/0.1.0"  # the rules, by the program's version; an engine is these and an analyser

Basis: TypeAlias = Literal["option", "header", "input", "metadata", "feed", "archive", "url", "text"]
BlockKind: TypeAlias = Literal[
    "header", "title", "subhead", "dateline", "byline", "paragraph", "list_item", "caption", "credit", "promo", "other"
]
FURNITURE: frozenset[BlockKind] = frozenset({"header", "byline", "credit", "promo"})  # blocks that report nothing
ASIDES: frozenset[BlockKind] = frozenset({"caption", "credit", "promo", "other"})  # may stand between two paragraphs
MediaType: TypeAlias = Literal["text/plain", "text/html"]
EntityKind: TypeAlias = Literal["person", "organisation", "place", "group", "unnamed"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Form: TypeAlias = Literal["direct", "indirect", "mixed"]
SourceKind: TypeAlias = Literal["anonymous", "document", "office", "person", "organisation", "group", "unknown"]
Polarity: TypeAlias = Literal["said", "denied", "not_said", "declined", "hypothetical"]
Stance: TypeAlias = Literal[
    "says",
    "believes",
    "wants",
    "promises",
    "demands",
    "threatens",
    "proposes",
    "asks",
    "warns",
    "accuses",
    "admits",
    "supports",
    "opposes",
    "other",
]
Bound: TypeAlias = Literal["exactly", "over", "at_least", "under", "at_most", "about", "between"]
Outcome: TypeAlias = Literal[
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "displaced",
    "detained",
    "held",
    "released",
    "rescued",
    "alive",
    "infected",
    "affected",
]
Scope: TypeAlias = Literal["cumulative", "period", "incident", "stock", "change", "unknown"]
AsOfBasis: TypeAlias = Literal["text", "published"]
Role: TypeAlias = Literal["agent", "patient", "recipient"]
Status: TypeAlias = Literal["happened", "ongoing", "planned", "cancelled", "did_not_happen", "possible"]
