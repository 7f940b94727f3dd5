"""Quantities → those who were "shot" or "stabbed", where the text tells that some of them died: killed or injured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quantities.lexemes import figure_words
from onrecord.model import Quantity


def with_dead_parts(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The same quantities; "twelve were shot, three of them died" are twelve killed or injured."""
    dead = {quantity.part_of for quantity in found if quantity.outcome == "killed"}
    return [
        replace(quantity, outcome="killed_or_injured") if at in dead and _is_shot(text, quantity) else quantity
        for at, quantity in enumerate(found)
    ]


def _is_shot(text: str, quantity: Quantity) -> bool:
    told = (text[start:end].lower() for start, end in quantity.evidence)
    return quantity.outcome == "injured" and any(words in figure_words("either_way") for words in told)
