"""Several reports of one marked case of `docs/records/identity.md`, made of its marks, without a network."""

from __future__ import annotations

import dataclasses

from onrecord import codec
from onrecord.model import Dated, Entity, Report, Span
from onrecord.model.ids import report_id, sha256
from onrecord.model.vocabulary import EntityKind
from onrecord.relate.named import compared, name_id
from tests import synthetic
from tests.marking import Case, Mark

KINDS: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place", "group": "group"}


def reports(case: Case) -> list[Report]:
    """The reports of a case, in their order."""
    found: list[Report] = []
    start = 0
    for part in case.text.split("== ")[1:]:
        start = case.text.index(f"== {part}", start) + len("== ")
        heading, _, body = part.partition("\n")
        offset = start + len(heading) + 1
        marks = [mark for mark in case.marks if offset <= mark.start < offset + len(body)]
        found.append(report(body.rstrip("\n"), [shifted(mark, offset) for mark in marks], heading.strip()))
    return found


def shifted(mark: Mark, by: int) -> Mark:
    """A mark in a text of its own."""
    return dataclasses.replace(mark, start=mark.start - by, end=mark.end - by)


def report(text: str, marks: list[Mark], day: str, *, url: str | None = None) -> Report:
    """A report of a text that names what is marked in it: the longest words of a letter are the name."""
    entities: dict[str, Entity] = {}
    for mark in marks:
        kind, _, letter = mark.label.partition(".")
        words = text[mark.start : mark.end]
        if kind == "role":
            continue
        span = Span(start=mark.start, end=mark.end, exact=words)
        roles = tuple(text[one.start : one.end].casefold() for one in marks if one.label == f"role.{letter}")
        old = entities.get(letter) or Entity(
            id=f"e{len(entities) + 1}", kind=KINDS[kind], name=words, roles=roles, mentions=()
        )
        name = max((old.name, words), key=len)
        entities[letter] = dataclasses.replace(old, name=name, mentions=(*old.mentions, span))
    sha = sha256(text + day)
    whole = dataclasses.replace(
        synthetic.report(),
        id=report_id(sha),
        text=text,
        text_sha256=sha256(text),
        url=url,
        key=day,
        published=Dated(value=day, basis="header") if day else None,
        blocks=(),
        times=(),
        entities=tuple(entities.values()),
        statements=(),
        figures=(),
        events=(),
    )
    return codec.seal(whole)


def letters(one: Report, marks: list[Mark]) -> dict[str, str]:
    """Of each name of a report, by its id, the letter that it has in the case."""
    by_start = {mark.start: mark.label.partition(".")[2] for mark in marks if not mark.label.startswith("role.")}
    return {
        name_id(one.id, entity.kind, compared(entity)): by_start[entity.mentions[0].start] for entity in one.entities
    }
