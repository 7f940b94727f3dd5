"""A text → its report as users get it, and its statements in a short form."""

from __future__ import annotations

from onrecord import pipeline
from onrecord.model import Report, Statement


def read(text: str) -> Report:
    """The report of a text that was published on 7 May 2031, a Wednesday."""
    report = pipeline.read_text(text, published="2031-05-07")
    assert isinstance(report, Report)
    return report


def said(report: Report, cue: str) -> Statement:
    """The statement with that cue."""
    (found,) = (each for each in report.statements if each.cue and each.cue.exact == cue)
    return found


def words(statement: Statement) -> str:
    """The content, interruptions as a stroke."""
    return " / ".join(span.exact for span in statement.content)
