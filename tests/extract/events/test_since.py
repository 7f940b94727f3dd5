"""Figures that count since an event whose day the report tells."""

from __future__ import annotations

import pytest

from onrecord import pipeline
from onrecord.model import Figure, Report


def figure(text: str) -> Figure:
    """The one figure of a report of Thursday 8 May 2031."""
    report = pipeline.read_text(text, published="2031-05-08")
    assert isinstance(report, Report)
    (found,) = report.figures
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels stormed Norvale on 3 May. Since the assault, 40 people have been arrested.", "2031-05-03"),
        ("The war began on 3 May. More than 40 people have been killed since the war began.", "2031-05-03"),
        ("About 40 people have been killed since the 3 May attack.", "2031-05-03"),
        ("A quake struck on 3 May. Since the vote, 40 people have been arrested.", None),
        ("The attack came on 3 May. It killed 40 people, the mayor said.", None),
    ],
)
def test_people_are_counted_since_the_day_of_the_event(text: str, expected: str | None) -> None:
    assert figure(text).since == expected


def test_the_words_that_tell_the_day_are_evidence() -> None:
    told = figure("Rebels stormed Norvale on 3 May. Since the assault, 40 people have been arrested.")
    assert {"Since the assault", "3 May"} <= {span.exact for span in told.evidence}
