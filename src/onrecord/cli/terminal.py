"""A report for people: its text, with the facts beneath each block and their sources in the margin.

What goes in: a report, a width in columns, whether to use colours. What comes out: lines of text. Everything
that comes from the report is made safe to show first, so that no report moves a cursor or hides a line.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from onrecord.cli.printable import plural, printable, printable_lines
from onrecord.model import Report, Span, Timex
from onrecord.model.phrases import (
    NOBODY,
    Piece,
    event_words,
    figure_words,
    statement_source,
    statement_words,
    times_words,
)
from onrecord.model.told import told_events

STYLES = {
    "source": "cyan",
    "cue": "yellow",
    "content": "green",
    "number": "bold magenta",
    "time": "blue",
    "event": "red",
    "detail": "dim",
    "warning": "yellow",
    "title": "bold",
    "found": "bold underline",
    "plain": "",
}
LAYERS = ("plain", "content", "source", "cue", "time", "number", "event")  # a later one is painted over an earlier one
NARROWEST, WIDEST = 12, 26  # columns of the margin
RULE, FACT = " │ ", " ├ "  # beside the text, and where a fact begins


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """A fact beneath a block: where it begins, whose it is, its mark and its words."""

    start: int
    source: str
    mark: str
    words: tuple[Piece, ...]


def rendered(report: Report, *, width: int, colour: bool, judged: Mapping[str, str] | None = None) -> str:
    """The report as lines of at most `width` columns; `judged` is what people said of its facts, by fact."""
    screen = blank(width=width, colour=colour)
    margin = margin_of(width)
    body = _body(report, screen, margin, judged or {})
    return drawn(screen, [*_heading(report, screen), *body, *_foot(report, screen)])


def blank(*, width: int, colour: bool) -> Console:
    """A page to draw on."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
    )


