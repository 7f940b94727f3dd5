"""Where quoted words stand in a text: `quote, text → anchor`, as they are or with their typography folded.

First the quote character for character; then folded, in stretches where it says itself that it leaves words out ("…",
"[…]") or puts words in ("[the council]"); then in the stretches of one statement, where the words between them
("she said") are left out. Words that merely look alike are `alignment`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Offsets
from onrecord.model.citation import Difference, How
from onrecord.prove.edges import WORD, Objection, is_negation, is_number, negation_in, objection, sentence_parts
from onrecord.prove.folding import SHAPES, Folded, fold, fold_report

MARKS = "\"'“”„‟«»‘’‚‛`´‹› \t\r\n\v\f\xa0"
_EDGE = " .,;:!?-"  # punctuation that a quotation's words take on from the sentence that they are put into
PARTS = 40  # stretches that a quote may have
_OMISSION = re.compile(r" ?(?:\[ ?\.\.\.+ ?\]|\( ?\.\.\.+ ?\)|\.\.\.+) ?")
_CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_INSERTION = re.compile(r" ?\[([^\[\]]{0,200})\] ?")
_AFTER = re.compile(r"[ .,;:!?)\]-]*")
GAP = 1500  # characters that an ellipsis may leave out, about ten sentences
SWAPPED = 60  # characters that words in brackets may stand for
OCCURRENCES = 1000  # places looked at for one stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Quoted words in a text: a stretch or several, of the frozen text, and what speaks against them, if anything."""

    spans: tuple[Offsets, ...]
    how: How
    score: float = 1.0
    differences: tuple[Difference, ...] = ()
    objection: str | None = None


def find(quote: str, text: str, statements: Sequence[tuple[Offsets, ...]] = ()) -> Anchor | None:
    """Where a quote stands; None where its words do not, one after the other.

    `statements` are the stretches of each statement's content. An anchor with an objection is a place where the words
    stand, but do not say what they say alone; it is given only where there is no better one.
    """
    exact = _exact(quote.strip(), text) or _exact(quote.strip(MARKS), text)
    if exact and not exact.objection:
        return exact
    stitched = _stitched(fold(quote).text, fold_report(text))
    if stitched and not stitched.objection:
        return stitched
    return _joined(quote, text, statements) or exact or stitched


def _exact(quote: str, text: str) -> Anchor | None:
    first: Anchor | None = None
    for start in _occurrences(quote, text) if quote else ():
        end = start + len(quote)
        against = _at_its_edges(text, start, end)
        if not against:
            return _anchor([(start, end)], "exact")
        first = first or _anchor([(start, end)], "exact", against)
    return first


def _at_its_edges(text: str, start: int, end: int) -> Objection | None:
    """The objection to a stretch of a frozen text, of which the characters around it are read alone."""
    left, right = max(0, start - 200), min(len(text), end + 200)
    return objection(text[left:right].translate(SHAPES), start - left, end - left)


def _anchor(spans: Sequence[Offsets], how: How, against: Objection | None = None) -> Anchor:
    if against is None:
        return Anchor(spans=tuple(spans), how=how)
    return Anchor(spans=tuple(spans), how=how, differences=(against.difference,), objection=against.reason)


def _occurrences(words: str, text: str, since: int = 0, until: int | None = None) -> Iterator[int]:
    """Where words stand in a text, at most a bounded number of times."""
    at = text.find(words, since, until)
    for _ in range(OCCURRENCES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1, until)


def _stitched(quote: str, folded: Folded) -> Anchor | None:
    """The stretches of a folded quote in a folded text, each after the other and not far from it."""
    plain = _CAPITAL.sub(r"\1", quote)
    first: Anchor | None = None
    ways = (
        (quote, False),
        (plain.replace("[", "").replace("]", ""), False),
        (plain, True),
    )  # the report's own brackets
    for words, swaps in ways if "[" in quote else ways[:1]:
        stretches = [_bare(part) for part in _OMISSION.split(words, maxsplit=PARTS) if WORD.search(part)]
        for spans, against in _placed(stretches, folded.text, swaps):
            against = against or _asked(words, folded.text, spans[-1][1])
            anchor = _anchor([folded.origin(*span) for span in spans], "typography", against)
            if not against:
                return anchor
            first = first or anchor
    return first


