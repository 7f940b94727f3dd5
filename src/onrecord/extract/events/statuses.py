"""A trigger in its tree → whether it is told to have happened, and by which words."""

from __future__ import annotations

from onrecord.extract.tree import Tree
from onrecord.model import Offsets
from onrecord.model.vocabulary import Status


def status(tree: Tree, at: int) -> tuple[Status, tuple[Offsets, ...]]:
    """The status of the event that hangs on a word, and the words that settled it."""
    return "happened", ()
