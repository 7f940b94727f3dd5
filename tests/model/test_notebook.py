"""A report as a notebook shows it."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

from onrecord.model import Block, Span
from onrecord.model.series import Line, Point, Series, Subject
from onrecord.model.telling import Telling
from tests import synthetic


class Words(HTMLParser):
    """The words of a piece of HTML, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.elements = "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        self.elements.add(tag)
        assert {name for name, _ in attrs} <= {"style", "title", "dir"}

    def handle_data(self, data: str) -> None:
        """Words."""
        self.words += data


def read(html: str) -> Words:
    found = Words()
    found.feed(html)
    return found


def test_a_notebook_shows_the_text_with_its_facts_explained() -> None:
    html = synthetic.report()._repr_html_()
    assert synthetic.FIRST in read(html).words
    assert synthetic.SECOND in read(html).words
    assert 'title="Ana Ruiz said: At least 19 people' in html
    assert "2 statements" in html


def test_nothing_of_a_report_is_markup_in_a_notebook() -> None:
    text = '<script>alert(1)</script> "><img src=x onerror=alert(2)>'
    block = Block(span=Span(start=0, end=len(text), exact=text), kind="paragraph", repeats=None)
    nothing = dict.fromkeys(("entities", "times", "statements", "figures", "events"), ())
    whole = dataclasses.replace(synthetic.report(), text=text, blocks=(block,), outlet="<b>x</b>", **nothing)  # type: ignore[arg-type]
    found = read(whole._repr_html_())
    assert text in found.words
    assert found.elements == {"div", "p"}


def telling(number: int, words: str) -> Telling:
    span = Span(start=0, end=len(words), exact=words)
    nothing = dict.fromkeys(("key", "url", "outlet", "group", "counted", "low", "high", "since", "until", "on"))
    own: Any = {"outlet": "<b>Oranto Courier</b>", "group": "", "published": "2031-05-05", "day": "2031-05-05"}
    more: Any = {"place": "Oranto", "place_key": "oranto", "scene": (), "source": None, "source_key": "~"}
    flags: Any = {"basis": "published", "dated": False, "anonymous": False, "explicit": True, "confidence": 0.9}
    return Telling(
        **{**nothing, **own, **more, **flags},
        sighting="s_1",
        report="r_1",
        fact="f_1",
        span=span,
        sentence=span,
        outcome="killed",
        scope="incident",
        value=Decimal(number),
        bound="at_least",
        marks=(),
    )


def test_a_notebook_shows_a_series_as_tables_and_nothing_of_it_is_markup() -> None:
    subject = Subject(outcome="killed", kind="incident", group="", window="2031-05-04", place="Oranto", incident=None)
    one = telling(19, "<script>alert(1)</script> At least 19 people were killed.")
    points = (Point(day="2031-05-05", telling=one, copies=(one, one)),)
    line = Line(subject=subject, source="fire <i>service</i>", outlet=None, points=points, undated=(telling(12, "12"),))
    html = Series([line, line])._repr_html_()
    found = read(html)
    for words in (
        "killed · people · on 2031-05-04 · Oranto",
        "≥ 19",
        "2 wire copies",
        "day unknown",
        "<script>alert(1)",
    ):
        assert words in found.words, words
    assert found.words.count("killed · people") == 1, "one heading over the lines of one thing"
    assert found.elements == {"div", "p", "h4", "table", "caption", "tbody", "tr", "td"}