def _bare(words: str) -> str:
    """Words without the punctuation at their edges; a sign belongs to its number."""
    bare = words.strip(_EDGE)
    signed = words[: words.find(bare)].endswith("-") and bare[0].isdecimal()
    return f"-{bare}" if signed else bare


def _placed(stretches: Sequence[str], text: str, swaps: bool) -> Iterator[tuple[list[Offsets], Objection | None]]:
    """Every way to place the stretches, from each place of the first one; the others at their nearest."""
    for first, against in _stretch(stretches[0], text, 0, None, swaps) if stretches else ():
        spans = [first]
        for stretch in stretches[1:]:
            end = spans[-1][1]
            found = next(_stretch(stretch, text, end, end + GAP + len(stretch), swaps), None)
            if found is None:
                break
            against = against or found[1] or _left_out(text, (end, found[0][0]))
            spans.append(found[0])
        else:
            yield spans, against


def _stretch(
    stretch: str, text: str, since: int, until: int | None, swaps: bool
) -> Iterator[tuple[Offsets, Objection | None]]:
    """The places of one stretch; with `swaps`, words in brackets stand for any few words."""
    parts = _INSERTION.split(stretch, maxsplit=PARTS) if swaps else [stretch]
    segments = [part for part in parts[::2] if part]
    inserted = next((word for words in parts[1::2] for word in WORD.findall(words) if _weighs(word)), None)
    if not segments:
        return
    one, other = segments[0], segments[0][0].swapcase() + segments[0][1:]
    for case in dict.fromkeys((one, other)):
        for start in _occurrences(case, text, since, until):
            end, against = start + len(case), None
            for segment in segments[1:]:
                at = text.find(segment, end, end + SWAPPED + len(segment))
                if at < 0:
                    break
                swapped = next((word for word in WORD.findall(text[end:at]) if _weighs(word)), None)
                against = against or _changed("the words in brackets stand for others", "", swapped)
                end = at + len(segment)
            else:
                against = against or objection(text, start, end) or _changed("the words in brackets", inserted, "")
                yield (start, end), against


def _weighs(word: str) -> bool:
    return is_negation(word) or is_number(word)


def _changed(reason: str, cited: str | None, report: str | None) -> Objection | None:
    if not cited and not report:
        return None
    return Objection(
        reason=f"{reason} change what is said", difference=Difference(cited=cited or "", report=report or "")
    )


def _left_out(text: str, gap: Offsets) -> Objection | None:
    """A negation among the words that an ellipsis leaves out of a sentence."""
    negations = (negation_in(part) for part in sentence_parts(text, gap))
    return _changed("the words left out", "", next((word for word in negations if word), None))


def _asked(quote: str, text: str, end: int) -> Objection | None:
    """A question cited as a statement, or the other way round."""
    mark, there = quote[len(quote.rstrip(" .!?")) :].strip(), _AFTER.match(text, end)
    asked = "?" in (there[0] if there else "")
    if not mark or ("?" in mark) == asked:
        return None
    difference = Difference(cited=mark, report="?" if asked else ".")
    return Objection(reason="a question is cited as a statement, or a statement as a question", difference=difference)


def _joined(quote: str, text: str, statements: Sequence[tuple[Offsets, ...]]) -> Anchor | None:
    """A quote in the stretches of one statement, punctuation aside; only where it runs over two of them."""
    cited = [word.casefold() for word in WORD.findall(fold(quote).text)]
    for contents in statements if cited else ():
        if len(contents) < 2:
            continue
        words = [
            (found[0].casefold(), number, (start + found.start(), start + found.end()))
            for number, (start, end) in enumerate(contents)
            for found in WORD.finditer(text[start:end].translate(SHAPES))
        ]
        line = _line(word for word, _, _ in words)
        at = line.find(_line(cited))
        if at < 0:
            continue
        first = line.count("\0", 0, at + 1) - 1
        stretches: dict[int, Offsets] = {}
        for _, number, (start, end) in words[first : first + len(cited)]:
            stretches[number] = (stretches.get(number, (start, end))[0], end)
        spans = list(stretches.values())
        if len(spans) > 1:
            return _anchor(spans, "joined", _at_its_edges(text, spans[0][0], spans[-1][1]))
    return None


def _line(words: Iterable[str]) -> str:
    return "".join(f"\0{word}" for word in words) + "\0"
