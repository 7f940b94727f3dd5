"""W3C Web Annotation (annotation-model, annotation-vocab): one annotation a fact, as JSON-LD.

In: reports, one at a time. Out: one annotation a line, or one AnnotationCollection with its page. Each stretch of a
fact is a target with two selectors of the same words: TextPositionSelector (code points, as the standard
has it, into the frozen text) and TextQuoteSelector. Positions in a page are not those of its main text, so
a target at a URL has a state that names the frozen text which the positions count in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from onrecord.export.linked import json_line, json_object, url, urn
from onrecord.export.offsets import Offsets16, utf16
from onrecord.export.tables import FACT, REPORT, Cell, facts
from onrecord.model import Report
from onrecord.model.judgement import instant

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
AROUND = 32  # characters of prefix and suffix
Units = Literal["code_points", "utf16"]
_ELSEWHERE = {*REPORT, *FACT} - {"kind"}  # said by the target and the annotation's id


def lines(reports: Iterable[Report], *, units: Units = "code_points") -> Iterator[bytes]:
    """One annotation a line. `utf16` counts as browsers do, for those who address a DOM: not what the standard says."""
    for report in reports:
        for annotation in annotated(report, units=units):
            yield json_line(annotation)


def collection(reports: Iterable[Report], *, name: str = "all") -> Iterator[bytes]:
    """One AnnotationCollection with all annotations on its one page, in pieces; `name` makes its id."""
    page = urn("page", name)
    opening = {"@context": CONTEXT, "id": urn("collection", name), "type": "AnnotationCollection"}
    first = {"id": page, "type": "AnnotationPage", "startIndex": 0, "partOf": opening["id"]}
    yield json_object(opening)[:-1] + b',"first":' + json_object(first)[:-1] + b',"items":['
    total = 0
    for report in reports:
        for annotation in annotated(report):
            yield (b",\n" if total else b"\n") + json_object(annotation)
            total += 1
    yield b"\n]}," + json_object({"total": total, "last": page})[1:] + b"\n"


def annotated(report: Report, *, units: Units = "code_points") -> Iterator[dict[str, Any]]:
    """The annotations of a report's facts, in the order of the text."""
    count = utf16(report.text) if units == "utf16" else None
    for fact in facts(report):
        if fact["spans"]:
            yield _annotation(report, fact, count)


def _annotation(report: Report, fact: Mapping[str, Cell], count: Offsets16 | None) -> dict[str, Any]:
    values = {name: value for name, value in fact.items() if name not in _ELSEWHERE and value is not None}
    places = [place.split(":") for place in str(fact["spans"]).split(";")]
    targets = [_target(report, int(start), int(end), count) for start, end in places]
    return {
        "@context": CONTEXT,
        "id": urn(report.sighting, str(fact["id"])),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": report.engine},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": fact["kind"]},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json_object(values).decode(),
            },
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(report: Report, start: int, end: int, count: Offsets16 | None) -> dict[str, Any]:
    address, text = url(report), report.text
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": address or urn(report.id),
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": count.to_utf16(start) if count else start,
                "end": count.to_utf16(end) if count else end,
            },
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
    if address:
        target["state"] = {"type": "TimeState", "cached": urn(report.id)}
        seen = instant(report.retrieved.value) if report.retrieved else None
        if seen:
            target["state"]["sourceDate"] = seen
    return target
