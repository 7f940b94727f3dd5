"""Analysis, times and names → quantities: how many, with bound, what is counted and its outcome."""

from __future__ import annotations

from onrecord.model import Analysis, Mention, Quantity, Timex


def quantities(analysis: Analysis, times: tuple[Timex, ...], mentions: tuple[Mention, ...]) -> tuple[Quantity, ...]:
    """The quantities of the text, in order of their numbers."""
    return ()
