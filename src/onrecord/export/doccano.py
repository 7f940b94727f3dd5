"""doccano: one document a line with every fact's spans and their relations, and people's corrections back.

In: reports; out: JSON lines for a sequence labelling project with relations and overlapping spans allowed. doccano's
front end counts UTF-16 code units (doccano issue 2290), so both ways are converted here. It keeps a label once
in a place and gives ids of its own, so that facts come back by label and place, and by their relations. Values
(outcome, polarity …) cannot be edited there. The older form without relations (`label`) is read too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.export import returned
from onrecord.export.judging import Left, Who, judge
from onrecord.export.linked import json_line
from onrecord.export.marks import Judged, Mark, distinct, facts, ids
from onrecord.export.offsets import Offsets16, utf16
from onrecord.export.returned import Lookup, Returned
from onrecord.model import Failure, Judgement, Report

ORIGIN = "doccano"
MEDIA_TYPE = "application/jsonl"


def chunks(reports: Iterable[Report], *, judged: Judged | None = None) -> Iterator[bytes]:
    """The file in pieces, a document a line."""
    for report in reports:
        yield json_line(document(report, judged=judged))


def document(report: Report, *, judged: Judged | None = None) -> dict[str, Any]:
    """One report as a document; what is not text, entities or relations is kept by doccano as metadata."""
    count = utf16(report.text)
    found = facts(report, judged)
    marks, links = distinct(found)
    return {
        "text": report.text,
        "entities": [
            {
                "id": number,
                "label": mark.label,
                "start_offset": count.to_utf16(mark.start),
                "end_offset": count.to_utf16(mark.end),
            }
            for number, mark in enumerate(marks)
        ],
        "relations": [
            {"id": number, "from_id": head, "to_id": other, "type": label}
            for number, (head, other, label) in enumerate(links)
        ],
        "report": report.id,
        "sighting": report.sighting,
        "text_sha256": report.text_sha256,
        "facts": ids(found),
        "engine": report.engine,
    }


def judgements(lines: Iterable[str | bytes], *, by: str, at: str, lookup: Lookup) -> Iterator[Judgement | Failure]:
    """What people said, from an export as JSONL (of approved documents: doccano does not tell which were looked at).

    doccano's export does not tell who and when: `by` and `at` do. Raises InputError at once where one of them is none.
    """
    by, at = returned.checked(by, at)
    return _judgements(lines, Who(by=by, at=at, origin=ORIGIN), lookup)


def _judgements(lines: Iterable[str | bytes], who: Who, lookup: Lookup) -> Iterator[Judgement | Failure]:
    for found in returned.objects(lines):
        if isinstance(found, Failure):
            yield found
            continue
        report = returned.report_of(found, found.value, found.value.get("text"), lookup)
        if isinstance(report, Failure):
            yield report
            continue
        entities, shown = _entities(found), returned.shown(found, found.value)
        if isinstance(entities, Failure) or isinstance(shown, Failure):
            yield from (each for each in (entities, shown) if isinstance(each, Failure))
            continue
        left, wrong = _left(found, entities, report)
        yield from wrong or judge(report, left, {}, shown, who)


def _entities(found: Returned) -> list[Mapping[str, Any]] | Failure:
    """The spans of either form; a document without any field for them says nothing of its facts."""
    entities = returned.every(found.value.get("entities"))
    if entities is not None:
        return entities
    triples = found.value.get("label", found.value.get("labels"))
    if not isinstance(triples, list):
        return returned.failure(found, "has neither entities nor labels", "export the project as JSONL")
    names = ("start_offset", "end_offset", "label")
    return [dict(zip(names, each, strict=False)) if isinstance(each, list) else {} for each in triples]


def _left(found: Returned, entities: list[Mapping[str, Any]], report: Report) -> tuple[list[Left], list[Failure]]:
    """All of a document or nothing: with one span that cannot be read, a fact would seem rejected that was not."""
    count = utf16(report.text)
    marks: list[Mark] = []
    wrong: list[Failure] = []
    numbers: dict[object, int] = {}
    for entity in entities:
        start, end = _point(entity.get("start_offset"), count), _point(entity.get("end_offset"), count)
        read = returned.mark(found, entity.get("label"), start, end, report.text)
        if isinstance(read, Failure):
            wrong.append(read)
            continue
        if isinstance(entity.get("id"), int | str):
            numbers[entity["id"]] = len(marks)
        marks.append(read)
    links: defaultdict[int, list[int]] = defaultdict(list)
    for relation in returned.rows(found.value.get("relations")):
        ends = [each for each in (relation.get("from_id"), relation.get("to_id")) if isinstance(each, int | str)]
        if len(ends) == 2 and all(each in numbers for each in ends):
            links[numbers[ends[0]]].append(numbers[ends[1]])
    return [Left(mark=mark, links=tuple(links[index])) for index, mark in enumerate(marks)], wrong


def _point(unit: object, count: Offsets16) -> object:
    return count.from_utf16(unit) if type(unit) is int else unit
