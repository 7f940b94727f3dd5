"""A text → its occurrences, as the extractor reads them."""

from __future__ import annotations

from onrecord import acquire
from onrecord.analyse import analyser
from onrecord.extract import extract
from onrecord.model import Document, Occurrence


def occurrences(text: str) -> tuple[Occurrence, ...]:
    """The occurrences of a report of Thursday 8 May 2031."""
    document = acquire.from_text(text, published="2031-05-08")
    assert isinstance(document, Document)
    (analysis,) = analyser().analyse([document])
    return extract(analysis).occurrences


def occurrence(text: str, words: str) -> Occurrence:
    """The first one with these words for a trigger."""
    return next(one for one in occurrences(text) if text[slice(*one.trigger)] == words)


def parts(text: str, words: str) -> list[tuple[str, str]]:
    """Role and words of each that takes part in it."""
    return [(role, text[slice(*place)]) for role, place in occurrence(text, words).parts]
