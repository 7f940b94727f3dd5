"""Units of a plain text → blocks: what each is, told by its words and by where it stands.

In: a text and its header. Out: blocks in the order of the text that hold every character but white space.
Rules go from the sure to the likely; what no rule knows is a paragraph, since that loses no facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.acquire.blocks.byline import is_byline, is_day
from onrecord.acquire.blocks.credits import pictured, story_of
from onrecord.acquire.blocks.dateline import dateline_end
from onrecord.acquire.blocks.folding import folded
from onrecord.acquire.blocks.prompts import prompt
from onrecord.acquire.blocks.repeats import with_repeats
from onrecord.acquire.dates import INVISIBLE, Header
from onrecord.acquire.texts.layout import Unit, ends_sentence, is_item, units
from onrecord.model import Block, Span
from onrecord.model.vocabulary import BlockKind

_LONGEST_TITLE = 20  # words
_LONGEST_SUBHEAD = 12  # words
_FURNITURE = 240  # characters up to which a unit is looked at as a line of its own
_OPENING = 4  # paragraphs at the head of a report among which its dateline stands
_QUOTED_STOP = re.compile(r"[.!?,][\"'”’»]\Z")
_LINKING = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "with", "and", "or", "are", "is", "under")
)
_LEADING = re.compile(rf"[{INVISIBLE}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinded:
    start: int
    end: int
    kind: BlockKind


def text_blocks(text: str, head: Header | None, title: str | None) -> tuple[Block, ...]:
    """The blocks of a text; `title` is the report's title where the input gives it."""
    start = 0
    pieces: list[_Kinded] = []
    for mark in _LEADING.finditer(text, 0, len(text) - len(text.lstrip().lstrip(INVISIBLE))):
        pieces.append(_Kinded(start=mark.start(), end=mark.end(), kind="other"))
        start = mark.end()
    if head is not None:
        pieces.append(_Kinded(start=head.start, end=head.end, kind="header"))
        start = head.end
    pieces += _body(text, units(text, start), title)
    blocks = (
        Block(span=Span(start=p.start, end=p.end, exact=text[p.start : p.end]), kind=p.kind, repeats=None)
        for p in pieces
    )
    return with_repeats(blocks, story_of)


def _body(text: str, found: Sequence[Unit], title: str | None) -> Iterator[_Kinded]:
    """The units with their kinds; a dateline is parted from the paragraph that it opens."""
    paragraphs = 0
    titled = False
    for index, unit in enumerate(found):
        kind = _kind(text, found, index)
        if kind in ("paragraph", "subhead") and not titled and paragraphs == 0 and _is_title(text, found, index, title):
            kind, titled = "title", True
        if kind == "paragraph" and paragraphs < _OPENING:
            paragraphs += 1
            end = dateline_end(text, unit.start, unit.end)
            if end is not None:
                yield _Kinded(start=unit.start, end=end, kind="dateline")
                rest = end + len(text[end : unit.end]) - len(text[end : unit.end].lstrip())
                paragraphs = _OPENING
                if rest < unit.end:
                    yield _Kinded(start=rest, end=unit.end, kind="paragraph")
                continue
        yield _Kinded(start=unit.start, end=unit.end, kind=kind)


def _kind(text: str, found: Sequence[Unit], index: int) -> BlockKind:
    """What a unit is, its title and dateline aside."""
    unit = found[index]
    words = text[unit.start : unit.end]
    asked = prompt(words)
    if asked is not None:
        return asked
    if len(words) <= _FURNITURE:
        if not any(char.isalnum() for char in words):
            return "other"
        if is_byline(words):
            return "byline"
        if is_day(words):
            return "dateline"
    picture = pictured(words)
    if picture is not None:
        return picture
    if is_item(words):
        return "list_item"
    return "subhead" if _is_subhead(text, found, index) else "paragraph"


def _is_title(text: str, found: Sequence[Unit], index: int, title: str | None) -> bool:
    """The title that the input gives, or a short first line, apart from a text of more paragraphs than one."""
    unit = found[index]
    if unit.end - unit.start > _FURNITURE * 2:
        return False
    words = text[unit.start : unit.end]
    if title is not None:
        return folded(words) == folded(title)
    after = found[index + 1 : index + 3]
    return (
        index == 0
        and len(after) == 2
        and after[0].apart
        and len(words) <= _FURNITURE
        and len(words.split()) <= _LONGEST_TITLE
        and words[-1] not in ".,;:…"
        and _QUOTED_STOP.search(words[-2:]) is None
        and dateline_end(text, unit.start, unit.end) is None
        and "\n" not in words
    )


def _is_subhead(text: str, found: Sequence[Unit], index: int) -> bool:
    """A short line without a stop at its end, between two units of which the next is running text."""
    unit = found[index]
    words = text[unit.start : unit.end]
    if index == 0 or index + 1 == len(found) or len(words) > _FURNITURE // 2:
        return False
    short = len(words.split()) <= _LONGEST_SUBHEAD and not ends_sentence(words) and words[-1] not in ",-–—"
    if words.rsplit(None, 1)[-1].lower() in _LINKING:  # a line that a page break tore from its sentence
        return False
    return (
        short and not words[0].islower() and _is_running(text, found[index + 1]) and _is_running(text, found[index - 1])
    )


def _is_running(text: str, unit: Unit) -> bool:
    """Running text: it ends a sentence, or is longer than a line of its own."""
    words = text[unit.start : unit.end]
    return len(words) > _FURNITURE // 2 or (ends_sentence(words) and len(words.split()) > 3)
