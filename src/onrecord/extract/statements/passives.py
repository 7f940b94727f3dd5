"""Nodes and a cue in the passive → a reading: what is said to be so, with a source only where "by" names one."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Range, Reading
from onrecord.extract.statements.clauses import clause_from, quotes_from
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.nodes import Node, phrase_words
from onrecord.extract.statements.objects import is_told
from onrecord.extract.statements.phrases import phrase_after
from onrecord.extract.statements.subjects import Subject


def passive(nodes: Sequence[Node], cue: Cue, subject: Subject, cuts: frozenset[int]) -> Reading | None:
    """ "X is expected to …", "it is said that …", "was asked whether …": a source only where "by" names it."""
    at = cue.last
    node = nodes[at]
    if not cue.verb.frames & {"t", "i", "w", "s", "n", "a", "k"} or subject.place == "relative":
        return None
    asked = subject.nodes is None
    source: Range | None = None
    if node.low == "by":
        end = phrase_after(nodes, at + 1)
        if end is None:
            return None
        source, at = (at + 1, end), end
        node = nodes[at]
    if (
        source
        and subject.nodes
        and is_told(nodes, subject.nodes[0], cue.verb.frames, source)
        and node.low not in ("to", "that", "for")
    ):
        content = [subject.nodes]
    elif node.low == "to" and subject.nodes is not None and cue.verb.frames & {"t", "i", "s"}:
        content = [subject.nodes, *clause_from(nodes, at, cuts, strict=True)]
    elif node.low in ("that", "about", *phrase_words("question")) and (node.low != "about" or "w" in cue.verb.frames):
        content = clause_from(nodes, at, cuts, strict=asked)
    elif node.low in (":", ",") and at + 1 < len(nodes) and nodes[at + 1].whole and "q" in cue.verb.frames:
        content = quotes_from(nodes, at + 1)
    else:
        return None
    if source is None and (asked or (node.low == "to" and cue.verb.stance == "believes")):
        return None  # "asked whether …, X said", "costs are expected to rise": nobody is named who asks or expects
    return Reading(
        cue=(cue.first, cue.last),
        source=source,
        content=content,
        rule="passive",
        stance=cue.verb.stance,
        polarity=cue.polarity,
    )
