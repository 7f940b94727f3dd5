"""Somebody: all that he said, over time, what he denied, and what others say of him."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response
from litestar.params import FromQuery, QueryParameter

from onrecord.serve.answers import Asking, Page, answer, form_of, room_of
from onrecord.serve.asked import After, Days, Limit, query
from onrecord.serve.pages.listed import listed
from onrecord.serve.pages.search import COLUMNS, COUNTED, grouped, row

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
    asked = query(**sides[side], published=published)
    hits = list(record.search(asked.query, limit=limit, after=after))
    cursor = hits[-1].cursor if len(hits) == limit else None  # what comes after may be nothing
    values = {}
    if form_of(request.url.path)[1] == "html":
        counts = {
            each: record.facets(query(**filters, published=published).query, most=COUNTED if each == side else FEW)
            for each, filters in sides.items()
        }
        every = counts[side] if published is None else record.facets(query(**sides[side]).query, most=COUNTED)
        years = sorted(every.counts["published"])
        outlets = counts[side].counts["outlet"][:5]
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
