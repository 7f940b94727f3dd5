"""schema.org as JSON-LD: a `Quotation` for direct speech, a `Claim` for other statements and for figures.

In: reports, one at a time. Out: one object a line, with the NewsArticle that it stands in. What the vocabulary cannot
say is left out, not bent: a denied statement is a Claim without an author, what was not said, declined or only
supposed is none, and events have no term of their own. `firstAppearance` is written where the caller knows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from onrecord.export.linked import iso, json_line, url, urn
from onrecord.model import Entity, Figure, Report, Statement
from onrecord.model.vocabulary import GAP

CONTEXT = "https://schema.org"
MEDIA_TYPE = "application/ld+json"
AGENTS = {"person": "Person", "organisation": "Organization"}  # groups and unnamed people are neither
SAID = ("said", "denied")  # polarities of which there is an assertion in the report
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

First = Callable[[str], str | None]


def lines(reports: Iterable[Report], *, first: First | None = None) -> Iterator[bytes]:
    """One Quotation or Claim a line. `first`: a fact's id to the URL where it was seen first, or None."""
    for report in reports:
        for each in objects(report, first=first):
            yield json_line(each)


def objects(report: Report, *, first: First | None = None) -> Iterator[dict[str, Any]]:
    """The quotations and claims of a report, statements before figures."""
    entities = {entity.id: entity for entity in report.entities}
    article = _article(report)
    for statement in report.statements:
        if statement.polarity in SAID:
            yield _statement(report, statement, entities, article, first)
    asserted = {statement.id for statement in report.statements if statement.polarity == "said"}
    for figure in report.figures:
        yield _figure(report, figure, entities, article, first, asserted)


def _statement(
    report: Report, fact: Statement, entities: Mapping[str, Entity], article: dict[str, Any], first: First | None
) -> dict[str, Any]:
    quotation = fact.form == "direct" and fact.polarity == "said"
    speakers = _agents(fact.speakers or ((fact.speaker,) if fact.speaker else ()), entities)
    said = next((time.value for time in report.times if time.id == fact.time), None) if fact.time else None
    whole = _opening("Quotation" if quotation else "Claim", report, fact.id)
    whole["text"] = GAP.join(span.exact for span in fact.content)
    if said and _DAY.fullmatch(said):
        whole["dateCreated"] = said
    if quotation:
        return _known(whole | {"creator": speakers, "spokenByCharacter": speakers, "isPartOf": article})
    author = speakers if fact.polarity == "said" else None
    return _known(whole | {"author": author} | _appearance(fact.id, article, first))


def _figure(
    report: Report,
    fact: Figure,
    entities: Mapping[str, Entity],
    article: dict[str, Any],
    first: First | None,
    asserted: set[str],
) -> dict[str, Any]:
    own = fact.statement is None or fact.statement in asserted
    details = {
        "bound": fact.bound,
        "counted": fact.counted.exact if fact.counted else None,
        "outcome": fact.outcome,
        "scope": fact.scope if fact.scope != "unknown" else None,
        "on": fact.on,
        "since": fact.since,
        "until": fact.until,
        "as_of": fact.as_of.value if fact.as_of else None,
    }
    quantity = {
        "@type": "QuantitativeValue",
        "value": fact.value,
        "minValue": fact.low,
        "maxValue": fact.high,
        "unitText": fact.unit,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in details.items() if value
        ],
    }
    whole = _opening("Claim", report, fact.id) | {"text": fact.span.exact, "about": _known(quantity)}
    author = _agents((fact.source,) if fact.source and own else (), entities)
    return _known(whole | {"author": author} | _appearance(fact.id, article, first))


def _opening(kind: str, report: Report, fact: str) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": kind,
        "@id": urn(report.sighting, fact),
        "identifier": fact,
        "inLanguage": report.language,
        "datePublished": iso(report.published),
    }


def _appearance(fact: str, article: dict[str, Any], first: First | None) -> dict[str, Any]:
    earliest = first(fact) if first else None
    return {
        "appearance": article,
        "firstAppearance": {"@type": "NewsArticle", "@id": earliest, "url": earliest} if earliest else None,
    }


def _article(report: Report) -> dict[str, Any]:
    address = url(report)
    return _known(
        {
            "@type": "NewsArticle",
            "@id": address or urn(report.sighting),
            "url": address,
            "identifier": report.id,
            "headline": report.title,
            "inLanguage": report.language,
            "datePublished": iso(report.published),
            "dateModified": iso(report.modified),
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "author": [{"@type": "Person", "name": name} for name in report.bylines],
        }
    )


def _agents(ids: Iterable[str], entities: Mapping[str, Entity]) -> list[dict[str, Any]]:
    """People and organisations by name; nobody is made a person who is only "two officials"."""
    found = (entities[each] for each in ids if each in entities)
    return [
        _known(
            {
                "@type": AGENTS[entity.kind],
                "name": entity.name,
                "jobTitle": list(entity.roles) if entity.kind == "person" else None,
            }
        )
        for entity in found
        if entity.kind in AGENTS
    ]


def _known(whole: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: an absent property says nothing, null would say something."""
    return {name: value for name, value in whole.items() if value is not None and value != []}
