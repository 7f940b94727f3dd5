"""A reading → what its subject makes of it: the same, not said by nobody, or nothing where a question asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.statements.attributed import Reading
from onrecord.extract.statements.cues import Cue
from onrecord.extract.statements.negation import is_asked_for, is_hardly_anybody, is_nobody, turned_round
from onrecord.extract.statements.nodes import FINITE, Node, phrase_words
from onrecord.extract.statements.phrases import RELATIVE
from onrecord.extract.statements.subjects import Subject


def with_negation(nodes: Sequence[Node], subject: Subject, reading: Reading, start: int) -> Reading | None:
    """The reading as what its subject makes of it: not said by nobody; nothing where it is asked or few say it."""
    turned = turned_round(nodes, subject.left, start) if subject.place == "before" else ""
    if turned == "question" or is_hardly_anybody(nodes, reading.source) or is_asked_for(nodes, reading.source, start):
        return None
    if turned == "negative" or is_nobody(nodes, reading.source):
        return replace(reading, polarity="not_said")
    return reading


def tells_nothing(nodes: Sequence[Node], cue: Cue, reading: Reading) -> bool:
    """Whether what stands after the verb is no content: whom somebody warned, what somebody calls himself."""
    first, end = reading.content[0] if reading.content else (cue.last, cue.last)
    if cue.verb.lemma == "call" and nodes[first].low in phrase_words("reflexive"):
        return nodes[cue.first - 1].low in RELATIVE or cue.form == "ing"
    if "o" in cue.verb.frames and reading.rule.startswith("bare") and nodes[first].kind == "determiner":
        return not any(node.kind in FINITE for node in nodes[first:end])
    return False
