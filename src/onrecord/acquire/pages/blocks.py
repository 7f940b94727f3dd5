"""Pieces of a page → the report's text and its blocks.

In: the pieces, the tree and what its head says. Out: the text (title, blank line, main text) and blocks that
tell the report's own words from captions, prompts, boxes and posts beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.acquire.blocks.byline import is_byline, is_day
from onrecord.acquire.blocks.bylines import signature
from onrecord.acquire.blocks.credits import pictured, story_of
from onrecord.acquire.blocks.dateline import dateline_end
from onrecord.acquire.blocks.folding import folded
from onrecord.acquire.blocks.prompts import prompt
from onrecord.acquire.blocks.repeats import with_repeats
from onrecord.acquire.pages.metadata import Metadata
from onrecord.acquire.pages.parts import part, part_around
from onrecord.acquire.pages.pieces import Piece, linked
from onrecord.model import Block, Span
from onrecord.model.vocabulary import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OPENING = 4  # paragraphs among which the dateline stands
_LINE = 160  # characters of a line that may be a byline
_CAPTION = 40  # words of a paragraph with a picture in it, up to which they are the picture's
_LINK = 0.9  # share of a paragraph in links that makes it a link to another page
_LIFE = re.compile(
    r"(?:is|was|are|covers|writes|reports|has\s(?:covered|been|written|worked))\b.{0,120}?\b(?:reporter|editor|writer|"
    r"journalist|correspondent|columnist|author|producer|contributor|fellow|reporting|covering|covers|news)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinded:
    """Words and the kind of block that they are."""

    kind: BlockKind
    words: str


def page_text(found: Sequence[Piece], head: Metadata, standfirst: str | None) -> tuple[str, tuple[Block, ...]]:
    """The text of a page and its blocks."""
    kinded = [Kinded(kind="title", words=head.title)] if head.title else []
    if standfirst:
        kinded.append(Kinded(kind="subhead", words=standfirst))
    kinded += _kinded(found, head)
    text, blocks = _laid_out(kinded)
    return text, with_repeats(blocks, story_of)


def _laid_out(kinded: Iterable[Kinded]) -> tuple[str, list[Block]]:
    """Blocks a blank line apart; a dateline and its paragraph stand on one line."""
    text, parts = 0, []
    blocks: list[Block] = []
    for each in kinded:
        gap = "" if not blocks else " " if blocks[-1].kind == "dateline" and each.kind == "paragraph" else "\n\n"
        start = text + len(gap)
        text = start + len(each.words)
        parts += [gap, each.words]
        blocks.append(Block(span=Span(start=start, end=text, exact=each.words), kind=each.kind, repeats=None))
    return "".join(parts), blocks


def _kinded(found: Sequence[Piece], head: Metadata) -> Iterator[Kinded]:
    """Each piece with its kind; the title is not told again, and a dateline is parted from its paragraph."""
    title = folded(head.title or "")
    opening = _OPENING
    story = " ".join(folded(piece.words) for piece in found if piece.tag == "p")
    for index, piece in enumerate(found):
        if folded(piece.words) == title:
            continue
        kind = _kind(piece, head, story, last=index >= len(found) - 5)
        if kind == "subhead" and _heads_nothing(found, index):
            kind = "other"
        if kind == "paragraph" and opening:
            opening -= 1
            end = dateline_end(piece.words, 0, len(piece.words))
            if end is not None:
                opening = 0
                yield Kinded(kind="dateline", words=piece.words[:end])
                yield Kinded(kind="paragraph", words=piece.words[end:].lstrip())
                continue
        yield Kinded(kind=kind, words=piece.words)


def _heads_nothing(found: Sequence[Piece], index: int) -> bool:
    """A heading with nothing behind it."""
    return index + 1 == len(found)


def _kind(piece: Piece, head: Metadata, story: str, *, last: bool) -> BlockKind:
    """What a piece is: by its words, then by where it stands on the page."""
    words = piece.words
    if piece.tag == "caption":
        return prompt(words) or pictured(words) or "caption"
    asked = prompt(words)
    if asked is not None:
        return asked
    if not any(map(str.isalnum, words)) or (last and _is_life(words, head.bylines)):
        return "other"
    if len(words) <= _LINE and (is_byline(words) or _signs(words, head.bylines)):
        return "byline"
    if is_day(words):
        return "dateline"
    placed = _by_place(piece, story)
    return placed or pictured(words) or _by_tag(piece.tag)


def _signs(words: str, bylines: tuple[str, ...]) -> bool:
    """Whether the words are names of the reporters and nothing else."""
    known = {folded(name) for name in bylines}
    return folded(words) in known or (bool(own := signature(words)) and {folded(name) for name in own} <= known)


def _by_place(piece: Piece, story: str) -> BlockKind | None:
    """What the page itself says that a piece is: a caption, a box, a post, a link to another page."""
    if piece.element is None:
        return _pulled(piece, story)
    around = part_around(piece.element, len(story))
    if around in ("caption", "credit"):
        return "caption" if around == "caption" else "credit"
    if piece.tag == "p" and _shows(piece.element) and len(piece.words.split()) <= _CAPTION:
        return "caption"
    if around in ("box", "pull"):
        return "other"
    if around == "drop" and part(piece.element) == "drop":
        return "promo"
    if next(piece.element.iterancestors("a"), None) is not None:
        return "promo"
    if piece.tag in ("p", "head") and linked(piece.element) >= _LINK and (piece.tag == "p" or len(piece.words) > 60):
        return "promo"
    return _pulled(piece, story)


def _shows(element: HtmlElement) -> bool:
    """Whether a paragraph holds a picture, so that its words are the picture's."""
    return next(element.iter("img", "picture"), None) is not None


def _pulled(piece: Piece, story: str) -> BlockKind | None:
    """A quotation set large that stands in the story as well."""
    return "other" if piece.tag == "quote" and story.count(folded(piece.words)) else None


def _by_tag(tag: str) -> BlockKind:
    return "subhead" if tag == "head" else "list_item" if tag == "item" else "paragraph"


def _is_life(words: str, bylines: tuple[str, ...]) -> bool:
    """Who the reporter is: a paragraph at the end that opens with a byline's name and tells a post."""
    name = next((name for name in bylines if words.lower().startswith(name.lower())), None)
    return name is not None and _LIFE.match(words[len(name) :].lstrip(" ,")[:300]) is not None
