"""Analysis → mentions: names of persons, organisations and places, with titles and roles."""

from __future__ import annotations

from onrecord.model import Analysis, Mention


def mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """The names of the text, in order, none overlapping another."""
    return ()
