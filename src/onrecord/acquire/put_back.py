"""Paragraphs of the report that the extraction left out, put back in their place.

In: the pieces found. Out: the pieces, with the paragraphs and headings that stand between them in the same
containers, and in containers of the same name: long reports come in several, and a reader of pages takes one.
The captions of the report's pictures are put in as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.acquire.page_parts import part
from onrecord.acquire.pieces import HEADS, Piece, Places, is_leaf, letters, linked, parted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTAINER = 400  # characters of paragraphs in a container that is one of a report's
_PUT_BACK = 40  # characters of a paragraph that is put back, if it does not end a sentence
_TELLING = 50  # letters at either end of a paragraph that tell it from every other
_FEWEST, _MOST = 3, 120  # words of a caption
_LINKED = 0.5  # share of a paragraph in links above which it is not put back


def with_missing(matched: list[Piece], places: Places) -> tuple[Piece, ...]:
    """The pieces, with those paragraphs put back that stand in the report's own containers."""
    told = [letters(piece.words) for piece in matched]
    ends = {each[:_TELLING] for each in told} | {each[-_TELLING:] for each in told}
    lumps = "".join(words for words, piece in zip(told, matched, strict=True) if piece.element is None)
    missing = [
        piece
        for container in _containers(matched, places)
        for piece in _own(container)
        if not {letters(piece.words)[:_TELLING], letters(piece.words)[-_TELLING:]} & ends
        and letters(piece.words)[:_TELLING] not in lumps
    ]
    missing += _captions(matched, places)
    missing.sort(key=places.of)
    return tuple(_merged(matched, missing, places))


def _merged(matched: list[Piece], missing: list[Piece], places: Places) -> Iterator[Piece]:
    """Both lists in the order of the page; a piece of unknown place stays behind the one before it."""
    waiting = missing[::-1]
    for piece in matched:
        while waiting and places.of(waiting[-1]) < places.of(piece):
            yield waiting.pop()
        yield piece
    yield from reversed(waiting)


def _containers(matched: list[Piece], places: Places) -> list[HtmlElement]:
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


def _captions(matched: list[Piece], places: Places) -> Iterator[Piece]:
    """The captions of the pictures between the title and the last of the report's pieces."""
    known = [place for piece in matched if (place := places.of(piece)) >= 0]
    if not known:
        return
    titles = [place for element, place in places.order.items() if element.tag == "h1" and place < known[0]]
    told = {letters(piece.words) for piece in matched}
    first = titles[-1] if titles else known[0]
    for element, place in places.order.items():
        if first < place < known[-1] and _is_caption(element) and linked(element) <= _LINKED:
            words = _spaced(element)
            if _FEWEST <= len(words.split()) <= _MOST and letters(words) not in told:
                told.add(letters(words))
                yield Piece(tag="caption", words=words, element=element)


def _is_caption(element: HtmlElement) -> bool:
    """The element that HTML has for captions, or a box without boxes in it that calls itself one."""
    if element.tag == "figcaption":
        return True
    if element.tag not in ("div", "p", "span") or part(element) != "caption" or not is_leaf(element):
        return False
    return not any(each.tag == "figcaption" or part(each) == "caption" for each in element.iterancestors())


def _spaced(element: HtmlElement) -> str:
    """The words of a caption; its credit, which pages set in an element of its own, is parted from them."""
    words = ""
    for text in element.itertext():
        joint = bool(words) and not words[-1].isspace() and words[-1] in '.!?)”"' and str(text)[:1].isalnum()
        words += f" {text}" if joint else str(text)
    return " ".join(words.split())


def _article(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("article", "main"), None)


def _text_in(container: HtmlElement) -> int:
    return sum(len(child.text_content()) for child in container.iterchildren("p"))


def _own(container: HtmlElement) -> Iterator[Piece]:
    """The paragraphs and headings that stand in a container themselves."""
    for child in container.iterchildren("p", "h2", "h3"):
        if part(child) is not None or linked(child) > _LINKED:
            continue
        for words in parted(child.text_content()):
            if words and (child.tag in HEADS or len(words) >= _PUT_BACK or words[-1] in '.?!”"'):
                yield Piece(tag="head" if child.tag in HEADS else "p", words=words, element=child)
