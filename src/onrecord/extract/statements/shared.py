"""Attributions that hold the same quotation → each quotation with one of them.

"“A,” said X. “B.” Y agreed.": a full stop inside the marks ends the sentence, so that B goes on from A; with a comma or
a question mark it would be Y's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.statements.edges import Edges
from onrecord.model import Analysis, Attribution, Offsets

_RUNS_ON = ",?!…—–"  # what a quotation ends with whose speaker follows


def without_shared(analysis: Analysis, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions, no two of which hold the same stretch as a whole."""
    holders: dict[Offsets, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        for stretch in one.content:
            holders[stretch].append(at)
    lost: dict[int, set[Offsets]] = defaultdict(set)
    for stretch, owners in holders.items():
        if len(owners) > 1:
            best = max(owners, key=lambda at: (_claim(analysis, found[at], stretch), found[at].confidence))
            for at in owners:
                if at != best:
                    lost[at].add(stretch)
    kept = []
    for at, one in enumerate(found):
        content = tuple(stretch for stretch in one.content if stretch not in lost[at])
        if content:
            kept.append(one if content == one.content else replace(one, content=content, form=edges.form(content)))
    return kept


def _claim(analysis: Analysis, one: Attribution, stretch: Offsets) -> int:
    """How well a stretch is one's: 3 its cue leads up to it, 2 follows it, 1 it goes on, 0 after a stop."""
    text = analysis.document.text
    if one.cue is None:
        return 1
    start, end = one.cue
    if end <= stretch[0]:
        return 1 if any(mark in text[end : stretch[0]].strip().rstrip("“\"'‘«")[:-1] for mark in ".!?\n") else 3
    behind = text[stretch[1] : min(start, one.source[0] if one.source else start)]
    sentence = text[stretch[1] - 1 : stretch[1]] + behind
    return 2 if any(mark in sentence for mark in _RUNS_ON) or "." not in sentence else 0
