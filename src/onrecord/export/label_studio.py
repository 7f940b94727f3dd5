"""Label Studio: tasks with every fact pre-annotated, and people's annotations back.

In: reports; out: one JSON array, a task a line. Offsets are code points: Label Studio counts those in a `Text` since
2022 (its own test: "Should calculate offsets by code points in text"); an older one counts UTF-16, which shows
by the `text` of a region, and is then read so. A region's id is its fact's, label's and number's; values to choose or
write (outcome, polarity …) hang on the region of a fact's head. `config` is the labelling interface.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from onrecord.export import returned
from onrecord.export.judging import Left, Who, judge
from onrecord.export.linked import json_object
from onrecord.export.marks import (
    CHOICES,
    KINDS,
    LABELS,
    NUMBERS,
    OPTIONAL,
    WORDS,
    Judged,
    Mark,
    Marked,
    facts,
    ids,
    machine,
)
from onrecord.export.offsets import utf16
from onrecord.export.returned import Lookup, Returned
from onrecord.model import FactKind, Failure, Judgement, Report
from onrecord.model.judgement import instant

ORIGIN = "label-studio"
MEDIA_TYPE = "application/json"
NONE = "none"  # chosen or written where a value is to be unknown


def config() -> str:
    """The labelling interface to paste into a project's settings: labels, and the values of each kind of fact."""
    labels = [f'    <Label value="{label}"/>' for names in LABELS.values() for label in names]
    controls: list[str] = []
    for kind, names in LABELS.items():
        when = f'perRegion="true" whenTagName="label" whenLabelValue="{names[0]}"'
        for name, choices in CHOICES[kind].items():
            shown = "".join(
                f'<Choice value="{choice}"/>' for choice in (*choices, *([NONE] if name in OPTIONAL else []))
            )
            controls.append(f'  <Choices name="{name}" toName="text" choice="single" {when}>{shown}</Choices>')
        for name in WORDS[kind]:
            controls.append(f'  <TextArea name="{name}" toName="text" maxSubmissions="1" editable="true" {when}/>')
    text = '  <Text name="text" value="$text" saveTextResult="yes"/>'
    style = "  <Style>.htx-text{ white-space: pre-wrap; }</Style>"
    opening, closing = '  <Labels name="label" toName="text">', "  </Labels>"
    return "\n".join(["<View>", style, opening, *labels, closing, text, *controls, "</View>", ""])


def chunks(reports: Iterable[Report], *, judged: Judged | None = None) -> Iterator[bytes]:
    """The file in pieces: a JSON array, one task a line."""
    opening = b"[\n"
    for report in reports:
        yield opening + json_object(task(report, judged=judged))
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


def task(report: Report, *, judged: Judged | None = None) -> dict[str, Any]:
    """One report as a task: the text, the ids to come back by, and the facts as a prediction."""
    found = facts(report, judged)
    known = {"title": report.title, "outlet": report.outlet, "url": report.url, "key": report.key}
    return {
        "data": {
            "text": report.text,
            "report": report.id,
            "sighting": report.sighting,
            "text_sha256": report.text_sha256,
            "facts": ids(found),
            **{name: value for name, value in known.items() if value is not None},
        },
        "predictions": [
            {
                "model_version": report.engine,
                "result": [each for fact in found for each in _results(fact, report.text)],
            }
        ],
    }


def judgements(lines: Iterable[str | bytes], *, by: str, at: str, lookup: Lookup) -> Iterator[Judgement | Failure]:
    """What people said, from an export in Label Studio's JSON format.

    `by` and `at` hold where the file does not tell who and when. Skipped annotations say nothing. Raises InputError
    at once where `by` or `at` is none.
    """
    return _judgements(lines, *returned.checked(by, at), lookup)


def _judgements(lines: Iterable[str | bytes], by: str, at: str, lookup: Lookup) -> Iterator[Judgement | Failure]:
    tasks = annotated = 0
    for found in returned.objects(lines):
        if isinstance(found, Failure):
            yield found
            continue
        tasks += 1
        annotated += bool(found.value.get("annotations"))
        data = found.value.get("data")
        report = returned.report_of(found, data, data.get("text") if isinstance(data, Mapping) else None, lookup)
        shown = returned.shown(found, data)
        if isinstance(report, Failure) or isinstance(shown, Failure):
            yield next(each for each in (report, shown) if isinstance(each, Failure))
            continue
        for annotation in returned.rows(found.value.get("annotations")):
            if not annotation.get("was_cancelled"):
                yield from _annotation(found, annotation, report, shown, _who(annotation, by, at))
    if tasks and not annotated:
        what, remedy = "nothing in it was annotated", "submit tasks in Label Studio, then export the project as JSON"
        yield Failure(locator=f"{tasks} task{'' if tasks == 1 else 's'}", reason=what, remedy=remedy)


def _annotation(
    found: Returned, annotation: Mapping[str, Any], report: Report, shown: Collection[str], who: Who
) -> Iterator[Judgement | Failure]:
    """All of it or nothing: with one region that cannot be read, a fact would seem rejected that was not."""
    results = returned.every(annotation.get("result"))
    if results is None or {} in results:
        yield returned.failure(found, "has an annotation without a result", "export the project as JSON, not JSON-MIN")
        return
    known = {fact.id: fact for fact in machine(report)}
    marks, wrong = _regions(found, results, report)
    values, odd = _values(found, results, known, marks)
    if wrong or odd:
        yield from (*wrong, *odd)
    else:
        yield from judge(report, _left(results, marks, known, values), values, shown, who)


