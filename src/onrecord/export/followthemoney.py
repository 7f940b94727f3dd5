"""FollowTheMoney entities as JSON lines: what Aleph, OpenAleph and yente read.

In: reports, one at a time. Out: for each sighting an Article, for each name in it a Person, PublicBody, Organization,
LegalEntity or Address with a Documentation that links it to the Article, and for all but places a Mention. Ids come
from content, and an entity belongs to its sighting: two reports that name the same person give two
entities, and who merges them is the reader's decision. Those without a name ("two officials") are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from onrecord.export.linked import in_utc, json_line, url
from onrecord.model import Entity, Report
from onrecord.model.ids import DIGITS, sha256

MEDIA_TYPE = "application/json+ftm"
SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "LegalEntity", "place": "Address"}
# The longest value of each type in FollowTheMoney 4 (a name's in any of its releases); longer ones are refused there.
NAME, STRING, TEXT = 250, 1024, 65_000

Seen = Callable[[str], tuple[str, str] | None]


def lines(reports: Iterable[Report], *, dataset: str = "onrecord", seen: Seen | None = None) -> Iterator[bytes]:
    """One entity a line. `seen`: a sighting's id to when it was first and last seen, where that is known."""
    for report in reports:
        for entity in entities(report, dataset=dataset, seen=seen):
            yield json_line(entity)


def entities(report: Report, *, dataset: str = "onrecord", seen: Seen | None = None) -> Iterator[dict[str, Any]]:
    """The Article, then each name with its Mention and Documentation."""
    provenance: dict[str, Any] = {"datasets": [dataset], "referents": [], "origin": report.engine}
    when = seen(report.sighting) if seen else None
    if when:
        provenance |= {"first_seen": when[0], "last_seen": when[1]}
    officials, roles = _officials(report), _roles(report)
    named = [entity for entity in report.entities if entity.kind in SCHEMATA and 0 < len(entity.name) <= NAME]
    yield _whole(report.sighting, "Article", _article(report, named), provenance)
    for entity in named:
        schema = "PublicBody" if entity.id in officials else SCHEMATA[entity.kind]
        own = _id(report, "entity", entity)
        yield _whole(own, schema, _named(entity, schema), provenance)
        links: dict[str, list[str | None]] = {"document": [report.sighting]}
        if schema != "Address":  # a Mention is resolved to a LegalEntity alone
            mention = links | {"name": [entity.name], "resolved": [own], "detectedSchema": [schema]}
            yield _whole(_id(report, "Mention", entity), "Mention", mention, provenance)
        part: list[str | None] = [*(sorted(roles[entity.id]) or ["mentioned"])]
        linked = links | {"entity": [own], "role": part, "date": [in_utc(report.published)]}
        yield _whole(_id(report, "Documentation", entity), "Documentation", linked, provenance)


def _article(report: Report, named: list[Entity]) -> dict[str, list[str | None]]:
    by_kind: defaultdict[str, list[str | None]] = defaultdict(list)
    for entity in named:
        by_kind[entity.kind].append(entity.name)
    return {
        "title": [_fits(report.title, STRING)],
        "fileName": [_fits(report.key, STRING)],
        "author": [_fits(name, STRING) for name in report.bylines],
        "publisher": [_fits(report.outlet, STRING)],
        "sourceUrl": [url(report)],
        "publishedAt": [in_utc(report.published)],
        "modifiedAt": [in_utc(report.modified)],
        "retrievedAt": [in_utc(report.retrieved)],
        "mimeType": [report.media_type],
        "language": [_language(report.language)],
        "bodyText": [report.text[start : start + TEXT] for start in range(0, len(report.text), TEXT)],
        "peopleMentioned": by_kind["person"],
        "companiesMentioned": by_kind["organisation"],
        "namesMentioned": by_kind["group"],
        "locationMentioned": by_kind["place"],
    }


def _named(entity: Entity, schema: str) -> dict[str, list[str | None]]:
    properties: dict[str, list[str | None]] = {"name": [entity.name]}
    if schema == "Person":
        properties["position"] = [_fits(role, STRING) for role in entity.roles]
    if schema == "Address":
        properties["full"] = [entity.name]
    return properties


def _officials(report: Report) -> set[str]:
    """Organisations that spoke as an authority: a ministry, a court, an embassy."""
    organisations = {entity.id for entity in report.entities if entity.kind == "organisation"}
    spoke = {each for fact in report.statements if fact.source_kind == "office" for each in fact.speakers}
    return organisations & spoke


def _roles(report: Report) -> defaultdict[str, set[str]]:
    """What part each entity plays in the report's facts."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    found = [
        *(("speaker", each) for fact in report.statements for each in fact.speakers),
        *(("via", each) for fact in report.statements for each in fact.via),
        *(("source", fact.source) for fact in report.figures),
        *(("by", fact.by) for fact in report.figures),
        *(("place", figure.place) for figure in report.figures),
        *(("place", event.place) for event in report.events),
        *((part.role, part.entity) for fact in report.events for part in fact.participants),
    ]
    for role, entity in found:
        if entity is not None:
            roles[entity].add(role)
    return roles


def _whole(
    own: str, schema: str, properties: dict[str, list[str | None]], provenance: dict[str, Any]
) -> dict[str, Any]:
    known = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {
        "id": own,
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
        **provenance,
    }


def _id(report: Report, what: str, entity: Entity) -> str:
    """Of the sighting, what is named, by which name and where first: never of the entity's number in the report."""
    first = min((span.start for span in entity.mentions), default=0)
    parts = (report.sighting, report.text_sha256, what, entity.kind, str(first), entity.name)
    return f"e_{sha256(repr(parts))[:DIGITS]}"


def _fits(value: str | None, longest: int) -> str | None:
    return value if value and len(value) <= longest else None


def _language(given: str | None) -> str | None:
    return _languages().get(given.split("-")[0].lower()) if given else None


@cache
def _languages() -> dict[str, str]:
    read = (resources.files("onrecord.export") / "languages.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in read.splitlines() if line and not line.startswith("#"))
    return {cell: written for given, written in rows for cell in (given, written)}
