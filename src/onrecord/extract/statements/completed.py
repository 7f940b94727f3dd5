"""Attributions as rules and network give them → complete: those inside contents, who carried them, who was told."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.anonymous import without_wishes
from onrecord.extract.statements.carriers import Outlets
from onrecord.extract.statements.chains import with_chains
from onrecord.extract.statements.edges import Edges
from onrecord.extract.statements.genre import of_its_kind
from onrecord.extract.statements.hedged import with_whole_cues
from onrecord.extract.statements.nested import with_nested
from onrecord.extract.statements.refused import with_refusals
from onrecord.extract.statements.tallies import with_tallies
from onrecord.extract.statements.told import with_addressees
from onrecord.extract.statements.whole_phrases import with_whole_phrases
from onrecord.extract.tree import Tree
from onrecord.model import Analysis, Attribution, Mention


def completed(
    analysis: Analysis, mentions: Sequence[Mention], found: Sequence[Attribution], edges: Edges, tree: Tree
) -> list[Attribution]:
    """The attributions with what the tree of dependencies tells beside them; all of them where there is no tree."""
    if not analysis.words:
        return list(found)
    outlets = Outlets(mentions)
    whole = with_whole_phrases(tree, with_whole_cues(tree, found))
    told = with_refusals(analysis.document.text, tree, whole, edges)
    told = with_tallies(analysis.document.text, tree, told, edges)
    by_origin = with_chains(analysis, tree, without_wishes(analysis, told), edges, outlets)
    told = with_addressees(tree, with_nested(analysis, tree, by_origin, edges), outlets, edges)
    return of_its_kind(analysis, tree, told)
