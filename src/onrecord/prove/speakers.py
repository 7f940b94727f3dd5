"""Whose words a stretch of a report is, by the report's own statements: what a citation of it must say, or should.

A statement without a source says nothing about who spoke; nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.lexicon import words
from onrecord.model import Offsets, Report, Statement
from onrecord.prove.edges import WORD
from onrecord.prove.folding import fold

_TOLD = {
    "denied": "the report has this as denied",
    "not_said": "the report has this as not said",
    "declined": "the report has this as declined",
    "hypothetical": "the report has this as not yet said, or only supposed",
}


def misattributed(speaker: str, report: Report, spans: Sequence[Offsets]) -> str | None:
    """Why words are not that speaker's, by the report; None where they are, or where it cannot be told."""
    statement = _statement(report, spans)
    known = _known(report, statement)
    if statement is None or not known or _name(speaker) & known:
        return None
    return f"the words stand in the report, but as {_source(report, statement)}'s and not as {speaker}'s"


def two_speakers(report: Report, spans: Sequence[Offsets]) -> str | None:
    """Why stretches cannot be one quotation: they are the words of two speakers."""
    several = [statement for span in spans if (statement := _statement(report, [span]))] if len(spans) > 1 else []
    for one in several[1:]:
        here, there = set(several[0].speakers), set(one.speakers)
        if here and there and not here & there:
            return f"the stretches are the words of {_source(report, several[0])} and of {_source(report, one)}"
    return None


def fate(report: Report, spans: Sequence[Offsets], speaker: str | None) -> Iterator[str]:
    """What a reader should know of words that stand there: that they are denied, whose they cannot be told to be."""
    statement = _statement(report, spans)
    if statement and statement.polarity in _TOLD:
        yield f"{_TOLD[statement.polarity]}, by {_source(report, statement)}"
    if speaker and not _known(report, statement):
        yield f"not checked: whether {speaker} said it"


def _statement(report: Report, spans: Sequence[Offsets]) -> Statement | None:
    """The narrowest statement whose content holds all the stretches, edges aside (a mark, a comma)."""
    holding = [
        statement
        for statement in report.statements
        if all(
            any(content.start - 2 <= place <= content.end + 2 for content in statement.content)
            for span in spans
            for place in span
        )
    ]
    return min(holding, key=lambda one: sum(span.end - span.start for span in one.content), default=None)


def _known(report: Report, statement: Statement | None) -> set[str]:
    """The words that tell who says it; none for a pronoun of which it is not known whom it stands for."""
    return {word for name in _names(report, statement) for word in _name(name)} if statement else set()


def _names(report: Report, statement: Statement) -> Iterator[str]:
    """Every name that the report has for who says it."""
    if statement.source:
        yield statement.source.exact
    for entity in report.entities:
        if entity.id in (statement.speaker, *statement.speakers):
            yield entity.name
            yield from (mention.exact for mention in entity.mentions)
            yield from entity.roles


def _source(report: Report, statement: Statement) -> str:
    named = [entity.name for entity in report.entities if entity.id in (statement.speaker, *statement.speakers)]
    return " and ".join(named) or (statement.source.exact if statement.source else "somebody")


def _name(name: str) -> set[str]:
    """The words of a name that tell who it is."""
    found = {word.removesuffix("'s").lower() for word in WORD.findall(fold(name).text)}
    return found - words("titles") - words("function_words")
