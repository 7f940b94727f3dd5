"""Somebody: all that he said, over time, what he denied, and what others say of him."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response
from litestar.params import FromQuery, QueryParameter

from onrecord.model.facets import Facets
from onrecord.model.query import Query
from onrecord.serve.answers import Asking, Page, answer, room_of
from onrecord.serve.asked import After, Days, Limit, query
from onrecord.serve.known import Known
from onrecord.serve.pages.listed import listed
from onrecord.serve.pages.search import COLUMNS, COUNTED, found, grouped, row

FEW = 100  # facts up to which those of another side are counted
Side = Literal["said", "denied", "figures", "about"]
SIDES: tuple[tuple[Side, str], ...] = (
    ("said", "Said"),
    ("denied", "Denied"),
    ("figures", "Figures"),
    ("about", "What others say"),
)


@listed("/speaker", summary="Somebody's words")
def speaker(
    request: Asking,
    name: Annotated[str, QueryParameter(min_length=1, description="A name, or whole words of it.")],
    side: FromQuery[Side] = "said",
    published: Days = None,
    limit: Limit = 20,
    after: After = None,
) -> Response[bytes]:
    """All that somebody said, the newest first; or what he denied, his figures, or what others say of him."""
    record = room_of(request).record
    sides = {
        "said": {"who": name, "kind": "statement"},
        "denied": {"who": name, "kind": "statement", "polarity": "denied"},
        "figures": {"who": name, "kind": "figure"},
        "about": {"about": name, "kind": "statement"},
    }
    asked = query(**sides[side], published=published).query
    hits, facets = found(request, asked, limit, after)
    cursor = hits[-1].cursor if len(hits) == limit else None  # what comes after may be nothing
    values = {}
    if facets is not None:
        counts = {
            each: facets if each == side else _count(request, query(**filters, published=published).query)
            for each, filters in sides.items()
        }
        known: Known = request.app.state.counted
        every = query(**sides[side]).query
        whole = facets if published is None else known.of((every, COUNTED), lambda: record.facets(every, most=COUNTED))
        years = sorted(whole.counts["published"])
        outlets = facets.counts["outlet"][:5]
        values = {"groups": grouped(hits), "counts": counts, "years": years, "outlets": outlets}
    page = Page(
        template="speaker.html",
        title=name,
        values={"name": name, "side": side, "sides": SIDES, "published": published, **values},
        rows=hits,
        columns=COLUMNS,
        cells=[row(hit) for hit in hits],
        next=cursor,
        asked={
            "name": name,
            "side": side if side != "said" else None,
            "published": published,
            "limit": limit if limit != 20 else None,
        },
    )
    return answer(request, page)


def _count(request: Asking, asked: Query) -> Facets:
    """How many facts of another side there are, about; as it was a moment ago."""
    known: Known = request.app.state.counted
    counted: Facets = known.of((asked, FEW), lambda: room_of(request).record.store.count(asked, FEW))
    return counted
