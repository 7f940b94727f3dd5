"""Incidents: those that several reports tell of, and one with its reports, its facts and why they are together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from onrecord.export import tables
from onrecord.model.incident import Incident
from onrecord.model.trace import Bonded, Placed, Tie
from onrecord.record import Record
from onrecord.serve.answers import FORMS, Asking, Page, answer, room_of
from onrecord.serve.asked import After, Days, Limit, query
from onrecord.serve.figures import Compared, compared
from onrecord.serve.pages.compare import LETTERS, MOST, things, together, whole
from onrecord.serve.pages.errors import MissingError
from onrecord.serve.pages.listed import listed
from onrecord.serve.pages.report import of

COLUMNS = ("id", "sighting", "title", "reports", "wordings", "outlets", "first", "last")
MEMBERS = ("key", "group", "family", "why", "sighting", "report", "url", "outlet", "title", "published")
LISTED = 100  # reports of one incident that a page lists
BONDS = 60  # of what binds them
EVENTS = 60


@listed("/incidents", summary="Incidents that several reports tell of")
def incidents(request: Asking, published: Days = None, limit: Limit = 50, after: After = None) -> Response[bytes]:
    """Incidents that several reports tell of, that with the newest report first."""
    days = query(published=published).query.published
    found, cursor = room_of(request).record.store.incidents(days, after, limit)
    page = Page(
        template="incidents.html",
        title="Incidents",
        values={"incidents": found, "published": published},
        rows=[_row(one) for one in found],
        columns=COLUMNS,
        cells=[_cells(one) for one in found],
        next=cursor,
        asked={"published": published, "limit": limit if limit != 50 else None},
    )
    return answer(request, page)


@get("/incident/{what:str}", sync_to_thread=True, summary="An incident, with its reports and facts")
def incident(request: Asking, what: FromPath[str]) -> Response[bytes]:
    """An incident by its id, or by a report that tells of it: its reports, their facts, why they are together."""
    name = next((what.removesuffix(ending) for ending in FORMS if what.endswith(ending)), what)
    record = room_of(request).record
    names = record.store.members("incident", name) if name.startswith("i_") else []
    if not names:
        if name.startswith("i_"):
            raise MissingError(f"{name[:80]}: no incident is called so now; name it by one of its reports")
        names = together(record, of(request, name).seen.sighting)
    members = record.store.placed_of(names)
    if not members:
        raise MissingError(f"{name[:80]}: was never held against other reports; `onrecord incidents` does that")
    shown = [one.sighting for one in members[:MOST]]
    found = compared(record, shown)
    ties = record.store.ties_of(names)
    values = {
        "members": members,
        "wordings": len({one.family for one in members}),
        "first": next((one.published for one in members if one.published), None),
        "last": next((one.published for one in reversed(members) if one.published), None),
        "listed": LISTED,
        "ties": ties,
        "standing": standing(ties),
        "because": because,
        **side_by_side(record, found, shown),
    }
    page = Page(
        template="incident.html",
        title=next((one.title for one in members if one.title), None) or members[0].report,
        values=values,
        rows=[_whole(members, record.store.bonded(shown), ties, found)],
        columns=MEMBERS,
        cells=[[tables.neutral(getattr(one, column) or "") for column in MEMBERS] for one in members],
    )
    return answer(request, page)


def side_by_side(record: Record, found: Compared, shown: Sequence[str]) -> dict[str, Any]:
    """What of a few reports is shown side by side; letters name them in the order in which they are listed."""
    letters = dict(zip(shown, LETTERS, strict=False))
    return {
        "found": found,
        "letters": letters,
        "things": things(found, letters),
        "related": [one for one in found.relations if one.kind != "repeats"],
        "events": found.events[:EVENTS],
        "bonds": record.store.bonded(shown)[:BONDS],
    }


def standing(ties: Sequence[Tie]) -> list[Tie]:
    """What people said that counts and can be taken back: of each two reports the last word, unless it took back."""
    last: dict[tuple[str, str], Tie] = {}
    for one in sorted(ties, key=lambda one: (one.at, one.by, one.verdict)):
        last[one.one, one.other] = one
    return [one for one in last.values() if one.verdict != "open"]


def because(one: Placed, letters: Mapping[str, str]) -> str:
    """Why a report is with the others: what it has in common with which of them."""
    why, between, other = one.why.rpartition(" (s_")
    return f"{why} (as {letters.get(f's_{other[:-1]}', 'another')})" if between else one.why


def _row(one: Incident) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}


def _cells(one: Incident) -> list[str]:
    told = _row(one) | {"outlets": "; ".join(one.outlets)}
    return ["" if told[name] is None else tables.neutral(str(told[name])) for name in COLUMNS]


def _whole(members: Sequence[Placed], bonds: Sequence[Bonded], ties: Sequence[Tie], found: Compared) -> dict[str, Any]:
    told = whole(found)
    return {"id": members[0].group, "reports": list(members), "bonds": list(bonds), "ties": list(ties)} | {
        name: told[name] for name in ("figures", "utterances", "relations")
    }
