"""Nodes, a cue and its source → whether the noun phrase after the cue is something said, and not something done to it.

"Attacked the plan" says something; "attacked the town", "supported the roof" do not. A verb that is one of doing too
(frame `a`) needs a source that can speak and a noun phrase for something thought, planned or said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.nodes import Node, phrase_words
from onrecord.extract.statements.phrases import head_of, phrase_after
from onrecord.lexicon import table, words

_THINGS = frozenset({"it", "that", "this", "which"})
_NO_OBJECT = frozenset(
    {"preposition", "auxiliary", "modal", "verb", "subject"}
)  # kinds that no noun phrase begins with


def is_told(nodes: Sequence[Node], at: int, frames: frozenset[str], source: Range | None) -> bool:
    """Whether the noun phrase that begins with node `at` is what the source says, by the frames of the verb."""
    node = nodes[at]
    if node.is_day or node.kind in _NO_OBJECT or not frames & {"n", "a", "k"}:
        return False
    if "k" in frames:
        return not _is_somebody(nodes, at)
    if source is None or not speaks(nodes, source):
        return False
    return "n" in frames or _is_tellable(nodes, at) or _has_reason(nodes, at)


def speaks(nodes: Sequence[Node], source: Range) -> bool:
    """Whether a source is a name, a pronoun for people, or a noun for people, an organisation or a document."""
    head = head_of(nodes, source)
    if nodes[source[0]].low == "neither":
        return True  # "neither side"
    if head.kind in ("subject", "determiner"):
        return head.low not in _THINGS
    if head.kind == "name" and not head.named and _opens_alone(nodes, source):
        return head.low in speaking_nouns()  # "Aircraft": its capital may be only that of its place
    if head.kind in ("name", "number") or any(node.named for node in nodes[source[0] : source[1]]):
        return True
    return head.low in speaking_nouns() or head.low in phrase_words("someone") | phrase_words("alone")


def _opens_alone(nodes: Sequence[Node], source: Range) -> bool:
    return source[1] - source[0] == 1 and (source[0] == 0 or nodes[source[0] - 1].kind == "stop")


def _is_somebody(nodes: Sequence[Node], at: int) -> bool:
    """Whether the words after the verb are somebody, and no more: "called the police", not "called the man a liar"."""
    end = phrase_after(nodes, at)
    if end is None or nodes[end].kind not in ("stop", "comma", "conjunction", "preposition", "subordinator"):
        return False
    return nodes[at].kind == "object" or speaks(nodes, (at, end))


def _is_tellable(nodes: Sequence[Node], at: int) -> bool:
    end = phrase_after(nodes, at)
    return end is not None and head_of(nodes, (at, end)).low in _tellable()


def _has_reason(nodes: Sequence[Node], at: int) -> bool:
    """ "Attacked the mayor for leaving", "… as a liar": what is done to somebody has no such reason."""
    end = phrase_after(nodes, at)
    if end is None or end + 1 >= len(nodes):
        return False
    after = nodes[end + 1]
    if nodes[end].low == "for":
        return after.kind in ("ing", "possessive")
    return nodes[end].low == "as" and after.low in ("a", "an", "too")


@cache
def _tellable() -> frozenset[str]:
    return frozenset(noun for row in table("tellable") for noun in row if noun)


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns for people, their roles and whatever else may speak."""
    people = {noun for row in table("people") for noun in row[:2] if noun}
    roles = {row[0] for row in table("roles") if row[1] == "head"}
    return frozenset(people | roles | words("sources") | words("anonymity"))
