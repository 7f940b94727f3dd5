"""Lines of a plain text → units of layout: paragraphs, whether set on one line or wrapped over many.

In: a text. Out: the places of its units, in order and not overlapping; together they hold every character
that is not white space. Blank lines part units. Inside a stretch of lines, the lines are one unit where they
were wrapped to a width (wire copy), and one unit each otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

MOST_LINES = 50_000  # that are told apart: in a second. What follows them is one unit
WIDEST = 100  # columns of wrapped copy; typewriters, wires and mail use 60 to 80
_NARROWEST = 40
_SLACK = 8  # columns that a wrapped line may stay short, where the first word of the next would have fitted
_LINE = re.compile(r"\S[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S+")
_FULL_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_ITEM = re.compile(r"(?:[•●▪◦‣·*⁃∙■□○➤►]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-zA-Z]\)(?=\s)|[ivx]{1,4}\.(?=\s))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph, heading or the like: code points `start` to `end`; `apart` where a blank line comes before it."""

    start: int
    end: int
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    end: int
    indent: int
    apart: bool


def units(text: str, start: int = 0) -> tuple[Unit, ...]:
    """The units of a text from code point `start` on."""
    each = _lines(text, start)
    lines = list(islice(each, MOST_LINES))
    rest = next(each, None)
    if rest is not None:
        lines.append(_Line(start=rest.start, end=len(text.rstrip()), indent=rest.indent, apart=True))
    width = max((line.end - line.start for line in lines), default=0)
    return tuple(unit for stretch in _stretches(tuple(lines)) for unit in _parted(text, stretch, width))


def is_item(words: str) -> bool:
    """Whether a unit opens as an item of a list does."""
    return _ITEM.match(words) is not None


def ends_sentence(words: str) -> bool:
    """Whether the last mark is one that ends a sentence or opens what follows."""
    return _FULL_STOP.search(words, max(0, len(words) - 8)) is not None


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that hold something, white space at their edges left out."""
    before = start
    for found in _LINE.finditer(text, start):
        end = found.start() + len(found[0].rstrip())
        breaks = [gap.end() for gap in _BREAK.finditer(text, before, found.start())]
        indent = found.start() - (breaks[-1] if breaks else before)
        yield _Line(start=found.start(), end=end, indent=indent, apart=len(breaks) != 1)
        before = end


def _stretches(lines: tuple[_Line, ...]) -> Iterator[tuple[_Line, ...]]:
    """Lines with no blank line between them."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].apart:
            yield lines[first:at]
            first = at


def _parted(text: str, lines: tuple[_Line, ...], text_width: int) -> Iterator[Unit]:
    """The units of a stretch of lines."""
    width = max((line.end - line.start for line in lines), default=0)
    if text_width <= WIDEST:
        width = text_width
    wrapped = _is_wrapped(text, lines, width)
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not wrapped or _begins_unit(text, lines[at - 1], lines[at], width):
            yield Unit(start=lines[first].start, end=lines[at - 1].end, apart=lines[first].apart)
            first = at


def _is_wrapped(text: str, lines: tuple[_Line, ...], width: int) -> bool:
    """Whether the line breaks come from a width: most lines are full, and most break off within a sentence."""
    breaks = len(lines) - 1
    if breaks < 1 or not _NARROWEST <= width <= WIDEST:
        return False
    full = sum(_is_full(text, line, after, width) for line, after in pairwise(lines))
    within = sum(not ends_sentence(text[line.start : line.end]) for line in lines[:-1])
    return full * 5 >= breaks * 3 and within * 2 >= breaks


def _is_full(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on the line."""
    word = _FIRST_WORD.match(text, after.start, after.end)
    room = width - (line.end - line.start) - line.indent
    return (word.end() - word.start() if word else 0) + 1 + _SLACK > room


def _begins_unit(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Within wrapped lines: an item of a list, an indented line, or a line after one that was left short."""
    if is_item(text[after.start : after.start + 8]):
        return True
    if not ends_sentence(text[max(line.start, line.end - 8) : line.end]):
        return False
    return after.indent >= line.indent + 2 or not _is_full(text, line, after, width)
