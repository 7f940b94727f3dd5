"""How a report or fact came to be what it is, for people: `shown → rows of a name and words`, or a page of them.

Where it was seen, by what it was read, what that changed, what people said of it, and what a newer version has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from onrecord.cli.terminal import FACT, beside, blank, drawn, margin_of, margined, wrapped
from onrecord.model import Judgement, Span
from onrecord.model.change import FieldChange
from onrecord.model.judgement import in_force
from onrecord.model.phrases import facts_of, words_of
from onrecord.model.query import Judged
from onrecord.model.shown import Newer, Seen, Shown
from onrecord.model.vocabulary import GAP

LONGEST = 100  # characters of a fact's words in a line
HEADS = frozenset({"content", "figure", "trigger"})  # labels of the spans that are a fact's own words


def history(shown: Shown) -> Iterator[tuple[str, str]]:
    """Newer versions first, then readings, what they changed, what people said of it, and where else it was seen."""
    words = {fact.id: _quoted(words_of(fact)) for fact in facts_of(shown.report)}
    if shown.newer is not None:
        yield "newer", newer_words(shown.newer)
    for read in shown.readings:
        yield "read", f"{read.read_at} by {read.engine}{'' if read.current else ', no longer current'}"
    for revision in shown.revisions:
        fields = f" ({', '.join(revision.fields)})" if revision.fields else ""
        by = f"{revision.from_engine} to {revision.to_engine}"
        known = f"{words[revision.fact]} · " if revision.fact in words else ""
        yield revision.change, f"{known}{revision.fact}{fields} · {revision.at} · {by}"
    for judgement in shown.judgements:
        yield "judged", _judged(judgement, words)
    for other in shown.others:
        yield "seen also", _seen_also(other, shown.seen)


def history_page(shown: Shown, *, width: int, colour: bool) -> str:
    """The history of a report on the record."""
    rows = [
        ("report", f"{shown.seen.report} · {shown.seen.sighting}"),
        ("seen", f"first {shown.seen.first_seen}, last {shown.seen.last_seen}"),
    ]
    return page((*rows, *history(shown)), width=width, colour=colour)


def page(rows: Iterable[tuple[str, str]], *, width: int, colour: bool) -> str:
    """Rows of a name in the margin and words beside it."""
    screen = blank(width=width, colour=colour)
    margin = margin_of(width)
    lines: list[Text] = []
    for name, value in rows:
        words = wrapped([(value, "plain")], max(20, width - margin - len(FACT)), screen)
        lines += beside(margined(name, "detail", margin, screen), words, margin)
    return drawn(screen, [*lines, Text()])


def newer_words(newer: Newer) -> str:
    """That a newer version is there, and what became of a fact in it."""
    seen, standing = newer.seen, newer.standing
    dates = [("published", seen.published), ("modified", seen.modified), ("retrieved", seen.retrieved)]
    told = [f"{seen.sighting} is a newer version of the report"]
    told += [f"{name} {date}" for name, date in dates if date]
    told.append(f"first seen {seen.first_seen}")
    if standing is not None and standing.became == "changed":
        told.append(f"this has changed there ({standing.fact}): {'; '.join(map(field_words, standing.fields))}")
    elif standing is not None:
        stands = f"this stands there too ({standing.fact})"
        told.append(stands if standing.became == "stands" else "this has vanished there")
    return " · ".join(told)


def field_words(field: FieldChange) -> str:
    """value: 12 → 14"""
    return f"{field.name}: {field.before or 'unknown'} → {field.after or 'unknown'}"


def said_of(judged: Iterable[Judged | Judgement]) -> str:
    """rejected by Ana Ruiz, 2031-06-01; accepted by Bo Lind, 2031-06-02"""
    return "; ".join(f"{one.verdict} by {one.by}, {one.at[:10]}" for one in judged)


def marks_of(shown: Shown) -> Mapping[str, str]:
    """What people said of a report's facts, by fact."""
    several: dict[str, list[Judgement]] = {}
    for one in in_force(shown.judgements):
        if one.fact is not None:
            several.setdefault(one.fact, []).append(one)
    return {fact: said_of(judged) for fact, judged in several.items()}


def _judged(judgement: Judgement, words: Mapping[str, str]) -> str:
    own = tuple(each.span for each in judgement.spans if each.label in HEADS)
    known = words.get(judgement.fact or "") or _quoted(own)
    changed = ", ".join(f"{name} {value or 'unknown'}" for name, value in judgement.values.items())
    said = f"{judgement.verdict} by {judgement.by}, {judgement.at}"
    return " · ".join(part for part in (known, said, changed, judgement.fact or judgement.id) if part)


def _seen_also(other: Seen, own: Seen) -> str:
    where = other.url or other.key or other.report
    same = "the same bytes" if other.report == own.report else None
    parts = (other.age, other.outlet, other.published or "date unknown", where, other.sighting, same)
    return " · ".join(part for part in parts if part)


def _quoted(spans: Iterable[Span]) -> str:
    words = " ".join(GAP.join(span.exact for span in spans).split())
    return f"“{words if len(words) <= LONGEST else f'{words[: LONGEST - 1]}…'}”" if words else ""
