"""Nodes → readings by nouns: "the minister's claim that …", "her refusal to …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from onrecord.extract.statements.attributed import Range, Reading
from onrecord.extract.statements.nodes import Node
from onrecord.extract.statements.phrases import phrase_before
from onrecord.lexicon import table
from onrecord.model.vocabulary import Polarity, Stance

_MODIFIERS = 3  # most words between whose claim it is and the noun
_SHORT = 30  # most nodes of a content that no comma closes


def claims(nodes: Sequence[Node]) -> Iterator[Reading]:
    """The readings of one block by its attribution nouns."""
    for at, node in enumerate(nodes):
        row = _nouns().get(node.low)
        if row is None or at == 0 or at + 2 >= len(nodes) or node.kind not in ("noun", "verb", "ing"):
            continue
        stance, polarity, frames = row
        source = _owner(nodes, at)
        brings = _brings(nodes, at + 1, frames)
        if source is None or not brings:
            continue
        first = at + 1 if nodes[at + 1].low in ("that", "to") and nodes[at + 1].low not in frames else at + 2
        end = first
        while end < min(len(nodes), first + _SHORT) and nodes[end].kind not in ("comma", "stop"):
            end += 1
        if first < end:
            yield Reading(
                cue=(at, first if first == at + 2 else at + 1),
                source=source,
                content=[(first, end)],
                rule="claim",
                stance=stance,
                polarity=polarity,
            )


def _owner(nodes: Sequence[Node], at: int) -> Range | None:
    """Whose claim it is: "X's" or "his" before the noun."""
    for back in range(at - 1, max(-1, at - 2 - _MODIFIERS), -1):
        node = nodes[back]
        if node.kind == "owner":
            start = phrase_before(nodes, back)
            return (start, back) if start is not None else None
        if node.kind == "possessive" and node.low in ("his", "her", "their", "its", "my", "our"):
            return back, back + 1
        if node.kind not in ("noun", "ed", "ing", "adverb", "name"):
            break
    return None


def _brings(nodes: Sequence[Node], at: int, frames: frozenset[str]) -> bool:
    low = nodes[at].low
    if low == "that":
        return "t" in frames and nodes[at + 1].kind not in ("verb", "auxiliary", "modal", "ed")
    if low == "to":
        return "to" in frames or ("i" in frames and nodes[at + 1].kind in ("noun", "verb", "auxiliary", "adverb"))
    return low in frames and low in ("of", "for")


@cache
def _nouns() -> dict[str, tuple[Stance, Polarity, frozenset[str]]]:
    return {
        noun: (cast(Stance, stance), cast(Polarity, polarity), frozenset(frames.split()))
        for noun, stance, polarity, frames in table("attribution_nouns")
    }
