"""Prodigy: one task a line for `spans.manual`, and people's corrections back.

In: reports; out: JSON lines with text, tokens and spans. Prodigy is Python: offsets are code points. It takes spans
that begin and end with a token only, so the tokens are given, cut at our spans. It keeps a label once in a place;
facts come back by label and place. Values (outcome, polarity …) cannot be edited there. A task that was
rejected as a whole says of no fact what is wrong with it: that is told, and nothing is made of it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from onrecord.export import returned
from onrecord.export.judging import Left, Who, judge
from onrecord.export.linked import json_line
from onrecord.export.marks import Judged, Mark, distinct, facts, ids, offsets
from onrecord.export.returned import Lookup, Returned
from onrecord.model import Failure, Judgement, Report

ORIGIN = "prodigy"
MEDIA_TYPE = "application/jsonl"
_PIECE = re.compile(r"\w+|[^\w\s]|\s+")


def chunks(reports: Iterable[Report], *, judged: Judged | None = None) -> Iterator[bytes]:
    """The file in pieces, a task a line."""
    for report in reports:
        yield json_line(task(report, judged=judged))


def task(report: Report, *, judged: Judged | None = None) -> dict[str, Any]:
    """One report as a task; fields that Prodigy does not know come back as they went."""
    found = facts(report, judged)
    marks = sorted(distinct(found)[0], key=lambda mark: (*offsets(mark), mark.label))
    tokens = _tokens(report.text, marks)
    first = {token["start"]: token["id"] for token in tokens}
    last = {token["end"]: token["id"] for token in tokens}
    spans = [
        {
            "start": mark.start,
            "end": mark.end,
            "token_start": first[mark.start],
            "token_end": last[mark.end],
            "label": mark.label,
        }
        for mark in marks
    ]
    names = {"report": report.id, "sighting": report.sighting, "text_sha256": report.text_sha256, "facts": ids(found)}
    shown = {"key": report.key, "outlet": report.outlet, "published": report.published and report.published.value}
    return {
        "text": report.text,
        "tokens": tokens,
        "spans": spans,
        "onrecord": {**names, "engine": report.engine},
        "meta": {name: value for name, value in shown.items() if value},
    }


def judgements(lines: Iterable[str | bytes], *, by: str, at: str, lookup: Lookup) -> Iterator[Judgement | Failure]:
    """What people said, from `prodigy db-out`; ignored tasks say nothing.

    `by` and `at` hold where a task has no `_annotator_id` and `_timestamp`. Raises InputError at once where one of
    them is none.
    """
    return _judgements(lines, *returned.checked(by, at), lookup)


def _judgements(lines: Iterable[str | bytes], by: str, at: str, lookup: Lookup) -> Iterator[Judgement | Failure]:
    for found in returned.objects(lines):
        if isinstance(found, Failure):
            yield found
            continue
        report = returned.report_of(found, found.value.get("onrecord"), found.value.get("text"), lookup)
        if isinstance(report, Failure):
            yield report
        elif found.value.get("answer", "accept") == "reject":
            remedy = "remove or move the spans that are wrong, and accept the task"
            yield returned.failure(found, "is rejected as a whole, which says of no fact what is wrong", remedy)
        elif found.value.get("answer", "accept") == "accept":
            yield from _task(found, report, _who(found.value, by, at))


def _task(found: Returned, report: Report, who: Who) -> Iterator[Judgement | Failure]:
    """All of a task or nothing: with one span that cannot be read, a fact would seem rejected that was not."""
    given, shown = returned.every(found.value.get("spans")), returned.shown(found, found.value.get("onrecord"))
    if given is None:
        yield returned.failure(found, "has no spans", "give the output of `prodigy db-out`")
        return
    if isinstance(shown, Failure):
        yield shown
        return
    spans = [span for span in given if span.get("answer") != "reject"]
    read = [returned.mark(found, each.get("label"), each.get("start"), each.get("end"), report.text) for each in spans]
    wrong = [each for each in read if isinstance(each, Failure)]
    yield from wrong or judge(report, [Left(mark=each) for each in read if isinstance(each, Mark)], {}, shown, who)


def _who(task: Mapping[str, Any], by: str, at: str) -> Who:
    annotator, stamp = task.get("_annotator_id"), task.get("_timestamp")
    if isinstance(annotator, str) and annotator.strip():
        by = annotator
    if isinstance(stamp, int | float):
        with contextlib.suppress(ValueError, OverflowError, OSError):  # no instant: the one given holds
            at = datetime.fromtimestamp(stamp, UTC).isoformat().replace("+00:00", "Z")
    return Who(by=by, at=at, origin=ORIGIN)


def _tokens(text: str, marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Words, marks and white space, cut where spans begin and end; one blank after a token is its `ws`."""
    starts, ends = {mark.start for mark in marks}, {mark.end for mark in marks}
    cuts = starts | ends
    tokens: list[dict[str, Any]] = []
    for piece in _PIECE.finditer(text):
        inside = [place for place in range(piece.start() + 1, piece.end()) if place in cuts]
        for start, end in pairwise([piece.start(), *inside, piece.end()]):
            if text[start:end] == " " and tokens and start not in starts and end not in ends:
                tokens[-1]["ws"] = True
            else:
                tokens.append({"text": text[start:end], "start": start, "end": end, "id": len(tokens), "ws": False})
    return tokens
