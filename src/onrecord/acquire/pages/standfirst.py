"""The head of a report on its page: where the title stands, and the sentence below it that sums the report up.

In: the tree and the pieces of the main text. Out: the pieces behind the title, and the standfirst, which
trafilatura leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.acquire.blocks.credits import pictured
from onrecord.acquire.blocks.folding import folded
from onrecord.acquire.pages.parts import part, part_around
from onrecord.acquire.pages.pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_BEFORE = 0.2  # share of the text before the title above which the title stands elsewhere on the page
_LOOKED_AT = 150  # elements behind the title
_LONGEST_PART = 10_000  # characters of a part beside the report
_TELLING = 60  # letters that tell one sentence from another
_FEWEST, _MOST = 5, 80  # words of a standfirst
_TAGS = ("p", "h2", "h3", "h4", "div", "span", "li", "em")


def behind_title(tree: HtmlElement, found: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without those few that stand before the title: the names of sections, links in a bar that stays."""
    order = {element: place for place, element in enumerate(tree.iter("*"))}
    titles = [order[each] for each in tree.iter("h1") if len(each.text_content().split()) > 2]
    if not titles:
        return tuple(found)
    before = [p for p in found if p.element is not None and order.get(p.element, titles[0]) < titles[0]]
    if sum(len(p.words) for p in before) > _MOST_BEFORE * sum(len(p.words) for p in found):
        return tuple(found)
    return tuple(piece for piece in found if not any(piece is each for each in before))


def without_titles(tree: HtmlElement, found: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without those that tell the page's first headings once more."""
    titles = {folded(each.text_content()) for each in tree.iter("h1")}
    return tuple(piece for piece in found if piece.tag != "head" or folded(piece.words) not in titles)


def standfirst(tree: HtmlElement, description: str | None) -> str | None:
    """The sentence below the title that the page calls so, or that its description repeats; or None."""
    title = next((each for each in tree.iter("h1") if len(each.text_content().split()) > 2), None)
    if title is None:
        return None
    summary = folded(description or "")
    for element in islice(_behind(tree, title), _LOOKED_AT):
        if element.tag not in _TAGS or len(element) > 12:
            continue
        words = " ".join(element.text_content().split())
        bare = folded(words)
        if not _FEWEST <= bare.count(" ") + 1 <= _MOST or pictured(words):
            continue
        if summary and _agree(bare, summary):
            return words
        if part(element) == "standfirst" and part_around(element.getparent(), _LONGEST_PART) != "drop":
            return words
    return None


def untold(words: str | None, found: Sequence[Piece]) -> str | None:
    """The standfirst, where the pieces do not tell it anyway."""
    told = "".join("".join(piece.words.split()) for piece in found)
    return words if words and "".join(words.split())[:_TELLING] not in told else None


def _behind(tree: HtmlElement, title: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind the title, in the order of the page."""
    inside = set(title.iter("*"))
    behind = False
    for element in tree.iter("*"):
        behind = behind or element is title
        if behind and element not in inside:
            yield element


def _agree(bare: str, summary: str) -> bool:
    """The same sentence, or one that the other cuts short."""
    short, long = sorted((bare, summary), key=len)
    return (long.startswith(short) and short.count(" ") + 1 >= _FEWEST + 3) or short == long
