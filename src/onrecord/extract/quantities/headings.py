"""Sentences that end with a colon → the window of the list beneath them: "In the past 24 hours:", "Since 11 May:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Block, Timex
from onrecord.model.ids import Offsets
from onrecord.model.vocabulary import Scope

_WINDOW = re.compile(
    r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:past|last|previous|preceding|24|48)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:since|cumulative|total|overall|so far)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-*•–—·▪◦‣+]")
LONGEST_HEADING = 300  # characters; a longer sentence with a colon is prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a heading says of the figures in its list: their scope, the day since when, and where it says so."""

    scope: Scope
    since: str | None
    place: Offsets


def is_in_window(words: str) -> bool:
    """Whether a closed window stands there: "in the past 24 hours", "over the last week"."""
    return _WINDOW.search(words) is not None


def heading_of(text: str, start: int, end: int, times: Sequence[Timex]) -> Heading | None:
    """The heading at `text[start:end]`, where it is one that sets a window; `times` are those inside it."""
    words = text[start:end] if end - start <= LONGEST_HEADING else ""
    if not words.rstrip().endswith(":"):
        return None
    if is_in_window(words):
        return Heading(scope="period", since=None, place=(start, end))
    if not _TOTAL.search(words):
        return None
    days = {time.value for time in times if time.type == "DATE" and time.value} if _SINCE.search(words) else set()
    since = next(iter(days)) if len(days) == 1 else None
    return Heading(scope="cumulative", since=since, place=(start, end))


def is_item(text: str, block: Block) -> bool:
    """Whether the block is an item of a list, by its kind or its mark."""
    return block.kind == "list_item" or _ITEM.match(text, block.span.start) is not None
