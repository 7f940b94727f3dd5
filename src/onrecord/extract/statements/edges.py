"""Nodes → spans of what was said: edges without marks, commas and full stops, and the form that they have."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.extract.statements.nodes import Node
from onrecord.model import Analysis, Offsets
from onrecord.model.vocabulary import Form

_PARTNERS = {"”": '“„"', "“": '„"”', '"': '"“„', "»": "«", "«": "»"}
_MARKS = frozenset(_PARTNERS)  # marks of quotations that nothing else is written with
_EDGE = frozenset(",.;:\u200b\ufeff")


class Edges:
    """The edges of contents in one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.document.text
        quotations = analysis.quotations
        self._opening = {each.start: each.content[0][0] for each in quotations if each.content[0][0] > each.start}
        self._closing = {each.end: each.content[-1][1] for each in quotations if each.content[-1][1] < each.end}
        stretches = sorted(
            stretch for quotation in analysis.quotations if not quotation.nested for stretch in quotation.content
        )
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]
        self._names = [(name.start, name.end) for name in analysis.names]

    def content(
        self, nodes: Sequence[Node], ranges: Iterable[tuple[int, int]], more: Iterable[Offsets]
    ) -> tuple[Offsets, ...]:
        """The spans of ranges of nodes and of quotations from elsewhere, in order, none overlapping another."""
        spans = sorted(
            span
            for span in (
                *(self._span(nodes, first, end) for first, end in ranges),
                *(self._words(start, end) for start, end in more),
            )
            if span
        )
        kept: list[Offsets] = []
        for span in spans:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return tuple(kept)

    def stretches(self, spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
        """Spans of characters without marks at their edges, in order, none overlapping another."""
        kept: list[Offsets] = []
        for start, end in sorted(spans):
            words = self._words(start, end)
            span = self._without_marks(*words) if words else None
            if span and (not kept or span[0] >= kept[-1][1]):
                kept.append(span)
        return tuple(kept)

    def _span(self, nodes: Sequence[Node], first: int, end: int) -> Offsets | None:
        while (
            first < end
            and nodes[first].kind in ("comma", "mark", "stop")
            and nodes[first].low not in ("$", "€", "£", "#", "[")
        ):
            first += 1
        while (
            end > first
            and nodes[end - 1].kind in ("comma", "mark", "stop")
            and nodes[end - 1].low not in ("%", "]", ")")
        ):
            end -= 1
        if first >= end:
            return None
        only, last = nodes[first], nodes[end - 1]
        if end - first == 1 and only.content:
            words = self._words(*only.content)
            return self._without_marks(*words) if words else None
        return self._without_marks(only.start, last.end)

    def _without_marks(self, start: int, end: int) -> Offsets | None:
        """A stretch without the quotation marks at its edges, and what stands before those: "very “sad.”"."""
        while start < end and (start in self._opening or end in self._closing):
            start, end = self._opening.get(start, start), self._closing.get(end, end)
            words = self._words(start, end)
            if words is None:
                return None
            start, end = words
        return self._words(*self._without_lone(start, end)) if start < end else None

    def _without_lone(self, start: int, end: int) -> Offsets:
        """A stretch without a mark at one of its edges that has no partner: "it will close,”"."""
        text = self._text
        if text[end - 1] in _MARKS and not any(mark in text[start : end - 1] for mark in _PARTNERS[text[end - 1]]):
            end -= 1
        elif text[start] in _PARTNERS and not any(mark in text[start + 1 : end] for mark in _MARKS):
            start += 1
        return start, end

    def _words(self, start: int, end: int) -> Offsets | None:
        """The words of a quotation: without the comma or full stop at its edge; "U.S." and dots keep theirs."""
        text = self._text
        while start < end and _is_edge(text[start]) and not text.startswith("..", start):
            start += 1
        while (
            end > start
            and _is_edge(text[end - 1])
            and text[max(start, end - 2) : end] != ".."
            and text[max(start, end - 3) : end - 2] != "."
        ):
            end -= 1
        return (start, end) if start < end else None

    def whole_names(self, span: Offsets, others: Sequence[Offsets]) -> Offsets:
        """A stretch with all of the names that its ends cut, unless those lie in one of the others."""
        first = bisect_right(self._names, span[0], key=lambda name: name[1])
        cut = self._names[first : bisect_left(self._names, span[1], key=lambda name: name[0])]
        if not cut:
            return span
        grown = min(span[0], cut[0][0]), max(span[1], cut[-1][1])
        return span if any(start < grown[1] and grown[0] < end for start, end in others) else grown

    def in_name(self, span: Offsets) -> bool:
        """Whether a stretch lies in a name of several words: "Hask" of "Ana Hask" is no cue."""
        at = bisect_right(self._names, span[0], key=lambda name: name[0]) - 1
        return at >= 0 and self._names[at][0] < span[0] and span[1] <= self._names[at][1]

    def form(self, spans: Sequence[Offsets]) -> Form:
        """Direct where all of it stands in quotation marks, mixed where part of it does."""
        inside = [self._inside(*span) for span in spans]
        if inside and all(inside):
            return "direct"
        return "mixed" if any(inside) or any(self._touched(*span) for span in spans) else "indirect"

    def _inside(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]

    def _touched(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGE
