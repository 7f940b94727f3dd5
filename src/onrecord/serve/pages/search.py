"""Search: facts in their passages, with what they divide into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.params import FromQuery

from onrecord.export import tables
from onrecord.model import Figure, Span, Statement
from onrecord.model.change import FactKind
from onrecord.model.facets import Facets
from onrecord.model.phrases import NOBODY, Piece, event_words, figure_words, statement_source, statement_words
from onrecord.model.query import Hit, Query
from onrecord.model.vocabulary import Form, Outcome, Polarity
from onrecord.serve.answers import Asking, Page, answer, form_of, room_of
from onrecord.serve.asked import About, After, Days, Limit, Newest, Outlet, Place, Sure, Who, Words, query
from onrecord.serve.known import Known
from onrecord.serve.pages.listed import listed

COLUMNS = (*tables.COLUMNS, "sighting", "passage", "score", "newer", "judged")
FACETS = (
    ("who", "Source"),
    ("outcome", "Outcome"),
    ("polarity", "Said or denied"),
    ("form", "Form"),
    ("outlet", "Outlet"),
    ("published", "Year"),
)
LISTED = 8  # values of a facet
COUNTED = 300  # facts over which facets are counted


@listed("/search", summary="Search for facts")
def search(
    request: Asking,
    words: Words = None,
    who: Who = None,
    about: About = None,
    place: Place = None,
    outlet: Outlet = None,
    kind: FromQuery[FactKind | None] = None,
    outcome: FromQuery[Outcome | None] = None,
    form: FromQuery[Form | None] = None,
    polarity: FromQuery[Polarity | None] = None,
    confidence: Sure = None,
    said: Days = None,
    published: Days = None,
    newest: Newest = None,
    limit: Limit = 20,
    after: After = None,
) -> Response[bytes]:
    """Statements, figures and events by words and by what is known of them, each in its passage."""
    asked = query(
        words=words,
        who=who,
        about=about,
        place=place,
        outlet=outlet,
        kind=kind,
        outcome=outcome,
        form=form,
        polarity=polarity,
        confidence=confidence,
        said=said,
        published=published,
        newest=newest or None,
    )
    hits, facets = found(request, asked.query, limit, after)
    cursor = hits[-1].cursor if len(hits) == limit else None  # what comes after may be nothing
    values: dict[str, Any] = {}
    if facets is not None:
        empty = [] if hits or after else unmatched(request, asked.filters)
        values = {"groups": grouped(hits), "facets": told(facets, asked.filters), "found": facets, "empty": empty}
    filters = {**asked.filters, "limit": limit if limit != 20 else None}
    page = Page(
        template="search.html",
        title=words or "Search",
        values={"filters": asked.filters, **values},
        rows=hits,
        columns=COLUMNS,
        cells=[row(hit) for hit in hits],
        next=cursor,
        asked=filters,
    )
    return answer(request, page)


def found(request: Asking, asked: Query, limit: int, after: str | None) -> tuple[list[Hit], Facets | None]:
    """Hits, and for a page of HTML how what is found divides; for those that come later as it was a moment ago."""
    record = room_of(request).record
    if form_of(request.url.path)[1] != "html":
        return list(record.search(asked, limit=limit, after=after)), None
    known: Known = request.app.state.counted
    if after is None:
        hits, facets = record.store.first(asked, limit, COUNTED)
        known.keep((asked, COUNTED), facets)
        return hits, facets
    facets = known.of((asked, COUNTED), lambda: record.facets(asked, most=COUNTED))
    return list(record.search(asked, limit=limit, after=after)), facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact under its passage."""

    hit: Hit
    source: str | None
    sign: str
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage with the words that were found, and the facts in it."""

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    hit: Hit


def grouped(hits: Sequence[Hit]) -> list[list[Passage]]:
    """Hits of one report that follow each other, as passages."""
    groups: list[list[list[Hit]]] = []
    for hit in hits:
        last = groups[-1][-1][-1] if groups else None
        if last is None or last.sighting != hit.sighting:
            groups.append([[hit]])
        elif last.passage != hit.passage:
            groups[-1].append([hit])
        else:
            groups[-1][-1].append(hit)
    return [[_passage(same) for same in group] for group in groups]


def _passage(hits: Sequence[Hit]) -> Passage:
    found = sorted({(span.start, span.end) for hit in hits for span in hit.found})
    return Passage(pieces=tuple(_pieces(hits[0].passage, found)), lines=tuple(line(hit) for hit in hits), hit=hits[0])


def _pieces(passage: Span, found: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = passage.start
    for start, end in found:
        if end <= at:
            continue
        start = max(at, start)
        yield passage.exact[at - passage.start : start - passage.start], "plain"
        yield passage.exact[start - passage.start : end - passage.start], "found"
        at = end
    yield passage.exact[at - passage.start :].rstrip(), "plain"


def line(hit: Hit) -> Line:
    """A hit in a line of words."""
    fact = hit.fact
    if isinstance(fact, Statement):
        source = statement_source(fact, hit.names)
        words = tuple(statement_words(fact, hit.names, hit.times))
        return Line(hit=hit, source=None if source == NOBODY else source, sign="“", words=words)
    if isinstance(fact, Figure):
        name = hit.names.get(fact.source) if fact.source else None
        return Line(hit=hit, source=name, sign="#", words=tuple(figure_words(fact, hit.names, {})))
    return Line(hit=hit, source=None, sign="!", words=tuple(event_words(fact, hit.names)))


def row(hit: Hit) -> list[str]:
    """A hit as cells under COLUMNS."""
    about = {name: getattr(hit, name) for name in ("key", "report", "url", "outlet", "title", "published")}
    score = "" if hit.score is None else f"{hit.score:.3g}"
    judged = "; ".join(f"{one.verdict} by {one.by}, {one.at[:10]}" for one in hit.judged)
    more = (hit.sighting, tables.neutral(hit.passage.exact.rstrip()), score, hit.newer or "", tables.neutral(judged))
    return tables.row(about, hit.fact, hit.names, hit.times, more=more)


def told(facets: Facets, filters: Any) -> list[tuple[str, str, list[tuple[str, int]], str | None]]:
    """The facets that a page shows: name, heading, values, and the one that is chosen."""
    shown = []
    for name, heading in FACETS:
        values, chosen = facets.counts[name][:LISTED], filters.get(name)
        if chosen or len(values) > 1:
            shown.append((name, heading, [] if chosen else list(values), chosen))
    return shown


def unmatched(request: Asking, filters: Any) -> list[str]:
    """The names asked for that no fact on the record has."""
    record = room_of(request).record
    names = ("who", "about", "place", "outlet")
    given = {name: filters[name] for name in names if name in filters}
    return [f"{name} {value}" for name, value in given.items() if not list(record.search(limit=1, **{name: value}))]
