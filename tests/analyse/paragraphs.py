"""Documents for tests: a text with a blank line between its blocks, analysed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.analyse import RuleAnalyser
from onrecord.model import Analysis, Block, Document, Span
from onrecord.model.vocabulary import BlockKind

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*)*")


def document(
    text: str, kinds: Mapping[int, BlockKind] | None = None, repeats: Mapping[int, int] | None = None
) -> Document:
    """A document with a block for each paragraph; `kinds` names those that are no paragraph, by their place."""
    spans = []
    for found in _BLOCK.finditer(text):
        words = found[0].rstrip()
        spans.append(Span(start=found.start(), end=found.start() + len(words), exact=words))
    blocks = tuple(
        Block(span=span, kind=(kinds or {}).get(place, "paragraph"), repeats=(repeats or {}).get(place))
        for place, span in enumerate(spans)
    )
    return Document(text=text, payload=text.encode("utf-8", "replace"), media_type="text/plain", blocks=blocks)


def analysed(
    text: str, kinds: Mapping[int, BlockKind] | None = None, repeats: Mapping[int, int] | None = None
) -> Analysis:
    """The analysis of such a document."""
    (analysis,) = RuleAnalyser().analyse([document(text, kinds, repeats)])
    return analysis
