"""A parsed page → the pieces of its report in the order of the page.

In: the tree. Out: pieces. trafilatura (Barbaresi 2021, fast mode) tells the report from the page around it.
Of short pages it makes one lump, so they are read paragraph by paragraph; of long ones it leaves out
paragraphs at times, which are put back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

from onrecord.acquire.pages.pieces import HEADS, Piece, Places, linked, mark_partings, parted
from onrecord.acquire.pages.put_back import with_missing

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_SHORT = 250  # characters below which trafilatura takes the whole page for one paragraph (its min_extracted_size)
_LINKED = 0.5  # share of a paragraph in links above which it is furniture of a short page
_BESIDE = ("nav", "footer", "aside", "form", "figure", "script", "style", "noscript")
_TAGS = {"li": "item", "blockquote": "quote", **dict.fromkeys(HEADS, "head")}


def pieces(tree: HtmlElement) -> tuple[Piece, ...]:
    """The pieces of the report, in the order of the page; none where the page holds no report."""
    mark_partings(tree)
    found = list(_extracted(tree, tables=False))
    if _length(found) < _SHORT:
        plain = tuple(_read_plainly(tree))
        if plain and sum(len(piece.words) for piece in plain) * 2 >= _length(found):
            return plain
        found = list(_extracted(tree, tables=True)) or found
    places = Places(tree)
    return with_missing([places.piece(tag, words) for tag, words in found], places)


def _extracted(tree: HtmlElement, *, tables: bool) -> Iterator[tuple[str, str]]:
    """What trafilatura takes for the report: tags and words."""
    from trafilatura import bare_extraction

    _quiet()
    try:
        result = bare_extraction(deepcopy(tree), fast=True, include_comments=False, include_tables=tables)
    except Exception:  # any page there is meets code that is not ours; its fault is a page without a report
        return
    body = getattr(result, "body", None)
    for element in body if body is not None else ():
        yield from ((tag, words) for tag, words in _flattened(element) if words)


@cache
def _quiet() -> None:
    """Keep trafilatura's warnings off standard error: a page without a report is told by its Failure."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def _flattened(element: _Element) -> Iterator[tuple[str, str]]:
    """A piece for each paragraph, item of a list and row of a table."""
    inner = [child for child in element if child.tag in ("item", "row")]
    if inner:
        for child in inner:
            words = " ".join(str(text) for text in child.itertext())
            yield "item" if child.tag == "item" else "p", " ".join(parted(words)).strip()
        return
    for line_break in element.iter("lb"):
        line_break.tail = f" {line_break.tail or ''}"
    for words in parted("".join(str(text) for text in element.itertext())):
        yield str(element.tag), words


def _read_plainly(tree: HtmlElement) -> Iterator[Piece]:
    """Every paragraph, heading and item of the article, else of the page, bars and boxes aside."""
    roots = [each for each in (*tree.iter("article"), *tree.iter("main")) if next(each.iter("p"), None) is not None]
    root = roots[0] if roots else tree
    for element in root.iter(*_TAGS, "p"):
        beside = next(element.iterancestors(*_BESIDE, "li", "blockquote", "p"), None) is not None
        if beside or linked(element) > _LINKED:
            continue
        for words in parted(element.text_content()):
            if words:
                yield Piece(tag=_TAGS.get(str(element.tag), "p"), words=words, element=element)


def _length(found: list[tuple[str, str]]) -> int:
    return sum(len(words) for _, words in found)
