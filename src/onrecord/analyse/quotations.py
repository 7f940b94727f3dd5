"""Document and tokens → quotations, whatever the marks: never refuses a document.

Marks pair by their glyph and by their place (`marks`), so that a quotation opened with a curly mark may close
with a straight one. A quotation left open at the end of its paragraph goes on in the next one where that one
opens again, or where its first mark can only close; captions, credits and promotions between the two paragraphs
are passed over. What stays open ends with its paragraph, with `closed` False.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from onrecord.analyse.marks import Family, Mark, mark_at
from onrecord.analyse.tokens import INVISIBLE
from onrecord.model import Block, Document, Quotation, Token
from onrecord.model.vocabulary import ASIDES

_RUNNING = frozenset({"paragraph", "list_item"})
DEPTH = 4  # a quotation in a quotation in a quotation: deeper ones are unbalanced marks
_FAMILIES: tuple[Family, ...] = ("double", "single")


@dataclass(slots=True, kw_only=True)
class _Open:
    """A quotation whose closing mark has not been met yet; `inner` are those that closed inside it."""

    mark: Mark
    at: int  # where the stretch in this paragraph begins
    stretches: list[tuple[int, int]] = field(default_factory=list)
    inner: list[Quotation] = field(default_factory=list)


def quotations(document: Document, tokens: tuple[Token, ...]) -> tuple[Quotation, ...]:
    """The quotations of a document, in order; one inside another comes after it and is `nested`."""
    marks = tuple(_marks_by_block(document, tokens))
    found = [each for family in _FAMILIES for each in _family(document, marks, family)]
    return _nest(found)


def _marks_by_block(document: Document, tokens: tuple[Token, ...]) -> Iterator[list[Mark]]:
    at = 0
    for block in document.blocks:
        first, last = block.span.start, block.span.end
        while at < len(tokens) and tokens[at].start < first:
            at += 1
        marks = []
        while at < len(tokens) and tokens[at].end <= last:
            if mark := mark_at(document.text, tokens[at], first, last):
                marks.append(mark)
            at += 1
        yield marks


def _family(document: Document, marks: tuple[list[Mark], ...], family: Family) -> Iterator[Quotation]:
    """The quotations in marks of one family, paragraph by paragraph."""
    carried: _Open | None = None
    for block, all_marks in zip(document.blocks, marks, strict=True):
        own = _pairable([mark for mark in all_marks if mark.family == family])
        if block.kind not in _RUNNING:
            if carried and block.kind not in ASIDES:
                yield from _give_up(carried)
                carried = None
            yield from _give_up_all(document.text, block, *_scan(document.text, own, None))
            continue
        if carried and not _goes_on(block, own, carried):
            yield from _give_up(carried)
            carried = None
        if carried:
            reopened = bool(own) and own[0].start == block.span.start
            carried.at = own[0].end if reopened else block.span.start
            own = own[1:] if reopened else own
        done, left = _scan(document.text, own, carried)
        yield from done
        carried = None
        if left and _may_go_on(left[0], block, family):
            _stretch(document.text, left[0], block.span.end)
            carried, left = left[0], left[1:]
        yield from _give_up_all(document.text, block, [], left)
    if carried:
        yield from _give_up(carried)


def _pairable(marks: list[Mark]) -> list[Mark]:
    """Without the apostrophes of plurals: a weak closing mark counts where no sure one closes what it would close."""
    kept: list[Mark] = []
    sure = False
    for mark in reversed(marks):
        if mark.weak and sure:
            continue
        sure = sure if mark.weak else mark.closes
        kept.append(mark)
    return kept[::-1]


def _scan(text: str, marks: list[Mark], carried: _Open | None) -> tuple[list[Quotation], list[_Open]]:
    """One paragraph: the quotations that close in it, and those left open, outermost first."""
    done: list[Quotation] = []
    stack = [carried] if carried else []
    for mark in marks:
        if stack and mark.closes and not (mark.opens and _nests(stack[-1], mark)):
            top = _closing(stack, mark)
            _stretch(text, top, mark.start)
            quotation = _quotation(top, mark.end, closed=True)
            if stack:
                stack[-1].inner += [*top.inner, *([quotation] if quotation else [])]
            else:
                done += [*([quotation] if quotation else []), *top.inner]
        elif mark.opens:
            if stack and (len(stack) == DEPTH or not _nests(stack[-1], mark)):
                top = stack.pop()
                _stretch(text, top, mark.start)
                quotation = _quotation(top, top.stretches[-1][1] if top.stretches else mark.start, closed=False)
                done += [*([quotation] if quotation else []), *top.inner]
            stack.append(_Open(mark=mark, at=mark.end))
    return done, stack


def _nests(outer: _Open, mark: Mark) -> bool:
    """Whether an opening mark can stand inside a quotation: two straight marks of one kind never do."""
    return mark.glyph != outer.mark.glyph or mark.glyph in {"“", "«", "‘", "``"}


def _closing(stack: list[_Open], mark: Mark) -> _Open:
    """Take the quotation that a mark closes off the stack: the innermost that the glyph answers, else the innermost."""
    if mark.glyph in {'"', "''"} and len(stack) > 1 and stack[-1].mark.glyph != mark.glyph:
        for place in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
            if stack[place].mark.glyph == mark.glyph:
                chosen = stack[place]
                chosen.inner += [inner for unclosed in stack[place + 1 :] for inner in unclosed.inner]
                del stack[place:]
                return chosen
    return stack.pop()


def _goes_on(block: Block, marks: list[Mark], carried: _Open) -> bool:
    """Whether the next paragraph takes up an open quotation: it opens again, or its first mark only closes."""
    if not marks:
        return False
    if marks[0].start == block.span.start:
        return True
    return carried.mark.family == "double" and marks[0].closes and not marks[0].opens


def _may_go_on(left: _Open, block: Block, family: Family) -> bool:
    """Whether a quotation left open may go on in the next paragraph; not where another one ends this paragraph."""
    if any(inner.end == block.span.end for inner in left.inner):
        return False
    return family == "double" or left.mark.start == block.span.start or bool(left.stretches)


def _stretch(text: str, opened: _Open, end: int) -> None:
    """Close the stretch in this paragraph: words without the white space at their edges."""
    start = opened.at
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    if start < end:
        opened.stretches.append((start, end))


def _is_blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE


def _quotation(opened: _Open, end: int, *, closed: bool) -> Quotation | None:
    if not opened.stretches:
        return None
    return Quotation(start=opened.mark.start, end=end, content=tuple(opened.stretches), closed=closed, nested=False)


def _give_up(opened: _Open) -> Iterator[Quotation]:
    """A quotation that never closed: it ends where its last stretch does."""
    if opened.mark.family == "double" or len(opened.stretches) > 1:
        end = opened.stretches[-1][1] if opened.stretches else opened.mark.end
        if quotation := _quotation(opened, end, closed=False):
            yield quotation
    yield from opened.inner


def _give_up_all(text: str, block: Block, done: list[Quotation], left: list[_Open]) -> Iterator[Quotation]:
    """Those done, and those left open at the end of a block: each ends with it, or where the next one begins."""
    yield from done
    for opened, next_open in zip_longest(left, left[1:]):
        inner = opened.inner[0].start if opened.inner else block.span.end
        _stretch(text, opened, min(inner, next_open.mark.start if next_open else block.span.end))
        yield from _give_up(opened)


def _nest(found: list[Quotation]) -> tuple[Quotation, ...]:
    """In order; one inside a stretch of another is nested, one that crosses the edge of another is dropped."""
    edges = sorted((start, -end, place) for place, each in enumerate(found) for start, end in each.content)
    nested: set[int] = set()
    crossing: set[int] = set()
    stack: list[tuple[int, int]] = []
    for start, negative_end, place in edges:
        while stack and stack[-1][0] <= start:
            stack.pop()
        if stack and -negative_end > stack[-1][0]:
            crossing.add(place)
            continue
        if stack and stack[-1][1] != place:
            nested.add(place)
        stack.append((-negative_end, place))
    kept = [
        Quotation(start=q.start, end=q.end, content=q.content, closed=q.closed, nested=place in nested)
        for place, q in enumerate(found)
        if place not in crossing
    ]
    return tuple(sorted(kept, key=lambda each: (each.start, -each.end)))
