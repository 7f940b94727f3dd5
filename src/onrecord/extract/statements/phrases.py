"""Nodes → noun phrases: where the noun phrase before or after a place begins and ends, appositions with it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements.nodes import Node, is_form, phrase_words

RELATIVE = frozenset({"who", "which", "that"})
LONGEST = 40  # nodes of a noun phrase without what prepositions attach
FARTHEST = 100  # nodes of a noun phrase with it
_NOMINAL = frozenset({"name", "noun", "number"})


def is_head(node: Node) -> bool:
    """Whether a noun phrase can end with this node."""
    return (
        node.kind in _NOMINAL
        or (node.kind == "subject" and node.low != "there")
        or (node.kind == "quote" and not node.whole)
        or (node.kind == "determiner" and node.low in phrase_words("alone"))
    )


def phrase_before(nodes: Sequence[Node], end: int) -> int | None:
    """Where the noun phrase begins that ends before node `end`; None where there is none."""
    if end > 3 and nodes[end - 1].low == ")" and nodes[end - 3].low == "(":
        end -= 3  # its acronym
    if end <= 0 or not is_head(nodes[end - 1]):
        return None
    if nodes[end - 1].kind == "subject" and nodes[end - 1].low not in ("one",):
        return end - 1
    at = _base_before(nodes, end)
    while at >= 2 and end - at < FARTHEST:
        before = nodes[at - 1]
        if (before.low in phrase_words("attached") and _attaches(nodes, at - 2, before.low)) or (
            before.low in ("and", "&") and is_head(nodes[at - 2]) and _reaches_edge(nodes, at - 1)
        ):
            at = _base_before(nodes, at - 1)
        else:
            break
    return _without_time(nodes, at, end)


def _attaches(nodes: Sequence[Node], head: int, preposition: str) -> bool:
    """Whether a preposition after that node can belong to a noun: only "of" may follow a name."""
    return (
        nodes[head].kind in ("noun", "number")
        or (nodes[head].kind == "name" and preposition in ("of", "for"))
        or (
            nodes[head].low in phrase_words("someone")
            or (nodes[head].low in phrase_words("alone") and preposition == "of")
        )
        or (nodes[head].low == "one" and preposition == "of")
    )


def _base_before(nodes: Sequence[Node], end: int) -> int:
    """Where the words of a noun phrase begin, without what prepositions attach."""
    at = end - 1
    while at > max(0, end - LONGEST):
        here, before = nodes[at], nodes[at - 1]
        if here.kind in ("determiner", "possessive") and here.low not in (
            "other",
            "such",
            "more",
            "many",
            "few",
            "several",
        ):
            if before.low not in ("all", "both", "half", "what"):
                break
        elif here.kind == "subject":
            break
        if here.kind != "owner" and (before.is_day or (before.low in phrase_words("daytime") and here.kind == "name")):
            break
        if (
            at >= 2 and is_form(before.low) and nodes[at - 2].kind in ("subject", "modal", "negation")
        ) or before.low == "to":
            break
        inside = before.kind in (*_NOMINAL, "determiner", "possessive", "owner") or before.low in ("&", "one")
        joined = before.low in ("-", "–", "/", "$", "%") and before.end == here.start
        modifier = (
            before.kind in ("ed", "ing", "adverb") and at >= 2 and _opens_modifier(nodes[at - 2]) and not before.is_day
        )
        partial = before.kind == "quote" and not before.whole
        if not (inside or joined or modifier or partial):
            break
        at -= 1
    return at


def _opens_modifier(node: Node) -> bool:
    return node.kind in ("determiner", "possessive", "owner", "adverb") and node.low not in ("that", "not", "also")


def _reaches_edge(nodes: Sequence[Node], end: int) -> bool:
    """Whether the noun phrase that ends there stands at the front of its clause."""
    start = _base_before(nodes, end)
    if start == 0 or nodes[start - 1].low in ("that", "but", "by", "with"):
        return True
    return nodes[start - 1].kind in ("stop", "comma", "quote", "subordinator", "mark")


def _without_time(nodes: Sequence[Node], start: int, end: int) -> int | None:
    while start < end and (nodes[start].is_day or nodes[start].kind == "adverb" or nodes[start].low == "that"):
        start += 1
    return start if start < end else None


def phrase_after(nodes: Sequence[Node], start: int) -> int | None:
    """Where the noun phrase ends (not included) that begins with node `start`; None where there is none."""
    at = _base_after(nodes, start)
    if at is None:
        return None
    while at + 1 < min(len(nodes), start + FARTHEST):
        here = nodes[at]
        last = nodes[at - 1]
        plain = (
            last.kind == "noun"
            or (last.kind == "name" and here.low in ("of", "for"))
            or last.low in phrase_words("alone")
        )
        if (here.low in phrase_words("attached") - {"to", "about", "by", "on", "in"} and plain) or (
            here.low in ("in", "on", "to")
            and last.kind == "noun"
            and nodes[at + 1].kind in ("name", "determiner")
            and nodes[at + 1].low not in ("a", "an", *phrase_words("day"))
        ):
            inner = _base_after(nodes, at + 1)
        elif (
            here.low in ("and", "&")
            and nodes[at + 1].kind in ("name", "determiner", "possessive")
            and last.kind in ("name", "noun")
        ):
            inner = _base_after(nodes, at + 1)
            if inner is not None and inner < len(nodes) and nodes[inner].kind in ("auxiliary", "modal", "verb", "ed"):
                break  # the next clause's subject
        else:
            break
        if inner is None:
            break
        at = inner
    if at + 2 < len(nodes) and nodes[at].low == "(" and nodes[at + 2].low == ")":
        at += 3  # its acronym
    return at


def _base_after(nodes: Sequence[Node], start: int) -> int | None:
    at = start
    if at < len(nodes) and nodes[at].kind in ("subject", "object"):
        return at + 1
    while at < len(nodes) and nodes[at].kind in ("determiner", "possessive"):
        at += 1
    if at + 1 < len(nodes) and nodes[at].kind == "adverb" and nodes[at + 1].kind in (*_NOMINAL, "ed"):
        at += 1  # "early results", "nearly half"
    head = at > start and nodes[at - 1].low in phrase_words("alone")
    while at < min(len(nodes), start + LONGEST):
        node = nodes[at]
        if node.kind in _NOMINAL and not (node.is_day and head):
            head = True
        elif node.kind == "owner" and head:
            head = False
        elif (
            (node.kind in ("ed", "ing") and not head and at > start)
            or node.low in ("-", "&", "$", "%", "/")
            or (node.kind == "quote" and not node.whole and not head and at > start)
        ):
            pass
        else:
            break
        at += 1
    while at > start and nodes[at - 1].kind == "mark":
        at -= 1
    return at if head and at > start else None


def apposition_before(nodes: Sequence[Node], closing: int) -> tuple[int, int, bool] | None:
    """A noun phrase with what stands after it between commas, the second of which is (or ends) node `closing`.

    Start, end and whether the words between the commas belong to it: "X, the minister," do, "X, who left," do not.
    """
    limit = max(0, closing - 40)
    at = closing - 1
    while at > limit and nodes[at].kind not in ("comma", "stop"):
        at -= 1
    end = closing + 1 if nodes[closing].kind == "quote" else closing
    if nodes[at].kind != "comma" or at == 0 or at + 1 == end:
        return None
    start = phrase_before(nodes, at)
    if start is None:
        return None
    inside = is_apposition(nodes, at + 1, end)
    if inside and start > 1 and nodes[start - 1].kind == "comma" and is_apposition(nodes, start, at):
        farther = phrase_before(nodes, start - 1)
        if farther is not None and nodes[start - 2].kind == "name":
            start = farther
    return start, end if inside else at, inside


def past_relative(nodes: Sequence[Node], comma: int) -> int | None:
    """The comma that closes a clause with "who" or "which" after this node, or None; else this node."""
    if nodes[comma].kind != "comma" or nodes[comma + 1].low not in (*RELATIVE, "whose", "whom"):
        return comma
    for at in range(comma + 2, min(len(nodes), comma + LONGEST)):
        if nodes[at].kind == "comma":
            return at
        if nodes[at].kind == "stop":
            break
    return None


def is_apposition(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether these nodes rename the noun phrase before them: "the health minister", "45", "R-Alder"."""
    first = nodes[start]
    if first.kind not in ("determiner", "possessive", "name", "noun", "number", "adverb") or first.low in (
        *RELATIVE,
        "whose",
    ):
        return False
    return not any(
        node.kind in ("auxiliary", "modal", "verb", "subject", "stop") or (node.kind == "quote" and node.whole)
        for node in nodes[start:end]
    )


def head_of(nodes: Sequence[Node], phrase: tuple[int, int]) -> Node:
    """The head noun of a noun phrase: the last word before what prepositions and commas attach."""
    end = _base_after(nodes, phrase[0]) or phrase[1]
    end = min(end, phrase[1])
    while end - 1 > phrase[0] and nodes[end - 1].low in ("familiar", "close", "aware"):
        end -= 1
    return nodes[end - 1]
