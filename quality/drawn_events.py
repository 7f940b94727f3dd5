"""Sentences drawn by a seed with the events told in them, for a reader's eye: `python -m quality.drawn_events [SEED]`.

Goes in: the world news of the shared corpora. Comes out, on standard output and nowhere else: one sentence of each of
fifty reports, and under it for each event its status, who took part (with whom the record takes that for), time, place
and code. What the reader counted stands in docs/quality.md.
"""

from __future__ import annotations

import json
import random
import sys

from onrecord import acquire
from onrecord.analyse import analyser
from onrecord.model import Document, Report
from onrecord.pipeline import read_document
from quality import SHARED

REPORTS, SEED, SHORTEST = 50, 2031, 60  # sentences of more characters than that


def main(arguments: list[str]) -> int:
    """Draw and print; 0, also where the corpus is missing, which is said."""
    corpus = SHARED / "data" / "articles" / "worldwide.jsonl"
    if not corpus.exists():
        print(f"quality: {corpus} is missing: nothing is drawn")
        return 0
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    drawing, by = random.Random(int(arguments[0]) if arguments else SEED), analyser()
    for number, row in enumerate(drawing.sample(rows, REPORTS), start=1):
        document = acquire.from_text(row["text"], key=row["id"], published=row.get("published"))
        if not isinstance(document, Document):
            continue
        (analysis,) = by.analyse([document])
        report = read_document(document, by)
        sentences = [one for one in analysis.sentences if one.end - one.start > SHORTEST]
        if sentences and isinstance(report, Report):
            show(number, report, drawing.choice(sentences).start, {one.start: one.end for one in sentences})
    return 0


def show(number: int, report: Report, start: int, ends: dict[int, int]) -> None:
    """Print one sentence, by where it starts, and its events."""
    names = {entity.id: entity.name for entity in report.entities}
    print(f"\n{number}. {report.key} {start}-{ends[start]}: {' '.join(report.text[start : ends[start]].split())}")
    for event in report.events:
        if start <= event.span.start < ends[start]:
            parts = [f"{one.role}={one.span.exact!r}[{names.get(one.entity or '', '-')}]" for one in event.participants]
            more = [event.time, names.get(event.place or ""), event.code, "again" if event.same_as else None]
            told = " | ".join([*parts, *(str(one) for one in more if one)])
            print(f"    {event.span.exact} <{event.predicate}> {event.status} | {told}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
