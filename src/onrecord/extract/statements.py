"""Analysis and names → attributions: who said what, by quotation marks, reporting verbs and their grammar."""

from __future__ import annotations

from onrecord.model import Analysis, Attribution, Mention


def attributions(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """The attributions of the text, in order of their contents."""
    return ()
