"""Pieces of a page: the words of its report, each with the element that it came from.

In: the tree. Out: the places of words on it. Paragraphs that are parted by line breaks alone are marked as
such before the tree is read, since readers of pages run them together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARTING = "\ue0ff"  # a private character: no words of a page, kept by every reader of pages
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*HEADS, "p", "li", "blockquote")
_INNER = (*HEADS, "p", "div", "ul", "ol", "table", "section", "blockquote", "figure", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the report: their tag (`p`, `head`, `item`, `quote`, `caption`), and their element where it is known."""

    tag: str
    words: str
    element: HtmlElement | None


class Places:
    """Where words stand on the page: elements by their letters, and each element's place in the page's order."""

    def __init__(self, tree: HtmlElement) -> None:
        self.order: dict[HtmlElement, int] = {}
        self._by_letters: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for place, element in enumerate(tree.iter("*")):
            self.order[element] = place
            if element.tag in _BLOCKS or (element.tag in ("div", "span", "td") and is_leaf(element)):
                self._by_letters[letters(element.text_content())].append(element)
        for elements in self._by_letters.values():
            elements.reverse()

    def piece(self, tag: str, words: str) -> Piece:
        """The piece with these words; where several elements have them, each is taken once, in order."""
        found = self._by_letters.get(letters(words))
        return Piece(tag=tag, words=words, element=found.pop() if found else None)

    def of(self, piece: Piece) -> int:
        """The place of a piece in the page's order; -1 where it is not known."""
        return -1 if piece.element is None else self.order[piece.element]


def mark_partings(tree: HtmlElement) -> None:
    """Mark, in place, where two line breaks follow each other; a post that is put in stays one piece."""
    for line_break in tree.iter("br"):
        if next(line_break.iterancestors("blockquote"), None) is not None:
            continue
        after = line_break.getnext()
        if after is not None and after.tag == "br" and not (line_break.tail or "").strip(f" \t\r\n{PARTING}"):
            line_break.tail = PARTING


def is_leaf(element: HtmlElement) -> bool:
    """Whether an element holds words and no blocks of its own."""
    if not len(element):
        return bool((element.text or "").strip())
    return len(element) < 40 and not any(child.tag in _INNER for child in element)


def letters(words: str) -> str:
    """Words without white space, which readers of pages set anew."""
    return "".join(words.replace(PARTING, " ").split())


def parted(words: str) -> list[str]:
    """The paragraphs in the words of an element, white space set to single blanks."""
    return [" ".join(each.split()) for each in words.split(PARTING)]


def linked(element: HtmlElement) -> float:
    """The share of an element's words that stand in links; 1 where it has none at all."""
    whole = len(element.text_content().strip())
    return sum(len(link.text_content().strip()) for link in element.iter("a")) / whole if whole else 1.0