def _regions(
    found: Returned, results: list[Mapping[str, Any]], report: Report
) -> tuple[dict[str, Mark], list[Failure]]:
    """The marks by the id of their region."""
    marks: dict[str, Mark] = {}
    wrong: list[Failure] = []
    older = _counts_units(results, report.text)
    for result in (each for each in results if each.get("type") == "labels"):
        value = result.get("value")
        value = value if isinstance(value, Mapping) else {}
        labels, start, end = value.get("labels"), value.get("start"), value.get("end")
        if older and type(start) is int and type(end) is int:
            start, end = older.from_utf16(start), older.from_utf16(end)
        for label in labels if isinstance(labels, list) and labels else [None]:
            read = returned.mark(found, label, start, end, report.text)
            if isinstance(read, Failure):
                wrong.append(read)
            else:
                name = _plain(result.get("id"))
                marks[name if name and name not in marks else f"{name} {len(marks)}"] = read
    return marks, wrong


def _left(
    results: list[Mapping[str, Any]],
    marks: Mapping[str, Mark],
    known: Mapping[str, Marked],
    values: Mapping[str, Mapping[str, str | None]],
) -> list[Left]:
    """The marks with the fact that each names, its links, and for a new region the values that hang on it."""
    links: dict[str, list[str]] = {}
    for result in (each for each in results if each.get("type") == "relation"):
        links.setdefault(_plain(result.get("from_id")), []).append(_plain(result.get("to_id")))
    numbers = {name: index for index, name in enumerate(marks)}
    return [
        Left(
            mark=mark,
            fact=fact if (fact := name.partition(".")[0]) in known else None,
            links=tuple(numbers[other] for other in links.get(name, ()) if other in numbers),
            values={} if fact in known else values.get(name, {}),
        )
        for name, mark in marks.items()
    ]


def _counts_units(results: list[Mapping[str, Any]], text: str) -> Any:
    """The offsets in UTF-16, where the words of the regions prove that the file counts so; else None."""
    count = utf16(text)
    if not count.points:
        return None
    for value in (each["value"] for each in results if isinstance(each.get("value"), Mapping)):
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if type(start) is int and type(end) is int and isinstance(words, str) and text[start:end] != words:
            first, last = count.from_utf16(start), count.from_utf16(end)
            if first is not None and last is not None and first >= 0 and text[first:last] == words:
                return count
    return None


def _values(
    found: Returned, results: list[Mapping[str, Any]], known: Mapping[str, Marked], marks: Mapping[str, Mark]
) -> tuple[dict[str, dict[str, str | None]], list[Failure]]:
    """Values by fact; those of a region that a person drew by the region's id."""
    values: dict[str, dict[str, str | None]] = {}
    wrong: list[Failure] = []
    for result in (each for each in results if each.get("type") in ("choices", "textarea")):
        region, name, value = _plain(result.get("id")), result.get("from_name"), result.get("value")
        fact = known.get(region.partition(".")[0])
        kind = fact.kind if fact else KINDS[marks[region].label] if region in marks else None
        if kind is None or not isinstance(name, str) or name not in (*CHOICES[kind], *WORDS[kind]):
            continue  # a control of the project's own
        if isinstance(value, Mapping):
            value = value.get("choices" if result["type"] == "choices" else "text")
        only = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(only, str) and ((fact and only == fact.values.get(name)) or _allowed(kind, name, only)):
            values.setdefault(fact.id if fact else region, {})[name] = None if only == NONE else only
        else:
            which = fact.id if fact else f"the {kind} that was added"
            wrong.append(returned.failure(found, f"{str(only)[:40]!r} is no {name} of {which}", "choose another"))
    return values, wrong


def _allowed(kind: FactKind, name: str, value: str) -> bool:
    if value == NONE:
        return name in OPTIONAL
    if name in NUMBERS:
        try:
            return Decimal(value).is_finite()
        except InvalidOperation:
            return False
    return value in CHOICES[kind][name] if name in CHOICES[kind] else bool(value.strip())


def _results(fact: Marked, text: str) -> Iterator[dict[str, Any]]:
    numbers: Counter[str] = Counter()
    head = f"{fact.id}.{fact.marks[0].label}.0"
    for place, mark in enumerate(fact.marks):
        own = f"{fact.id}.{mark.label}.{numbers[mark.label]}"
        numbers[mark.label] += 1
        where = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
        yield {"id": own, **_control("label", "labels"), "value": {**where, "labels": [mark.label]}}
        if place == 0:
            span = {"start": mark.start, "end": mark.end}
            for name, value in fact.values.items():
                choice = name in CHOICES[fact.kind]
                written = {**span, "choices" if choice else "text": [value]}
                yield {"id": own, **_control(name, "choices" if choice else "textarea"), "value": written}
        else:
            yield {"type": "relation", "from_id": head, "to_id": own, "direction": "right"}


def _control(name: str, kind: str) -> dict[str, str]:
    return {"from_name": name, "to_name": "text", "type": kind}


def _plain(name: object) -> str:
    """A region's id without the number of the annotation that Label Studio may hang on it."""
    return name.partition("#")[0] if isinstance(name, str) else ""


def _who(annotation: Mapping[str, Any], by: str, at: str) -> Who:
    """The person by e-mail where the file has it, by number beside the name given where it has only that."""
    person = annotation.get("completed_by")
    if isinstance(person, Mapping) and isinstance(person.get("email"), str) and person["email"].strip():
        by = person["email"]
    elif type(person) is int:
        by = f"{by} (user {person})"
    written = annotation.get("updated_at") or annotation.get("created_at")
    return Who(by=by, at=(instant(written) if isinstance(written, str) else None) or at, origin=ORIGIN)
