"""What comes out of `analyse`: tokens, sentences and quotations of one document, as offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.document import Document
from onrecord.model.ids import Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, number or mark: code points `start` to `end` of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence inside one block: code points `start` to `end`, tokens `first` to `last` (not included)."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks.

    `content` holds one stretch for each paragraph, marks left out; more than one where the quotation runs
    over paragraphs whose marks are re-opened or missing. `start` and `end` take the marks in. `closed` is
    False where no closing mark was found; `nested` where it stands inside another quotation.
    """

    start: int
    end: int
    content: tuple[Offsets, ...]
    closed: bool
    nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One document, analysed. Tokens, sentences and quotations are in the order of the text."""

    document: Document
    engine: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    warnings: tuple[str, ...] = ()
