"""What the data is: frozen values of the standard library only; every room meets the others here."""

from onrecord.model.analysis import Analysis, Attributed, Name, Quotation, Reference, Sentence, Token, Word
from onrecord.model.document import Acquired, Document, Failure
from onrecord.model.extraction import Attribution, Extraction, Mention, Occurrence, Quantity
from onrecord.model.ids import Offsets
from onrecord.model.judgement import FactKind, Judgement, Labelled, Verdict
from onrecord.model.report import (
    AsOf,
    Block,
    Dated,
    Entity,
    Event,
    Figure,
    Participant,
    Report,
    Span,
    Statement,
    Timex,
)
from onrecord.model.shard import Part, Piece, Product, Shard

__all__ = [
    "Acquired",
    "Analysis",
    "AsOf",
    "Attributed",
    "Attribution",
    "Block",
    "Dated",
    "Document",
    "Entity",
    "Event",
    "Extraction",
    "FactKind",
    "Failure",
    "Figure",
    "Judgement",
    "Labelled",
    "Mention",
    "Name",
    "Occurrence",
    "Offsets",
    "Part",
    "Participant",
    "Piece",
    "Product",
    "Quantity",
    "Quotation",
    "Reference",
    "Report",
    "Sentence",
    "Shard",
    "Span",
    "Statement",
    "Timex",
    "Token",
    "Verdict",
    "Word",
]
