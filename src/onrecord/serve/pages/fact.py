"""A fact with everything that is known of it, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from onrecord.export import tables
from onrecord.export.marks import CHOICES, WORDS
from onrecord.model import Figure, Judgement, Labelled, Report, Span, Statement
from onrecord.model.change import FactKind
from onrecord.model.phrases import facts_of, words_of
from onrecord.model.query import Fact
from onrecord.model.shown import Shown
from onrecord.record.judging import marks_left
from onrecord.serve.answers import FORMS, Asking, Page, answer
from onrecord.serve.notes import Note, notes
from onrecord.serve.pages.errors import MissingError
from onrecord.serve.pages.report import of, place_of, said_of
from onrecord.serve.sources import sources

NAMES = frozenset({"speaker", "speakers", "via", "place", "by", "source"})


@get("/fact/{what:str}", sync_to_thread=True, summary="A fact, with all that is known of it")
def fact(request: Asking, what: FromPath[str]) -> Response[bytes]:
    """A fact by its id: its words, its fields, where it was seen, what versions and people said of it."""
    name = next((what.removesuffix(ending) for ending in FORMS if what.endswith(ending)), what)
    shown = of(request, name)
    found = next((one for one in facts_of(shown.report) if one.id == shown.fact), None)
    if found is None:
        raise MissingError(f"{name[:80]}: is not the id of a fact on the record")
    page = Page(
        template="fact.html",
        title=" … ".join(span.exact for span in words_of(found))[:80],
        values=values_of(shown, found),
        rows=[_whole(shown, found)],
        columns=tables.COLUMNS,
        cells=[cells for cells in tables.rows(shown.report) if cells[tables.COLUMNS.index("id")] == found.id],
    )
    return answer(request, page)


def values_of(shown: Shown, found: Fact) -> dict[str, Any]:
    """What the page, and the part of it that another page loads, shows of a fact."""
    report = shown.report
    left = marks_left(report, found.id, shown.judgements)
    kind: FactKind = "statement" if isinstance(found, Statement) else "figure" if isinstance(found, Figure) else "event"
    return {
        "shown": shown,
        "report": report,
        "fact": found,
        "note": note_of(shown, found),
        "around": around(report, found),
        "known": list(known(report, found)),
        "place": place_of(shown),
        "marks": left,
        "moved": moved(report, found, shown.judgements),
        "spans": words_of(found),
        "corrects": (*CHOICES[kind], *WORDS[kind]),
        "allowed": sorted({value for values in CHOICES[kind].values() for value in values}),
    }


def moved(report: Report, found: Fact, judgements: Iterable[Judgement]) -> Mapping[str, list[Labelled]]:
    """For each correction the words that the machine did not mark so."""
    own = set(marks_left(report, found.id, ()))
    return {one.id: [each for each in one.spans if each not in own] for one in judgements if one.verdict == "corrected"}


def note_of(shown: Shown, found: Fact) -> Note | None:
    """The fact in a line of words; None for an event that says no more than a statement."""
    beside = notes(shown.report, sources(shown.report), said_of(shown.judgements))
    return next((note for noted in beside for note in noted.notes if note.fact == found.id), None)


def around(report: Report, found: Fact, most: int = 600) -> tuple[str, str, str]:
    """The words before a fact's first words in their block, these words, and those after them."""
    first = words_of(found)[0]
    block = next((one.span for one in report.blocks if one.span.start <= first.start < one.span.end), first)
    start, end = max(block.start, first.start - most), min(max(block.end, first.end), first.end + most)
    before, after = report.text[start : first.start], report.text[first.end : end]
    return ("…" if start > block.start else "") + before, first.exact, after + ("…" if end < block.end else "")


def known(report: Report, found: Fact) -> Iterator[tuple[str, str]]:
    """The fields of a fact, as names and words."""
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time.value for time in report.times}
    for each in fields(found):
        value = getattr(found, each.name)
        if value is None or value == () or each.name in ("id", "confidence"):
            continue
        if isinstance(found, Statement) or each.name not in ("statement", "part_of", "same_as", "parent"):
            yield each.name.replace("_", " "), _told(each.name, value, names, times)
        else:
            yield each.name.replace("_", " "), str(value)
    yield "confidence", f"{found.confidence:g}"


def _told(field: str, value: Any, names: Mapping[str, str], times: Mapping[str, str | None]) -> str:
    if isinstance(value, tuple):
        return "; ".join(_told(field, each, names, times) for each in value)
    if isinstance(value, Span):
        return f"“{value.exact}” ({value.start}–{value.end})"
    if field in NAMES and isinstance(value, str):
        return names.get(value, value)
    if field == "time" and isinstance(value, str):
        return times.get(value) or value
    if field == "participants":
        return f"{value.role} {names.get(value.entity or '') or value.span.exact}"
    if field == "as_of":
        return f"{value.value} ({value.basis})"
    return str(value)


def _whole(shown: Shown, found: Fact) -> dict[str, object]:
    names = {entity.id: entity.name for entity in shown.report.entities}
    times = {time.id: time.value for time in shown.report.times}
    told: dict[str, object] = {"seen": shown.seen, "fact": found, "names": names, "times": times}
    told |= {"fact_first_seen": shown.fact_first_seen, "readings": shown.readings, "revisions": shown.revisions}
    return told | {"judgements": shown.judgements, "others": shown.others, "newer": shown.newer}
