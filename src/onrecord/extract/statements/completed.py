"""Attributions as rules and network give them → complete: those inside contents, who carried them, who was told."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.nested import with_nested
from onrecord.extract.statements.tree import Tree
from onrecord.model import Analysis, Attribution


def completed(analysis: Analysis, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions with what the tree of dependencies tells beside them; all of them where there is no tree."""
    if not analysis.words:
        return list(found)
    tree = Tree(analysis.document.text, analysis.words)
    return with_nested(analysis, tree, found, edges)
