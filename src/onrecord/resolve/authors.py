"""A document's bylines → the one person who wrote it, whose "I" a text is that quotes nobody there."""

from __future__ import annotations

from functools import cache

from onrecord.lexicon import table
from onrecord.model import Document, Offsets
from onrecord.resolve.names import words

MOST = 4  # words of a person's name in a byline


def author(document: Document) -> tuple[str, tuple[Offsets, ...]] | None:
    """The name of the only author and where the text gives it; None where there are several, a desk or an agency."""
    if len(document.bylines) != 1:
        return None
    name = " ".join(part.capitalize() if part.isupper() else part for part in document.bylines[0].split())
    parts = words(name)
    if not 1 < len(parts) <= MOST or name.casefold() in _desks() or any(part in _desks() for part in parts):
        return None
    found = document.text.casefold().find(document.bylines[0].casefold())
    return name, (((found, found + len(name)),) if found >= 0 else ())


@cache
def _desks() -> frozenset[str]:
    """Words of those who sign without being one person."""
    agencies = {row[0] for row in table("credits") if row[1] == "agency"}
    outlets = {row[0] for row in table("outlets")}
    return frozenset(agencies | outlets | {row[0] for row in table("organisation_words") if row[1] == "organisation"})
