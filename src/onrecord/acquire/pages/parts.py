"""What the parts of a web page call themselves → what they hold.

In: elements of the tree. Out: the kind of part that their class or id names, by the table `page_parts`; and
the tree without the parts that hold nothing of the report. A part that holds much of the page's text is kept
whatever it is called, for names deceive.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.lexicon import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTAINERS = ("div", "section", "ul", "ol", "p", "span", "article", "h2", "h3", "h4", "a", "nav", "form", "dl")
_MOST = 0.25  # share of the page's paragraphs in a part that is dropped; tuned on no corpus
_MOST_WORDS = 0.5  # share of all its words, for pages that write no paragraphs
_MOST_STORY = 0.8  # share of the report in a box beside it
_LONGEST = 1500  # characters of a caption with what stands around it
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def part(element: HtmlElement) -> str | None:
    """What the element's own class or id says that it holds, or None."""
    name, mark = element.get("class"), element.get("id")
    return _part(f"{name or ''} {mark or ''}") if name or mark else None


def part_around(element: HtmlElement | None, story: int, depth: int = 3) -> str | None:
    """What the element or the nearest of its ancestors says that it holds.

    `story` is the length of the report: an ancestor that holds most of it tells of its look, not of its
    content, and no caption or credit is as long as `_LONGEST`.
    """
    at = element
    for _ in range(depth + 1):
        if at is None:
            return None
        found = part(at)
        most = story * _MOST_STORY
        if found is not None and _length(at) <= (min(_LONGEST, most) if found in ("caption", "credit") else most):
            return found
        at = at.getparent()
    return None


def drop_parts(tree: HtmlElement) -> None:
    """Take out of the tree, in place, the parts that hold nothing of the report."""
    from lxml.etree import strip_elements

    strip_elements(tree, "script", "style", "template", "svg", "iframe", "button", with_tail=False)
    lengths = _lengths(tree)
    paragraphs, words = lengths[tree]
    for element in [each for each in tree.iter(*_CONTAINERS) if part(each) == "drop"]:
        inside, whole = lengths[element]
        if element.tag == "p" or (inside <= paragraphs * _MOST and whole <= words * _MOST_WORDS):
            _take_out(element)
    hidden = [each for each in tree.iter(*_CONTAINERS) if _is_hidden(each)]
    if sum(lengths[each][1] for each in hidden) <= words * _MOST:  # else the page shows its story by a script
        for element in hidden:
            _take_out(element)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether no reader of the page sees it: words that are only there for machines are not the report's."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _lengths(tree: HtmlElement) -> dict[HtmlElement, tuple[int, int]]:
    """Of every element the characters in its paragraphs, and in it as a whole: one pass, however deep parts nest."""
    lengths: dict[HtmlElement, tuple[int, int]] = {}
    for element in reversed(list(tree.iter("*"))):  # children come before their parents
        inside, whole = 0, len(element.text or "")
        for child in element.iterchildren():
            own, length = lengths.get(child, (0, 0))
            inside, whole = inside + own, whole + length + len(child.tail or "")
        lengths[element] = (whole if element.tag == "p" else inside, whole)
    return lengths


def _length(element: HtmlElement) -> int:
    return len(element.text_content())


def _take_out(element: HtmlElement) -> None:
    """Remove an element; the text after it stays."""
    parent = element.getparent()
    if parent is not None and next(element.iter("h1"), None) is None:
        element.drop_tree()


@lru_cache(maxsize=8192)
def _part(names: str) -> str | None:
    for name in names.split():
        words = _NO_LETTER.sub("-", _HUMP.sub("-", name).lower())
        found = _pattern().search(f"-{words.strip('-')}-")
        if found is not None:
            return _kinds()[found[1]]
    return None


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in table("page_parts")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"-({'|'.join(sorted(_kinds(), key=len, reverse=True))})-")
