"""A parsed page → the pieces of its report in the order of the page, with the element that each came from.

In: the tree. Out: pieces: words with a tag (`p`, `head`, `item`, `quote`). trafilatura (Barbaresi 2021, fast
mode) tells the report from the page around it. It takes one container and reads over paragraphs at times, so
what stands between its paragraphs, and in containers of the same name, is put back in its place.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.acquire.page_parts import part

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote")
_INNER = ("p", "div", "ul", "ol", "table", "section", "h1", "h2", "h3", "h4", "blockquote", "figure", "article")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORTEST = 200  # characters of a report; less than this, and tables are read as well
_CONTAINER = 400  # characters of paragraphs in a container that is one of a report's
_PUT_BACK = 40  # characters of a paragraph that is put back, if it does not end a sentence
_TELLING = 50  # letters at either end of a paragraph that tell it from every other
_LINKED = 0.5  # share of a paragraph in links above which it is not put back


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the report: what they are, and the element of the page that they came from, where it is known."""

    tag: str
    words: str
    element: HtmlElement | None


def pieces(tree: HtmlElement) -> tuple[Piece, ...]:
    """The pieces of the report, in the order of the page; none where the page holds no report."""
    found = list(_extracted(tree, tables=False))
    if sum(len(words) for _, words in found) < _SHORTEST:
        found = list(_extracted(tree, tables=True)) or found
    places = _Places(tree)
    matched = [Piece(tag=tag, words=words, element=places.take(words)) for tag, words in found]
    return _with_missing(matched, places)


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
        yield from _flattened(element)


@cache
def _quiet() -> None:
    """Keep trafilatura's warnings off standard error: a page without a report is told by its Failure."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def _flattened(element: _Element) -> Iterator[tuple[str, str]]:
    """A piece for each item of a list, each row of a table and each paragraph."""
    tag = str(element.tag)
    inner = [child for child in element if child.tag in ("item", "row")]
    if inner:
        for child in inner:
            yield "item" if child.tag == "item" else "p", _words(child)
        return
    for words in _paragraphs(element):
        if words:
            yield tag, words


def _paragraphs(element: _Element) -> Iterator[str]:
    """The words of an element, parted where two line breaks follow each other."""
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    lines = [" ".join(line.split()) for line in "".join(str(text) for text in element.itertext()).split("\n\n")]
    yield from lines


def _words(element: _Element) -> str:
    return " ".join(" ".join(str(text) for text in element.itertext()).split())


class _Places:
    """Where words stand on the page: elements by their letters, and each element's place in the page's order."""

    def __init__(self, tree: HtmlElement) -> None:
        self.order: dict[HtmlElement, int] = {}
        self._by_letters: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for place, element in enumerate(tree.iter("*")):
            self.order[element] = place
            if element.tag in _BLOCKS or (element.tag in ("div", "h1", "span", "td") and _is_leaf(element)):
                letters = _letters(element.text_content())
                if letters:
                    self._by_letters[letters].append(element)

    def of(self, piece: Piece) -> int:
        """The place of a piece in the page's order; -1 where it is not known."""
        return -1 if piece.element is None else self.order[piece.element]

    def take(self, words: str) -> HtmlElement | None:
        """The next element with these words, each once."""
        found = self._by_letters.get(_letters(words))
        return found.pop(0) if found else None


def _is_leaf(element: HtmlElement) -> bool:
    """Whether an element holds words and no blocks of its own."""
    return (
        len(element) < 40
        and bool((element.text or "").strip() or len(element))
        and not any(child.tag in _INNER for child in element)
    )


def _letters(words: str) -> str:
    return "".join(words.split())


def _with_missing(matched: list[Piece], places: _Places) -> tuple[Piece, ...]:
    """The pieces, with those paragraphs put back that stand in the report's own containers."""
    told = "".join(_letters(piece.words) for piece in matched)
    missing = [
        piece
        for container in _containers(matched, places)
        for piece in _own(container)
        if _letters(piece.words)[:_TELLING] not in told and _letters(piece.words)[-_TELLING:] not in told
    ]
    missing.sort(key=places.of)
    return tuple(_merged(matched, missing, places))


def _merged(matched: list[Piece], missing: list[Piece], places: _Places) -> Iterator[Piece]:
    """Both lists in the order of the page; a piece of unknown place stays behind the one before it."""
    waiting = missing[::-1]
    for piece in matched:
        while waiting and places.of(waiting[-1]) < places.of(piece):
            yield waiting.pop()
        yield piece
    yield from reversed(waiting)


def _containers(matched: list[Piece], places: _Places) -> list[HtmlElement]:
    """The parents of most of the report's paragraphs, and other parents of that name in the same article.

    Such a twin is the report's own where it is as long as one, or stands between pieces of the report.
    """
    held: Counter[HtmlElement] = Counter()
    named: Counter[tuple[str, str, HtmlElement | None]] = Counter()
    for piece in matched:
        parent = piece.element.getparent() if piece.element is not None and piece.tag == "p" else None
        if parent is not None:
            held[parent] += len(piece.words)
            if parent.get("class"):
                named[(str(parent.tag), parent.get("class") or "", _article(parent))] += len(piece.words)
    found = dict.fromkeys(parent for parent, length in held.items() if length >= _CONTAINER)
    known = [place for piece in matched if (place := places.of(piece)) >= 0]
    for (tag, name, article), length in named.items():
        if length < _CONTAINER:
            continue
        root = article if article is not None else next(iter(held)).getroottree().getroot()
        for twin in root.iter(tag):
            if twin.get("class") == name and _article(twin) is article:
                within = known[0] < places.order[twin] < known[-1]
                if within or _text_in(twin) >= _CONTAINER:
                    found.setdefault(twin)
    return list(found)


def _article(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("article", "main"), None)


def _text_in(container: HtmlElement) -> int:
    return sum(len(child.text_content()) for child in container.iterchildren("p"))


def _own(container: HtmlElement) -> Iterable[Piece]:
    """The paragraphs and headings that stand in a container themselves."""
    for child in container.iterchildren("p", "h2", "h3"):
        words = " ".join(child.text_content().split())
        if part(child) is not None or _linked(child) > _LINKED:
            continue
        if words and (child.tag in _HEADS or len(words) >= _PUT_BACK or words[-1] in '.?!”"'):
            yield Piece(tag="head" if child.tag in _HEADS else "p", words=words, element=child)


def _linked(element: HtmlElement) -> float:
    """The share of an element's words that stand in links."""
    whole = len(element.text_content().strip())
    return sum(len(link.text_content()) for link in element.iter("a")) / whole if whole else 1.0
