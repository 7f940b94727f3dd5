"""A trigger in its tree, times and names → when and where it was."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.tree import Tree
from onrecord.model import Mention, Offsets, Timex


def when(tree: Tree, at: int, times: Sequence[Timex]) -> str | None:
    """The value of the time that dates the event that hangs on a word; `times` in order."""
    return None


def where(tree: Tree, at: int, mentions: Sequence[Mention]) -> Offsets | None:
    """The name of the place of the event that hangs on a word; `mentions` in order."""
    return None