def margin_of(width: int) -> int:
    """How many columns the margin of a page has."""
    return max(NARROWEST, min(WIDEST, width // 4))


def drawn(screen: Console, lines: Iterable[Text]) -> str:
    """The lines on the page."""
    for line in lines:
        line.rstrip()
        screen.print(line, no_wrap=True, overflow="ignore", crop=False, highlight=False, soft_wrap=True)
    page = screen.file
    return page.getvalue() if isinstance(page, io.StringIO) else ""


def headed(name: str, screen: Console) -> Text:
    """── name ─────────"""
    line = Text("── ", style=STYLES["detail"])
    line.append(f"{printable(name)} ", style="not dim")
    line.truncate(screen.width, overflow="ellipsis")
    line.append("─" * max(0, screen.width - line.cell_len), style=STYLES["detail"])
    return line


def _heading(report: Report, screen: Console) -> Iterator[Text]:
    yield headed(report.key or report.url or report.id, screen)
    if report.title and all(block.kind != "title" for block in report.blocks):
        yield from wrapped([(report.title, "title")], screen.width, screen)
    published = report.published
    about = [
        report.outlet,
        f"by {', '.join(report.bylines)}" if report.bylines else None,
        f"published {published.value} ({published.basis})" if published else "publication date unknown",
        f"at {report.dateline.value}" if report.dateline else None,
        report.url if report.key else None,
    ]
    yield from wrapped([(" · ".join(part for part in about if part), "detail")], screen.width, screen)
    yield Text()


def _body(report: Report, screen: Console, margin: int, judged: Mapping[str, str]) -> Iterator[Text]:
    width = max(20, screen.width - margin - len(RULE))
    notes = _by_block(report, _notes(report, judged))
    paint = sorted(_paint(report), key=lambda stroke: stroke[0].start)
    at = 0
    for index, block in enumerate(report.blocks):
        label = "" if block.kind == "paragraph" else block.kind.replace("_", " ")
        if block.repeats is not None:
            label = f"{label} repeats block {block.repeats + 1}".strip()
        strokes = []
        while at < len(paint) and paint[at][0].start < block.span.end:
            strokes.append(paint[at])
            at += 1
        pieces = list(_painted(report.text, block.span, strokes))
        yield from beside(margined(label, "detail", margin, screen), wrapped(pieces, width, screen), margin)
        for note in notes[index]:
            words = [(f"{note.mark} ", "detail"), *note.words]
            hung = wrapped(words, width, screen, hanging=2)
            style = "detail" if note.source == NOBODY else "source"
            yield from beside(margined(note.source, style, margin, screen), hung, margin, first=FACT)
        yield from beside([], [Text()], margin) if index + 1 < len(report.blocks) else [Text()]


def _notes(report: Report, judged: Mapping[str, str]) -> Iterator[_Note]:
    def said(fact: str) -> tuple[Piece, ...]:
        return ((f" · {judged[fact]}", "warning"),) if fact in judged else ()

    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    for statement in report.statements:
        words = (*statement_words(statement, names, times), *said(statement.id))
        source = statement_source(statement, names)
        start = statement.content[0].start if statement.content else 0
        yield _Note(start=start, source=source, mark="“", words=words)
    figures = {figure.id: figure for figure in report.figures}
    for figure in report.figures:
        source = names.get(figure.source, "") if figure.source else ""
        words = (*figure_words(figure, names, figures), *said(figure.id))
        yield _Note(start=figure.span.start, source=source, mark="#", words=words)
    for event in told_events(report):
        words = (*event_words(event, names), *said(event.id))
        yield _Note(start=event.span.start, source="", mark="!", words=words)


def _by_block(report: Report, notes: Iterable[_Note]) -> list[list[_Note]]:
    """The notes of each block in the order of the text, and last what its words for time mean."""
    starts = [block.span.start for block in report.blocks]
    places: list[list[_Note]] = [[] for _ in starts]
    for note in sorted(notes, key=lambda note: note.start):
        if starts:
            places[max(0, bisect_right(starts, note.start) - 1)].append(note)
    told: list[list[Timex]] = [[] for _ in starts]
    for time in report.times:
        if starts and time.value and time.value != time.span.exact:
            told[max(0, bisect_right(starts, time.span.start) - 1)].append(time)
    for block, notes_of_it, times in zip(report.blocks, places, told, strict=True):
        if times and block.kind != "header":
            words = tuple(times_words(times))
            notes_of_it.append(_Note(start=times[0].span.start, source="", mark="@", words=words))
    return places


def _paint(report: Report) -> Iterator[tuple[Span, str]]:
    for statement in report.statements:
        yield from ((span, "content") for span in statement.content)
        if statement.source:
            yield statement.source, "source"
        if statement.cue:
            yield statement.cue, "cue"
    yield from ((figure.number, "number") for figure in report.figures)
    yield from ((time.span, "time") for time in report.times)
    yield from ((event.span, "event") for event in told_events(report))


def _painted(text: str, block: Span, strokes: list[tuple[Span, str]]) -> Iterator[Piece]:
    """The block's words cut where a style begins or ends; where several cover a word, the uppermost layer shows."""
    changes: list[tuple[int, int, int]] = []
    for span, style in strokes:
        start, end = max(span.start, block.start), min(span.end, block.end)
        if start < end:
            changes += [(start, LAYERS.index(style), 1), (end, LAYERS.index(style), -1)]
    covering = [0] * len(LAYERS)
    covering[0] = 1
    at = block.start
    for place, layer, change in sorted(changes):
        if place > at:
            yield text[at:place], LAYERS[max(index for index, count in enumerate(covering) if count)]
            at = place
        covering[layer] += change
    yield text[at : block.end], "plain"


def margined(words: str, style: str, width: int, screen: Console) -> list[Text]:
    lines = wrapped([(words, style)], width, screen) if words else []
    for line in lines:
        line.rstrip()
    return lines


def wrapped(pieces: Iterable[Piece], width: int, screen: Console, hanging: int = 0) -> list[Text]:
    """Pieces as lines of at most `width` columns, safe to show; all but the first begin `hanging` columns in."""
    whole = Text()
    for words, style in pieces:
        shown = printable_lines(words) if not hanging else printable(" ".join(words.split("\n")))
        whole.append(shown.replace("\t", "    "), style=STYLES[style])
    lines = list(whole.wrap(screen, width - hanging))
    for line in lines[1:] if hanging else []:
        line.pad_left(hanging)
    return lines


def beside(left: list[Text], right: list[Text], margin: int, first: str = RULE) -> Iterator[Text]:
    """The margin to the left of the rule, right-aligned, and the words to its right."""
    for number, (one, other) in enumerate(zip_longest(left, right)):
        line = Text(" " * (margin - (one.cell_len if one else 0)))
        if one:
            line.append_text(one)
        line.append(RULE if number else first, style=STYLES["detail"])
        if other:
            line.append_text(other)
        yield line


def _foot(report: Report, screen: Console) -> Iterator[Text]:
    for warning in report.warnings:
        yield from wrapped([(f"warning: {warning}", "warning")], screen.width, screen)
    sources = {speaker for statement in report.statements for speaker in statement.speakers}
    parts = [
        plural(len(report.statements), "statement"),
        f"by {plural(len(sources), 'source')}" if sources else None,
        plural(len(report.figures), "figure"),
        plural(len(report.times), "time"),
        plural(len(report.events), "event") if report.events else None,
    ]
    yield from wrapped([(" · ".join(part for part in parts if part), "title")], screen.width, screen)
    yield Text()
