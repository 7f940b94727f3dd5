"""A fact in its context, for people: the passage with the words that were found, and the fact beneath it.

What goes in: a passage, marks in it, a fact. What comes out: lines of text, in the layout of `terminal`. Without
colours the words that were found stand between ‹ and ›.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from onrecord.cli.history import history, page, said_of
from onrecord.cli.terminal import FACT, beside, blank, drawn, headed, margin_of, margined, wrapped
from onrecord.model import Figure, Report, Span, Statement
from onrecord.model.phrases import (
    NOBODY,
    Piece,
    event_words,
    figure_words,
    statement_source,
    statement_words,
    words_of,
)
from onrecord.model.query import Fact, Hit
from onrecord.model.shown import Shown

OPEN, CLOSE = "‹", "›"


def hit_page(hit: Hit, *, width: int, colour: bool, after: Hit | None = None) -> str:
    """A hit: where it is from, the passage, the fact, and the ids to ask for more by.

    What it shares with the hit before it, which stands above, is not said again.
    """
    screen = blank(width=width, colour=colour)
    same = after is not None and after.sighting == hit.sighting
    beneath = same and after is not None and after.passage == hit.passage
    lines = [Text()] if after is not None and not beneath else []
    if not same:
        about = [hit.outlet, hit.published or "publication date unknown", hit.url if hit.key else None]
        lines += [headed(hit.key or hit.url or hit.report, screen), *_title(hit.title, about, screen)]
    if not beneath:
        lines += passage_lines(hit.passage, hit.found, screen, marks=not colour)
    ids = [(f"{hit.fact.id} · {hit.sighting}", "detail")]
    if hit.newer is not None:
        ids.append((f" · in an earlier version, the newest is {hit.newer}", "warning"))
    if hit.judged:
        ids.append((f" · {said_of(hit.judged)}", "warning"))
    lines += [*fact_lines(hit.fact, hit.names, hit.times, screen), *wrapped(ids, width, screen)]
    return drawn(screen, lines)


def fact_page(shown: Shown, fact: Fact, *, width: int, colour: bool) -> str:
    """A fact with everything that is known of it."""
    report, screen = shown.report, blank(width=width, colour=colour)
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    passage = around(report, fact)
    own = tuple(span for span in words_of(fact) if passage.start <= span.start and span.end <= passage.end)
    published = report.published.value if report.published else "publication date unknown"
    lines = [
        headed(report.key or report.url or report.id, screen),
        *_title(report.title, [report.outlet, published, report.url if report.key else None], screen),
        *passage_lines(passage, own, screen, marks=not colour),
        *fact_lines(fact, names, times, screen),
        Text(),
    ]
    return drawn(screen, lines) + page(known(shown, fact, names, times), width=width, colour=colour)


def passage_lines(passage: Span, found: Iterable[Span], screen: Console, *, marks: bool) -> Iterator[Text]:
    """The passage, with the words that were found."""
    margin = margin_of(screen.width)
    width = max(20, screen.width - margin - len(FACT))
    yield from beside([], wrapped(list(_marked(passage, found, marks=marks)), width, screen), margin)


def fact_lines(
    fact: Fact, names: Mapping[str, str], times: Mapping[str, str | None], screen: Console
) -> Iterator[Text]:
    """A fact beneath its passage, with its source in the margin."""
    margin = margin_of(screen.width)
    width = max(20, screen.width - margin - len(FACT))
    source, mark, words = _told(fact, names, times)
    hung = wrapped([(f"{mark} ", "detail"), *words], width, screen, hanging=2)
    style = "detail" if source == NOBODY else "source"
    yield from beside(margined(source, style, margin, screen), hung, margin, first=FACT)


def around(report: Report, fact: Fact) -> Span:
    """The block of a report that a fact begins in."""
    start = min(span.start for span in words_of(fact))
    for block in report.blocks:
        if block.span.start <= start < block.span.end:
            return block.span
    return words_of(fact)[0]


def known(
    shown: Shown, fact: Fact, names: Mapping[str, str], times: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """What is known of a fact, as names and words: its own fields, then its history on the record."""
    for field in fact.__dataclass_fields__:
        value = getattr(fact, field)
        if value is None or value == () or field == "confidence":
            continue
        yield field.replace("_", " "), _value(field, value, names, times)
    yield "confidence", f"{fact.confidence:g}"
    yield "report", f"{shown.seen.report} · {shown.seen.sighting}"
    yield "found first", str(shown.fact_first_seen)
    yield "seen", f"first {shown.seen.first_seen}, last {shown.seen.last_seen}"
    yield from history(shown)


def _title(title: str | None, about: Iterable[str | None], screen: Console) -> Iterator[Text]:
    if title:
        yield from wrapped([(title, "title")], screen.width, screen)
    yield from wrapped([(" · ".join(part for part in about if part), "detail")], screen.width, screen)
    yield Text()


def _marked(passage: Span, found: Iterable[Span], *, marks: bool) -> Iterator[Piece]:
    """The passage's words, cut where a mark begins or ends; marks that overlap are one."""
    words, at = passage.exact.rstrip(), passage.start
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if span.end <= at:
            continue
        start = max(at, span.start)
        yield words[at - passage.start : start - passage.start], "plain"
        exact = words[start - passage.start : span.end - passage.start]
        yield (f"{OPEN}{exact}{CLOSE}" if marks else exact), "found"
        at = span.end
    yield words[at - passage.start :], "plain"


def _told(fact: Fact, names: Mapping[str, str], times: Mapping[str, str | None]) -> tuple[str, str, tuple[Piece, ...]]:
    """The source in the margin, the mark of the kind, and the fact in words."""
    if isinstance(fact, Statement):
        return statement_source(fact, names), "“", tuple(statement_words(fact, names, times))
    if isinstance(fact, Figure):
        source = names.get(fact.source, "") if fact.source else ""
        return source, "#", tuple(figure_words(fact, names, {}))
    return "", "!", tuple(event_words(fact, names))


def _value(field: str, value: object, names: Mapping[str, str], times: Mapping[str, str | None]) -> str:
    """A field in words: spans with their places, references by name."""
    if isinstance(value, tuple):
        return "; ".join(_value(field, each, names, times) for each in value)
    if isinstance(value, Span):
        return f"“{value.exact}” ({value.start}–{value.end})"
    if field in ("speaker", "speakers", "via", "place", "by", "source") and isinstance(value, str):
        return names.get(value, value)
    if field == "time" and isinstance(value, str):
        return times.get(value) or value
    if field == "participants":
        role, span, entity = (getattr(value, name) for name in ("role", "span", "entity"))
        return f"{role} {names.get(entity) or span.exact}"
    if field == "as_of":
        return f"{getattr(value, 'value', '')} ({getattr(value, 'basis', '')})"
    return str(value)
