"""Reports made from a text by a rule of thumb, so that their facts are known without a network.

"14 people killed" is a figure, "Ana said the bridge held." a statement (also `denied`), "The army closed the road." an
event where its verb is `closed`.
"""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

from onrecord import codec
from onrecord.model import Entity, Event, Figure, Participant, Report, Span, Statement
from onrecord.model.ids import event_id, figure_id, report_id, sha256, statement_id
from tests import synthetic

_FIGURE = re.compile(r"(\d+) (\w+) (killed|injured|rescued)")
_STATEMENT = re.compile(r"([A-Z]\w+) (said|denied) ([^.\n]+)\.")
_EVENT = re.compile(r"(The \w+) (closed) (the \w+)")


def report(text: str, *, url: str = "https://a.example/flood", first: int = 1) -> Report:
    """A report of a text; its entities are numbered from `first` on, in the order of their names."""
    sha = sha256(text)
    names = sorted({found[1] for found in _STATEMENT.finditer(text)})
    entities = {name: f"e{first + index}" for index, name in enumerate(names)}
    figures = tuple(_figure(text, sha, found) for found in _FIGURE.finditer(text))
    statements = tuple(_statement(text, sha, found, entities) for found in _STATEMENT.finditer(text))
    whole = dataclasses.replace(
        synthetic.report(),
        url=url,
        text=text,
        text_sha256=sha,
        bytes_sha256=sha,
        id=report_id(sha),
        blocks=(),
        times=(),
        entities=tuple(
            Entity(id=entities[name], kind="person", name=name, roles=(), mentions=(_span(text, *_place(text, name)),))
            for name in names
        ),
        statements=statements,
        figures=figures,
        events=tuple(_event(text, sha, found) for found in _EVENT.finditer(text)),
    )
    return codec.seal(whole)


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, exact=text[start:end])


def _figure(text: str, sha: str, found: re.Match[str]) -> Figure:
    value = Decimal(found[1])
    return dataclasses.replace(
        synthetic.report().figures[0],
        id=figure_id(sha, found.span(1), found[3]),
        span=_span(text, found.start(1), found.end(2)),
        number=_span(text, *found.span(1)),
        value=value,
        low=value,
        high=value,
        bound="exactly",
        counted=_span(text, *found.span(2)),
        outcome=found[3],  # type: ignore[arg-type]
        on=None,
        as_of=None,
        place=None,
        by=None,
        statement=None,
        source=None,
        repeats=(),
        evidence=(),
    )


def _statement(text: str, sha: str, found: re.Match[str], entities: dict[str, str]) -> Statement:
    return dataclasses.replace(
        synthetic.report().statements[0],
        id=statement_id(sha, [found.span(3)]),
        content=(_span(text, *found.span(3)),),
        cue=_span(text, *found.span(2)),
        source=_span(text, *found.span(1)),
        speaker=entities[found[1]],
        speakers=(entities[found[1]],),
        polarity=found[2],  # type: ignore[arg-type]
        via=(),
        addressee=None,
        time=None,
        parent=None,
        evidence=(),
    )


def _event(text: str, sha: str, found: re.Match[str]) -> Event:
    return dataclasses.replace(
        synthetic.report().events[0],
        id=event_id(sha, found.span(2)),
        span=_span(text, *found.span(2)),
        predicate="close",
        participants=(
            Participant(role="agent", span=_span(text, *found.span(1)), entity=None),
            Participant(role="patient", span=_span(text, *found.span(3)), entity=None),
        ),
        time=None,
        place=None,
        statement=None,
        evidence=(),
    )
