"""A figure through reports: a chart and a table, a line for each source, each point one click from its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import FromQuery, QueryParameter

from onrecord import codec
from onrecord.errors import InputError
from onrecord.export import tables
from onrecord.export.series import COLUMNS, line_json, rows
from onrecord.model.phrases import amount
from onrecord.model.query import Query, is_date
from onrecord.model.series import Kind, Subject
from onrecord.model.vocabulary import Outcome
from onrecord.relate.charts import source_name, title
from onrecord.relate.wanted import Wanted
from onrecord.serve.answers import Asking, Page, answer, form_of, room_of, tagged
from onrecord.serve.asked import Days, Place, query
from onrecord.serve.drawing import address
from onrecord.serve.figures import MOST, Followed, chart, followed
from onrecord.serve.known import Known
from onrecord.serve.pages.listed import listed

Source = Annotated[str | None, QueryParameter(description="According to whom, or which outlet.")]
Counted = Annotated[str | None, QueryParameter(description="Who is counted: children, soldiers; people is anybody.")]
# A parameter of the name "scope" is the framework's own.
Scope = Annotated[Kind | None, QueryParameter(name="scope", description="How it counts: cumulative, incident …")]
Since = Annotated[str | None, QueryParameter(description="From when it counts: 2031-05-02, 2031.")]


@listed("/figures", summary="A figure through reports")
def figures(
    request: Asking,
    outcome: FromQuery[Outcome | None] = None,
    place: Place = None,
    source: Source = None,
    counted: Counted = None,
    counting: Scope = None,
    since: Since = None,
    published: Days = None,
) -> Response[bytes]:
    """The figures of an outcome over time: a line for each source and each thing that is counted."""
    filters: dict[str, Any] = {
        "outcome": outcome,
        "place": place,
        "source": source,
        "counted": counted,
        "scope": counting,
        "since": since,
        "published": published,
    }
    found = Followed(lines=[], whole=True)
    if outcome is not None:
        found = _followed(request, **filters)
    values: dict[str, Any] = {"filters": filters, "lines": found.lines, "whole": found.whole, "most": MOST}
    if form_of(request.url.path)[1] == "html":
        counts = room_of(request).record.facets(Query(kind="figure")).counts["outcome"] if outcome is None else []
        spec = address("/figures.vl.json", filters) if chart(found.lines)["vconcat"] else None
        values |= {"counts": counts, "spec": spec, "amount": amount, "source_name": source_name, "title_of": _title}
    page = Page(
        template="figures.html",
        title="Figures" if outcome is None else " · ".join(str(one) for one in (outcome, place, counted) if one),
        values=values,
        rows=[line_json(line) for line in found.lines],
        columns=COLUMNS,
        cells=[[tables.neutral(cell) for cell in row] for line in found.lines for row in rows(line)],
        asked=filters,
    )
    return answer(request, page)


@get("/figures.vl.json", sync_to_thread=True, summary="A figure through reports, as a Vega-Lite chart")
def spec(
    request: Asking,
    outcome: FromQuery[Outcome],
    place: Place = None,
    source: Source = None,
    counted: Counted = None,
    counting: Scope = None,
    since: Since = None,
    published: Days = None,
) -> Response[bytes]:
    """The chart of the page, with its data inside."""
    filters: dict[str, Any] = {"place": place, "source": source, "counted": counted, "since": since}
    found = _followed(request, outcome=outcome, published=published, scope=counting, **filters)
    return tagged(request, codec.line_of(chart(found.lines)), "application/json")


def _title(subject: Subject) -> str:
    return title(replace(subject, incident=None))


def _followed(request: Asking, *, scope: Kind | None, published: str | None, **filters: Any) -> Followed:
    since = filters["since"]
    if since is not None and not is_date(since):
        raise InputError(f"since: {since[:80]!r} is no day; write 2031-05-02, 2031-05 or 2031")
    query(place=filters["place"], who=filters["source"])  # names that are none are refused
    record = room_of(request).record
    asked = (Wanted(kind=scope, **filters), query(published=published).query)
    known: Known = request.app.state.known
    found: Followed = known.of(asked, lambda: followed(record, *asked, known, request.app.state.told))
    return found
