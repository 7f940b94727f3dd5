"""Nodes → clauses: where what is said begins and ends, before the words of an attribution and after them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.attributed import Range
from onrecord.extract.statements.nodes import FINITE, Node, is_form, phrase_words
from onrecord.extract.statements.phrases import phrase_after

DASHES = frozenset({"—", "–", "--"})
LONGEST = 120  # nodes of a clause: longer ones are lists or layout, and would make time grow with the square
FEWEST_SAID = 3  # nodes of words in which no verb is known, from which they can be a clause
_LATER = frozenset({"after", "before", "since", "when", "as", "while", "until"})


def ends_clause(nodes: Sequence[Node], at: int) -> bool:
    """Whether nothing that could be said follows the verb: a mark, the day, "in a statement" and then a mark."""
    at = after_adjuncts(nodes, at)
    return nodes[at].kind in ("stop", "comma") or nodes[at].low in (")", "—", "–")


def after_adjuncts(nodes: Sequence[Node], at: int) -> int:
    """Past the words that tell when, where and how something was said."""
    while at < len(nodes) - 1:
        node = nodes[at]
        daytime = node.low in phrase_words("daytime") and nodes[at - 1].is_day  # "Monday night"
        if node.is_day or node.kind == "adverb" or daytime:
            at += 1
            continue
        if node.low in ("last", "this", "next", "earlier") and nodes[at + 1].low in phrase_words("daytime"):
            at += 2
            continue
        end = phrase_after(nodes, at + 1) if node.low in phrase_words("adjunct") else None
        if end is None:
            break
        after = nodes[end]
        if not (
            nodes[at + 1].is_day
            or after.kind in ("comma", "stop", "quote")
            or after.low in ("that", ":", *phrase_words("adjunct"), *phrase_words("day"))
        ):
            break
        at = end
    return at


def quotes_from(nodes: Sequence[Node], at: int) -> list[Range]:
    """The quotations that follow each other from a node on."""
    end = at
    while end < len(nodes) and nodes[end].kind == "quote":
        end += 1
    return [(place, place + 1) for place in range(at, end)]


def clause_from(nodes: Sequence[Node], at: int, cuts: frozenset[int], *, strict: bool = False) -> list[Range]:
    """From a node to the end of its clause; the first comma ends a `strict` one."""
    end = at
    depth = 0
    quoted: list[Range] = []
    while end < min(len(nodes), at + LONGEST) and nodes[end].kind != "stop":
        node = nodes[end]
        depth += (node.low == "(") - (node.low == ")")
        if depth < 0 or (end > at and end in cuts):
            break
        if strict and node.low == ":" and nodes[end + 1].kind == "quote" and nodes[end + 1].whole:
            quoted = quotes_from(nodes, end + 1)  # "called on X to resign: “…”"
            break
        if strict and (node.kind == "comma" or node.low in (*DASHES, ":")) and end > at:
            break
        if node.low in (":", ",") and nodes[end + 1].kind == "quote" and nodes[end + 1].whole:
            quoted = quotes_from(nodes, end + 1)
            break
        end += 1
    return ([(at, end)] if end > at else []) + quoted


def said_before(nodes: Sequence[Node], edge: int, start: int, *, loose: bool = False) -> list[Range]:
    """What is said up to node `edge`, a mark, in the same sentence: a clause or a quotation, unless `loose`."""
    if not start <= edge < start + LONGEST or (
        nodes[edge].kind not in ("comma", "quote") and nodes[edge].low not in DASHES
    ):
        return []
    end = edge if nodes[edge].kind != "quote" else edge + 1
    quote = end - 1 if nodes[end - 1].kind == "quote" else None
    first = start
    while first < end and (
        nodes[first].kind == "conjunction"
        or (nodes[first].kind in ("adverb", "mark") and nodes[first + 1].kind == "comma")
    ):
        first += 1
        while first < end and nodes[first].kind == "comma":
            first += 1
    if quote is not None and nodes[quote].whole:
        lead = quote
        while lead > first and nodes[lead - 1].kind == "quote":
            lead -= 1
        if lead == first or nodes[lead - 1].low in (":", ",") or nodes[lead - 1].kind in ("comma", "mark"):
            return [(place, place + 1) for place in range(lead, end)]
    if _is_asked(nodes, first):
        return []
    if first >= end or not (loose or any(node.kind in (*FINITE, "quote") for node in nodes[first:end])):
        return []
    return [(first, end)]


def _is_asked(nodes: Sequence[Node], first: int) -> bool:
    """ "Asked whether she would go, X laughed": what somebody is asked, not what they say."""
    after = nodes[first + 1].low if first + 1 < len(nodes) else ""
    return nodes[first].kind == "ed" and is_form(nodes[first].low) and after in (*phrase_words("question"), "about")


def may_be_said(nodes: Sequence[Node], front: Sequence[Range], source: Range | None) -> bool:
    """Whether words before "…, X said." in which no verb is known can be what X said: "Shells hit a school".

    Only when, where or how it was said cannot ("On Monday", "Two weeks later"), nor the first names of a list.
    """
    if not front or source is None:
        return False
    first, end = front[0][0], front[-1][1]
    opening = nodes[first]
    if opening.kind in ("preposition", "subordinator", "adverb", "ing", "ed", "mark", "quote", "object"):
        return False
    subject = phrase_after(nodes, first)
    if subject is None or end - first < FEWEST_SAID or opening.low in phrase_words("day"):
        return False
    if any(node.low in phrase_words("span") for node in nodes[first:subject]):
        return False
    if all(node.kind in ("name", "comma") for node in nodes[first:end]):
        return False
    return not (subject >= end and any(node.kind == "conjunction" for node in nodes[source[0] : source[1]]))


def said_on(nodes: Sequence[Node], at: int, cuts: frozenset[int], *, frontal: bool = False) -> list[Range]:
    """What goes on after an attribution in the middle: "The bridge, X said, is closed."

    `frontal`: nothing before it was a clause, so that its verb may follow at once.
    """
    at = after_adjuncts(nodes, at)
    if nodes[at].kind != "comma" or at in cuts or at + 1 in cuts or at + 1 >= len(nodes):
        return []
    after = nodes[at + 1]
    if after.kind == "quote":
        return quotes_from(nodes, at + 1)
    if frontal and after.kind in FINITE:
        return clause_from(nodes, at + 1, cuts)
    if (
        frontal
        or after.kind in ("ing", "ed", "conjunction", "subordinator", "stop", "preposition")
        or after.low in phrase_words("question")
    ):
        return []
    opening = nodes[at + 1 : at + 8]
    finite = next((n for n, node in enumerate(opening) if node.kind in FINITE), None)
    if finite is None or any(node.low in _LATER for node in opening[:finite]):
        return []
    return clause_from(nodes, at + 1, cuts)
