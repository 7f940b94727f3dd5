"""A report as a notebook shows it."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser

from onrecord.model import Block, Span
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
