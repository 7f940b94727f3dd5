"""Nodes and a source → whether the source is nobody ("no official", "neither side"), and its whole noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.nodes import Node, phrase_words

_NEAR = 12  # nodes from "nor" back to its "neither"
_COUNTED = frozenset({"fewer", "less", "more", "doubt", "wonder"})  # "no fewer than 12 officials" did say it


def whole_negative(nodes: Sequence[Node], source: Range, start: int) -> Range:
    """The source with the "no" of "no one", and from "neither" where it stands after "nor"."""
    first, end = source
    before = nodes[first - 1].low if first > start else ""
    if before == "no" and nodes[first].low == "one":
        return first - 1, end
    if before == "nor":
        for at in range(first - 2, max(start - 1, first - _NEAR), -1):
            if nodes[at].low == "neither":
                return at, end
    return source


def is_nobody(nodes: Sequence[Node], source: Range | None) -> bool:
    """Whether a source is nobody: what stands after the verb was not said by anyone that it names."""
    if source is None or nodes[source[0]].low not in phrase_words("nobody"):
        return False
    after = nodes[source[0] + 1 : source[0] + 2]
    return not any(node.low in _COUNTED or node.low[:1].isdigit() for node in after)  # "No 10 said"


def is_hardly_anybody(nodes: Sequence[Node], source: Range | None) -> bool:
    """ "Few experts": some said it, most did not; neither can be told."""
    return source is not None and nodes[source[0]].low == "few"


def is_asked_for(nodes: Sequence[Node], source: Range | None, start: int) -> bool:
    """ "Who said so?": a question for the source."""
    return source == (start, start + 1) and nodes[start].low in ("who", "what", "which")


def turned_round(nodes: Sequence[Node], left: int, start: int) -> str:
    """What an auxiliary before the subject makes of a clause: "question", "negative" ("nor did X say") or "" (none)."""
    if left <= start or nodes[left - 1].low not in phrase_words("inverted"):
        return ""
    before = nodes[left - 2] if left - 2 >= start else None
    if before is not None and before.low in ("nor", "neither", "never"):
        return "negative"
    opens = before is None or before.kind in ("comma", "quote", "mark", "conjunction")
    return "question" if opens or (before is not None and before.low in phrase_words("question")) else ""
