"""Analysis → extraction: the facts as they stand in the text. Pure: the same analysis gives the same facts."""

from __future__ import annotations

from onrecord.extract.events import events, since_events
from onrecord.extract.mentions import mentions
from onrecord.extract.quantities import quantities
from onrecord.extract.statements import attributions
from onrecord.extract.times import times
from onrecord.extract.tree import Tree
from onrecord.model import Analysis, Extraction

__all__ = ["attributions", "events", "extract", "mentions", "quantities", "times"]


def extract(analysis: Analysis) -> Extraction:
    """Everything that is read out of one analysis."""
    found_times = times(analysis)
    found_mentions = mentions(analysis)
    tree = Tree(analysis.document.text, analysis.words)
    happened = events(analysis, found_times, found_mentions, tree)
    return Extraction(
        times=found_times,
        mentions=found_mentions,
        attributions=attributions(analysis, found_mentions, tree),
        quantities=since_events(analysis, quantities(analysis, found_times, found_mentions), happened, tree),
        occurrences=happened,
    )
