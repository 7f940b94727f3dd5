"""A record proved again from its own text: `report → lies`, none of them for a record that holds.

Every hash, id, span, reference and order that a record states is worked out again here, by the standard
library alone, from the text that the record carries. What cannot be worked out (a name, a date, a stance)
is covered by the seal, which `codec.is_sealed` proves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.model.ids import Offsets, event_id, figure_id, report_id, sha256, sighting_id, statement_id
from onrecord.model.report import Block, Figure, Report, Span, Statement

AROUND = 40  # characters shown on either side of the first wrong one


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """Something in a record that does not hold: where (`statements[3].content[0]`), what it says, what is true."""

    path: str
    says: str
    true: str

    def __str__(self) -> str:
        return f"{self.path}: says {self.says}, true is {self.true}"


def lies(report: Report) -> Iterator[Lie]:
    """Everything in a record that does not hold, hashes first, then spans, order, ids, references and bounds."""
    yield from _hashes(report)
    for path, span in spans(report):
        yield from _span(path, span, report.text)
    yield from _blocks(report.blocks)
    yield from _fact_ids(report)
    yield from _doubles(report)
    yield from _references(report)
    for index, statement in enumerate(report.statements):
        yield from _statement(f"statements[{index}]", statement)
    for index, figure in enumerate(report.figures):
        yield from _figure(f"figures[{index}]", figure)
    for index, entity in enumerate(report.entities):
        if not entity.mentions:
            yield Lie(path=f"entities[{index}].mentions", says="none", true="an entity has a mention in the text")
    for path, confidence in _confidences(report):
        if not 0 <= confidence <= 1:
            yield Lie(path=path, says=str(confidence), true="a number from 0 to 1")


def spans(value: Any, path: str = "") -> Iterator[tuple[str, Span]]:
    """Every span inside a record or a part of it, with its path."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from spans(item, f"{path}[{index}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inside = getattr(value, field.name)
            if isinstance(inside, tuple) or dataclasses.is_dataclass(inside):
                yield from spans(inside, f"{path}.{field.name}" if path else field.name)


def _hashes(report: Report) -> Iterator[Lie]:
    yield from _same("text_sha256", report.text_sha256, sha256(report.text))
    if report.media_type == "text/plain":  # a page's bytes are not in the record, a plain text's are
        yield from _same("bytes_sha256", report.bytes_sha256, report.text_sha256)
    yield from _same("id", report.id, report_id(report.bytes_sha256))
    published = report.published.value if report.published else None
    yield from _same("sighting", report.sighting, sighting_id(report.id, report.url or report.key, published))


def _same(path: str, says: str, true: str) -> Iterator[Lie]:
    if says != true:
        yield Lie(path=path, says=repr(says), true=repr(true))


def _span(path: str, span: Span, text: str) -> Iterator[Lie]:
    if not 0 <= span.start < span.end <= len(text):
        yield Lie(path=path, says=f"{span.start} to {span.end}", true=f"a stretch of a text of {len(text)} characters")
    elif text[span.start : span.end] != span.exact:
        says, true = _difference(span.exact, text[span.start : span.end])
        yield Lie(path=f"{path}.exact", says=says, true=true)


def _difference(says: str, true: str) -> tuple[str, str]:
    """Both as they differ first, with a few words around: a paragraph with one wrong letter shows the letter."""
    same = next((at for at, (one, other) in enumerate(zip(says, true, strict=False)) if one != other), None)
    at = min(len(says), len(true)) if same is None else same
    start = max(0, at - AROUND)
    return _cut(says, start, at + AROUND), _cut(true, start, at + AROUND)


def _cut(words: str, start: int, end: int) -> str:
    return ("…" if start else "") + repr(words[start:end]) + ("…" if end < len(words) else "")


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Lie]:
    end = 0
    for index, block in enumerate(blocks):
        if block.span.start < end:
            true = f"{end} or more: blocks stand in the order of the text and do not overlap"
            yield Lie(path=f"blocks[{index}].span.start", says=str(block.span.start), true=true)
        if block.repeats is not None and not 0 <= block.repeats < index:
            true = f"the index of an earlier block, below {index}"
            yield Lie(path=f"blocks[{index}].repeats", says=str(block.repeats), true=true)
        end = max(end, block.span.end)


