"""Reports side by side: who gives which figure, what differs, what several quote."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from litestar import Response
from litestar.params import QueryParameter

from onrecord import codec
from onrecord.errors import InputError
from onrecord.export import tables
from onrecord.export.series import COLUMNS, line_json, rows
from onrecord.model.phrases import amount
from onrecord.model.series import Line
from onrecord.model.telling import Telling
from onrecord.record import Record
from onrecord.relate.charts import source_name, title
from onrecord.serve.answers import Asking, Page, answer, room_of
from onrecord.serve.figures import Compared, compared
from onrecord.serve.pages.listed import listed
from onrecord.serve.pages.report import of

MOST = 12  # reports side by side
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Names = Annotated[str | None, QueryParameter(description="Ids of reports, with commas between them.")]
With = Annotated[str | None, QueryParameter(description="A report: it is compared with others of its incident.")]


@listed("/compare", summary="Reports side by side")
def compare(request: Asking, reports: Names = None, incident: With = None) -> Response[bytes]:
    """Reports on one incident side by side: those that are named, or those that a report is grouped with."""
    named = [of(request, name).seen.sighting for name in (reports or "").replace(",", " ").split()]
    if incident is not None:
        named += together(room_of(request).record, of(request, incident).seen.sighting)
    named = list(dict.fromkeys(named))
    if len(named) > MOST and reports is not None:
        raise InputError(f"reports: {len(named)} are named; name at most {MOST}")
    found = compared(room_of(request).record, named[:MOST])
    letters = {each.sighting: LETTERS[index] for index, each in enumerate(found.reports)}
    related = [one for one in found.relations if one.kind != "repeats"]
    page = Page(
        template="compare.html",
        title="Side by side",
        values={
            "found": found,
            "letters": letters,
            "things": things(found, letters),
            "related": related,
            "more": None,
            "grouped": named[0] if incident is not None and len(named) > 1 else None,
            "left_out": max(0, len(named) - MOST),
            "asked_for": reports or "",
        },
        rows=[whole(found)] if found.reports else [],
        columns=COLUMNS,
        cells=[[tables.neutral(cell) for cell in row] for line in found.lines for row in rows(line)],
        asked={"reports": reports, "incident": incident},
    )
    return answer(request, page)


def things(found: Compared, letters: Mapping[str, str]) -> list[tuple[str, list[tuple[str, list[list[Any]]]]]]:
    """For each thing that is counted: its sources, and for each of those what each report says."""
    by_thing: dict[str, list[Line]] = defaultdict(list)
    for line in found.lines:
        by_thing[title(replace(line.subject, incident=None))].append(line)
    return [
        (thing, [(source_name(line), _row(line, list(letters))) for line in lines]) for thing, lines in by_thing.items()
    ]


def _row(line: Line, sightings: Sequence[str]) -> list[list[Any]]:
    """In each report's column its numbers: the fact, the number, the day, marks, and whether it is a copy."""
    cells: dict[str, list[Any]] = {name: [] for name in sightings}

    def put(one: Telling, *marks: str) -> None:
        if one.sighting in cells:
            cells[one.sighting].append({"fact": one.fact, "amount": amount(one), "day": one.day, "marks": marks})

    for point in line.points:
        put(point.telling, *(mark.kind for mark in point.marks))
        for other in point.also:
            put(other)
        for copy in point.copies:
            put(copy, "wire copy")
        for other in point.beside:
            put(other, "beside")
    for one in line.undated:
        put(one)
    return [cells[name] for name in sightings]


def together(record: Record, sighting: str) -> list[str]:
    """The reports that tell of one incident with this one, itself first."""
    own = next(iter(record.store.groups([sighting])), None)
    others = record.store.members("incident", own.incident) if own else []
    return [sighting, *(name for name in others if name != sighting)]


def whole(found: Compared) -> dict[str, Any]:
    """All of it, as JSON has it."""
    return {
        "reports": found.reports,
        "figures": [line_json(line) | {"incident": None} for line in found.lines],
        "utterances": [json.loads(codec.line_of(each)) for each in found.utterances],
        "relations": [json.loads(codec.line_of(each)) for each in found.relations],
    }
