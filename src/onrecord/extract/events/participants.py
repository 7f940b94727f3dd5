"""A trigger in its tree → the noun phrases of who did it, to whom, and who got it."""

from __future__ import annotations

from onrecord.extract.tree import Tree
from onrecord.model import Offsets
from onrecord.model.vocabulary import Role


def participants(tree: Tree, at: int) -> tuple[tuple[Role, Offsets], ...]:
    """Role and place of each who took part in the event that hangs on a word."""
    return ()
