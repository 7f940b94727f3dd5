"""Nodes → readings by "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Reading
from onrecord.extract.statements.clauses import LONGEST, clause_from, said_before, said_on
from onrecord.extract.statements.nodes import Node
from onrecord.extract.statements.phrases import LONGEST as LONGEST_PHRASE
from onrecord.extract.statements.phrases import past_relative, phrase_after


def according_to(nodes: Sequence[Node]) -> list[Reading]:
    """ "…, according to X" and "According to X, …"."""
    found = []
    start = 0
    for at, node in enumerate(nodes):
        if node.kind == "stop":
            start = at + 1
        if node.low != "according" or nodes[at + 1].low != "to":
            continue
        end = _source_end(nodes, at + 2)
        if end is None:
            continue
        after = nodes[end + 1 : end + 2]
        if at == start or (at == start + 1 and nodes[start].kind != "quote"):
            opening = past_relative(nodes, end)
            opens = opening is not None and (nodes[opening].kind == "comma" or (nodes[opening].low == ":" and after))
            content = clause_from(nodes, opening + 1, frozenset()) if opening is not None and opens else []
        else:
            edge = at - 1 if nodes[at - 1].kind == "comma" else at
            content = said_before(nodes, at - 1, start)
            rest = said_on(nodes, end, frozenset(), frontal=not content)
            content = [*(content or ([(start, edge)] if edge - start < LONGEST else [])), *rest]
        if content:
            found.append(Reading(cue=(at, at + 2), source=(at + 2, end), content=content, rule="according"))
    return found


def _source_end(nodes: Sequence[Node], at: int) -> int | None:
    """Where the source after "according to" ends: with everything up to a mark or a verb, and its apposition."""
    end = phrase_after(nodes, at)
    while end is not None and nodes[end].kind in ("preposition", "ed", "ing") and end - at < LONGEST_PHRASE:
        if nodes[end].low == "according":
            break
        end = phrase_after(nodes, end + 1) or (end + 1 if nodes[end].kind != "preposition" else None)
    if end is not None and nodes[end].kind == "comma":
        more = phrase_after(nodes, end + 1)
        if more is not None and nodes[end + 1].kind == "determiner" and nodes[more].kind in ("comma", "stop"):
            end = more
    return end or phrase_after(nodes, at)
