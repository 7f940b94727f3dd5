"""Reports side by side for people: `reports, lines, relations, utterances → a page`, each report under a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from onrecord.cli.printable import printable
from onrecord.cli.relations_page import LONGEST
from onrecord.cli.series_page import amount
from onrecord.cli.terminal import FACT, beside, blank, drawn, headed, margin_of, margined, wrapped
from onrecord.model.relation import Relation, Side, Utterance
from onrecord.model.series import Line, Point
from onrecord.model.shown import Seen
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import GAP
from onrecord.relate.charts import source_name, title

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Labels = Mapping[str, str]


def compare_page(
    reports: Sequence[Seen],
    lines: Sequence[Line],
    relations: Sequence[Relation],
    utterances: Sequence[Utterance],
    *,
    width: int,
    colour: bool,
) -> str:
    """The comparison as a page of at most `width` columns."""
    screen = blank(width=width, colour=colour)
    labels = {each.sighting: letter(index) for index, each in enumerate(reports)}
    page = [*_reports(reports, labels, screen), *_figures(lines, labels, screen)]
    page += _relations([one for one in relations if one.kind != "repeats"], labels, screen)
    page += _utterances(utterances, labels, screen)
    return drawn(screen, [*page, Text()])


def letter(index: int) -> str:
    """A … Z, AA, AB …"""
    before, own = divmod(index, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[own]


def _reports(reports: Sequence[Seen], labels: Labels, screen: Console) -> Iterator[Text]:
    yield headed("reports", screen)
    for each in reports:
        parts = (each.published or "day unknown", each.outlet, each.key or each.url or each.report)
        yield from _row(labels[each.sighting], " · ".join(part for part in parts if part), screen)


def _figures(lines: Sequence[Line], labels: Labels, screen: Console) -> Iterator[Text]:
    """Under each thing that is counted: who gives which number, by report."""
    by_thing: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_thing[title(replace(line.subject, incident=None))].append(line)
    for thing, several in by_thing.items():
        yield Text()
        yield headed(thing, screen)
        for line in several:
            for point in line.points:
                yield from _row(_letters(point, labels), _told(line, point.telling, point), screen)
            for one in line.undated:
                yield from _row(labels[one.sighting], _told(line, one), screen)


def _told(line: Line, one: Telling, point: Point | None = None) -> str:
    marks = [mark.kind for mark in point.marks] if point else []
    beside_it = [f"beside {', '.join(amount(each) for each in point.beside)}"] if point and point.beside else []
    parts = (amount(one), source_name(line), one.day or "day unknown", *marks, *beside_it, f"“{one.span.exact}”")
    return " · ".join(parts)


def _letters(point: Point, labels: Labels) -> str:
    """A, B=C: told by A and B, and copied by C."""
    told = ", ".join(dict.fromkeys(labels[one.sighting] for one in (point.telling, *point.also)))
    copies = "".join(f"={labels[one.sighting]}" for one in point.copies)
    return f"{told}{copies}"


def _relations(relations: Sequence[Relation], labels: Labels, screen: Console) -> Iterator[Text]:
    if relations:
        yield Text()
        yield headed("how they stand to each other", screen)
    for one in relations:
        why = f"{one.rule}{''.join(f' “{each.span.exact}”' for each in one.evidence)}"
        yield from _row(one.kind, f"{_side(one.one, labels)} → {_side(one.other, labels)} · {why}", screen)


def _side(side: Side, labels: Labels) -> str:
    words = " ".join(GAP.join(span.exact for span in side.spans).split())
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return f"{labels[side.sighting]}{f' {side.source}' if side.source else ''} “{short}”"


def _utterances(utterances: Sequence[Utterance], labels: Labels, screen: Console) -> Iterator[Text]:
    if utterances:
        yield Text()
        yield headed("quoted in several", screen)
    for one in utterances:
        whole = ", ".join(dict.fromkeys(labels[side.sighting] for side in one.appearances))
        part = ", ".join(dict.fromkeys(labels[side.sighting] for side in one.trimmed))
        words = GAP.join(span.exact for span in one.appearances[0].spans)
        said = f"“{words}” {one.speaker or 'speaker unknown'}{f' · in part in {part}' if part else ''}"
        yield from _row(whole, said, screen)


def _row(left: str, right: str, screen: Console) -> Iterator[Text]:
    margin = margin_of(screen.width)
    width = max(20, screen.width - margin - len(FACT))
    words = wrapped([(printable(right), "plain")], width, screen, hanging=2)
    shown = margined(left, "source", margin, screen)
    yield from beside(shown, words, margin, first=FACT)
