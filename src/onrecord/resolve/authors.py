"""A document's byline, or the signature of a letter → the one person who wrote it, whose "I" its text has."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Document, Offsets
from onrecord.resolve.names import words

_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_SIGNATURE = re.compile(
    rf"\s*(?:([A-Z][a-z]+(?: [a-z]+){{0,2}}),?\s+)?({_CAPITAL}(?: {_CAPITAL}){{1,3}})(?:,[^\n]{{0,60}})?\s*"
)
SIGNATURE = 120  # characters of a block that is a signature, at most
MOST = 4  # words of a person's name in a byline


def author(document: Document) -> tuple[str, tuple[Offsets, ...]] | None:
    """The name of the only author and where the text gives it; None where there are several, a desk or an agency."""
    if len(document.bylines) != 1:
        return None if document.bylines else _signed(document)
    name = " ".join(part.capitalize() if part.isupper() else part for part in document.bylines[0].split())
    parts = words(name)
    if not 1 < len(parts) <= MOST or name.casefold() in _desks() or any(part in _desks() for part in parts):
        return None
    found = document.text.casefold().find(document.bylines[0].casefold())
    return name, (((found, found + len(name)),) if found >= 0 else ())


def _signed(document: Document) -> tuple[str, tuple[Offsets, ...]] | None:
    """The name behind the closing of the only letter: "Yours, Ana Ruiz"."""
    found = [
        _SIGNATURE.fullmatch(document.text, block.span.start, block.span.end)
        if block.span.end - block.span.start < SIGNATURE
        else None
        for block in document.blocks
    ]
    before = [""] + [block.span.exact.casefold().strip(" ,.") for block in document.blocks]
    signed = [
        each
        for each, above in zip(found, before, strict=False)
        if each and ((each[1] or "").casefold().strip() in _closings() or (not each[1] and above in _closings()))
    ]
    return (" ".join(signed[0][2].split()), (signed[0].span(2),)) if len(signed) == 1 else None


@cache
def _closings() -> frozenset[str]:
    return frozenset(row[0] for row in table("first_persons") if row[1] == "closing")


@cache
def _desks() -> frozenset[str]:
    """Words of those who sign without being one person."""
    agencies = {row[0] for row in table("credits") if row[1] == "agency"}
    outlets = {row[0] for row in table("outlets")}
    return frozenset(agencies | outlets | {row[0] for row in table("organisation_words") if row[1] == "organisation"})
