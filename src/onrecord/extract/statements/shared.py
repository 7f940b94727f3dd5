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

NEAR = 8  # attributions that begin at one place and are looked at
_RUNS_ON = ",?!…—–"  # what a quotation ends with whose speaker follows


def without_shared(analysis: Analysis, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """The attributions, no two of which hold the same stretch as a whole, none what another says outside of it."""
    found = _apart(analysis.document.text, found, edges)
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


def _apart(text: str, found: Sequence[Attribution], edges: Edges) -> list[Attribution]:
    """Without the beginning of a stretch that another says whose cue stands before it: "tweeted A. “B,” he wrote"."""
    starts: dict[int, list[Attribution]] = defaultdict(list)
    for one in found:
        for stretch in one.content:
            starts[stretch[0]].append(one)
    kept = []
    for one in found:
        content: list[Offsets] = []
        for start, end in one.content:
            cut = max((_other_end(one, other, (start, end)) for other in starts[start][:NEAR]), default=start)
            while start < cut < end and not text[cut].isalnum():
                cut += 1
            content += edges.stretches([(cut, end)])
        same = tuple(content) == one.content or not content
        kept.append(one if same else replace(one, content=tuple(content), form=edges.form(content)))
    return kept


def _other_end(one: Attribution, other: Attribution, stretch: Offsets) -> int:
    """Where the part of a stretch ends that somebody else says whose cue stands before it, outside of what one says."""
    if other is one or other.cue is None or other.cue[1] > stretch[0] or one.cue is None or one.cue[0] < stretch[1]:
        return stretch[0]
    part = max(end for start, end in other.content if start == stretch[0])
    return part if part < stretch[1] else stretch[0]


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
