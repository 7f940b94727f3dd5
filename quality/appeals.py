"""FactAppeal, development part: is a source named or not, and who was told: `python -m quality.appeals`.

Goes in: `factappeal-dev.csv` of the shared corpora, a sentence a row, or the file named. The tags in its column
`annotation` stand around a source (`Source:Named:…` or `Source:Unnamed:…`), a recipient, and the fact that is appealed
to. Comes out: a JSON line, in percent.

Each sentence without its tags is read as a report of its own. A gold source is found where the source of a statement
shares characters with it, the one that shares most. `named_or_not` is how often the record's speaker and the corpus
agree, of the sources that are found: a speaker is named where its entity is not `unnamed` and its name has a capital.
So "he", "the ministry" and "a 2031 study" are unnamed, as in the corpus, where each sentence stands without those
around it. For the corpus a source is named, too, where its words name anybody ("Courier data"); in the record its
speaker is unnamed then. `name_within` reads the record as the corpus does, by the names that stand in the source's
words. A recipient is found where an addressee shares characters with it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.acquire import from_text
from onrecord.model import Entity, Failure, Report, Span, Statement
from onrecord.pipeline import read_documents
from quality import SHARED

Offsets = tuple[int, int]
_BEFORE = "“”‘’\"' \n"  # what may stand before a sentence's first letter
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z_]+)(?::(?P<kind>[A-Za-z_]+))?(?::[A-Za-z_]+)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A sentence with its gold sources (place, and whether named) and recipients, as offsets into `text`."""

    text: str
    sources: tuple[tuple[Offsets, bool], ...]
    recipients: tuple[Offsets, ...]


def untagged(marked: str) -> Appeal:
    """A sentence without its tags, and what they stood around."""
    text, at = "", 0
    opened: list[tuple[str, str, int]] = []
    sources: list[tuple[Offsets, bool]] = []
    recipients: list[Offsets] = []
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if not tag["close"]:
            opened.append((tag["name"], tag["kind"] or "", len(text)))
        elif opened:
            name, kind, start = opened.pop()
            if name == "Source":
                sources.append(((start, len(text)), kind == "Named"))
            elif name == "Recipient":
                recipients.append((start, len(text)))
    return Appeal(text=text + marked[at:], sources=tuple(sources), recipients=tuple(recipients))


def appeals(path: Path) -> Iterator[Appeal]:
    """The sentences of the corpus, in order."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield untagged(row["annotation"])


def named(report: Report, statement: Statement) -> bool:
    """Whether one of those who speak has a name of its own."""
    entities = {entity.id: entity for entity in report.entities}
    return any(_has_name(entities[speaker], _first(report.text)) for speaker in statement.speakers)


def names(report: Report, statement: Statement) -> bool:
    """Whether a name of anybody or anything stands in the words of the source."""
    first, source = _first(report.text), statement.source
    return source is not None and any(
        _has_name(entity, first) and any(source.start <= span.start and span.end <= source.end for span in spans)
        for entity in report.entities
        for spans in [[span for span in entity.mentions if any(letter.isupper() for letter in span.exact)]]
    )


def _has_name(entity: Entity, first: int) -> bool:
    """A crowd that begins the sentence has its capital from there."""
    begins = entity.kind == "group" and any(mention.start == first for mention in entity.mentions)
    return entity.kind != "unnamed" and any(letter.isupper() for letter in entity.name[begins:])


def _first(text: str) -> int:
    return len(text) - len(text.lstrip(_BEFORE))


def count(appeal: Appeal, report: Report, n: Counter[str]) -> None:
    """Add one sentence to the counts."""
    for place, is_named in appeal.sources:
        n["sources"] += 1
        shares = [(_shared(place, each.source), each) for each in report.statements if each.source]
        share, best = max(shares, key=lambda one: one[0], default=(0, None))
        if best is None or not share:
            continue
        n["found"] += 1
        right = named(report, best) == is_named
        n["right"] += right
        n["within"] += names(report, best) == is_named
        n["right named" if is_named else "right unnamed"] += right
        n["found named" if is_named else "found unnamed"] += 1
    told = [each.addressee for each in report.statements if each.addressee]
    n["recipients"] += len(appeal.recipients)
    n["recipients found"] += sum(any(_shared(place, span) for span in told) for place in appeal.recipients)
    n["told"] += len(told)
    n["told right"] += sum(any(_shared(place, span) for place in appeal.recipients) for span in told)


def _shared(place: Offsets, span: Span | None) -> int:
    return max(0, min(place[1], span.end) - max(place[0], span.start)) if span else 0


def scores(n: Counter[str]) -> dict[str, float | int]:
    """In percent, beside the counts that they are of."""

    def share(part: str, whole: str) -> float:
        return round(100 * n[part] / n[whole], 1) if n[whole] else 0.0

    return {
        "sources": n["sources"],
        "found": share("found", "sources"),
        "named_or_not": share("right", "found"),
        "named_or_not_of_all": share("right", "sources"),
        "name_within": share("within", "found"),
        "named": share("right named", "found named"),
        "unnamed": share("right unnamed", "found unnamed"),
        "recipients": n["recipients"],
        "recipients_recall": share("recipients found", "recipients"),
        "addressees": n["told"],
        "recipients_precision": share("told right", "told"),
    }


def main() -> int:
    """Read the development part, or the file named, and print its scores."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "attribution" / "factappeal-dev.csv"
    if not path.is_file():
        print(f"quality: skipped, no file {path.name} beside the project")
        return 0
    n: Counter[str] = Counter()
    gold = list(appeals(path))
    documents = (from_text(each.text, key=str(number)) for number, each in enumerate(gold))
    for each, report in zip(gold, read_documents(documents), strict=True):
        if isinstance(report, Failure):
            n["failures"] += 1
        else:
            count(each, report, n)
    print(json.dumps({**scores(n), "failures": n["failures"]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