def _fact_ids(report: Report) -> Iterator[Lie]:
    text = report.text_sha256
    for index, statement in enumerate(report.statements):
        content = [_offsets(span) for span in statement.content]
        yield from _same(f"statements[{index}].id", statement.id, statement_id(text, content))
    for index, figure in enumerate(report.figures):
        true = figure_id(text, _offsets(figure.number), figure.outcome)
        yield from _same(f"figures[{index}].id", figure.id, true)
    for index, event in enumerate(report.events):
        yield from _same(f"events[{index}].id", event.id, event_id(text, _offsets(event.span)))


def _offsets(span: Span) -> Offsets:
    return span.start, span.end


def _doubles(report: Report) -> Iterator[Lie]:
    for name in ("entities", "times", "statements", "figures", "events"):
        first: dict[str, int] = {}
        for index, item in enumerate(getattr(report, name)):
            earlier = first.setdefault(item.id, index)
            if earlier != index:
                true = f"an id of its own: {name}[{earlier}] has this one"
                yield Lie(path=f"{name}[{index}].id", says=repr(item.id), true=true)


def _references(report: Report) -> Iterator[Lie]:
    entities = {entity.id for entity in report.entities}
    times = {time.id for time in report.times}
    statements = {statement.id for statement in report.statements}
    figures = {figure.id for figure in report.figures}
    for index, statement in enumerate(report.statements):
        path = f"statements[{index}]"
        yield from _known(f"{path}.speaker", statement.speaker, entities, "entity")
        yield from _all_known(f"{path}.speakers", statement.speakers, entities)
        yield from _all_known(f"{path}.via", statement.via, entities)
        yield from _known(f"{path}.time", statement.time, times, "time")
        yield from _known(f"{path}.parent", statement.parent, statements, "statement", own=statement.id)
    for index, figure in enumerate(report.figures):
        path = f"figures[{index}]"
        yield from _known(f"{path}.place", figure.place, entities, "entity")
        yield from _known(f"{path}.by", figure.by, entities, "entity")
        yield from _known(f"{path}.source", figure.source, entities, "entity")
        yield from _known(f"{path}.statement", figure.statement, statements, "statement")
        yield from _known(f"{path}.part_of", figure.part_of, figures, "figure", own=figure.id)
    for index, event in enumerate(report.events):
        path = f"events[{index}]"
        yield from _known(f"{path}.place", event.place, entities, "entity")
        yield from _known(f"{path}.statement", event.statement, statements, "statement")
        for number, participant in enumerate(event.participants):
            yield from _known(f"{path}.participants[{number}].entity", participant.entity, entities, "entity")


def _all_known(path: str, references: tuple[str, ...], known: set[str]) -> Iterator[Lie]:
    for index, reference in enumerate(references):
        yield from _known(f"{path}[{index}]", reference, known, "entity")


def _known(path: str, reference: str | None, known: set[str], what: str, own: str | None = None) -> Iterator[Lie]:
    if reference is None:
        return
    if reference not in known:
        yield Lie(path=path, says=repr(reference), true=f"the id of no {what} of this record")
    elif reference == own:
        yield Lie(path=path, says=repr(reference), true=f"another {what} than this one")


def _statement(path: str, statement: Statement) -> Iterator[Lie]:
    if not statement.content:
        yield Lie(path=f"{path}.content", says="none", true="a statement has words in the text")
    if statement.speaker is not None and statement.speaker not in statement.speakers:
        true = "all who speak, the speaker among them"
        yield Lie(path=f"{path}.speakers", says=repr(list(statement.speakers)), true=true)


def _figure(path: str, figure: Figure) -> Iterator[Lie]:
    number, whole = figure.number, figure.span
    if not whole.start <= number.start < number.end <= whole.end:
        true = f"inside the figure's span, {whole.start} to {whole.end}"
        yield Lie(path=f"{path}.number", says=f"{number.start} to {number.end}", true=true)
    known = [(name, getattr(figure, name)) for name in ("low", "value", "high")]
    rising = [(name, value) for name, value in known if value is not None]
    for (name, value), (higher_name, higher) in pairwise(rising):
        if not value <= higher:
            yield Lie(path=f"{path}.{name}", says=str(value), true=f"at most {higher_name}, {higher}")


def _confidences(report: Report) -> Iterator[tuple[str, float]]:
    for name in ("statements", "figures", "events"):
        for index, fact in enumerate(getattr(report, name)):
            yield f"{name}[{index}].confidence", fact.confidence
