"""A record that holds has no lies; whatever is changed in it, the place of the change is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import InputError
from onrecord.model import Report, Span
from onrecord.model.proof import lies, spans
from tests.synthetic import TEXT, changed, report

Change = Callable[[Report], Report]


def test_a_record_that_holds_has_no_lies() -> None:
    assert list(lies(report())) == []
    assert codec.is_sealed(report())


def test_every_span_of_a_record_is_found() -> None:
    found = dict(spans(report()))
    assert len(found) == 25
    assert found["statements[1].content[1]"].exact == "Nobody warned us"
    assert found["events[0].participants[0].span"].exact == "The bridge"
    assert all(TEXT[span.start : span.end] == span.exact for span in found.values())


def inside(name: str, index: int, **fields: Any) -> Change:
    """The change of one item of one of the record's lists."""

    def change(whole: Report) -> Report:
        items = list(getattr(whole, name))
        items[index] = dataclasses.replace(items[index], **fields)
        return changed(whole, **{name: tuple(items)})

    return change


def outside(**fields: Any) -> Change:
    """The change of fields of the record itself."""
    return lambda whole: changed(whole, **fields)


def swapped(name: str) -> Change:
    """The first two items of a list, the other way round."""

    def change(whole: Report) -> Report:
        first, second, *rest = getattr(whole, name)
        return changed(whole, **{name: (second, first, *rest)})

    return change


def twice(name: str) -> Change:
    """The first item of a list, once more at its end."""
    return lambda whole: changed(whole, **{name: (*getattr(whole, name), getattr(whole, name)[0])})


CHANGES: list[tuple[str, Change]] = [
    ("text_sha256", outside(text=TEXT + ".")),
    ("bytes_sha256", outside(bytes_sha256="0" * 64)),
    ("id", outside(id="r_000000000000000000000000")),
    ("sighting", outside(key="drought.txt")),
    ("sighting", outside(published=None)),
    ("blocks[0].span.exact", inside("blocks", 0, span=Span(start=0, end=3, exact="at "))),
    ("blocks[0].span", inside("blocks", 0, span=Span(start=0, end=len(TEXT) + 1, exact=TEXT))),
    ("blocks[0].span", inside("blocks", 0, span=Span(start=3, end=3, exact=""))),
    ("blocks[0].span", inside("blocks", 0, span=Span(start=-1, end=1, exact=""))),
    ("blocks[1].span.start", swapped("blocks")),
    ("blocks[1].repeats", inside("blocks", 1, repeats=1)),
    ("statements[0].id", inside("statements", 0, id="f_000000000000000000000000")),
    ("statements[0].speaker", inside("statements", 0, speaker="e9", speakers=("e9",))),
    ("statements[0].speakers", inside("statements", 0, speaker="e1", speakers=("e2",))),
    ("statements[1].via[0]", inside("statements", 1, via=("e9",))),
    ("statements[1].time", inside("statements", 1, time="t9")),
    ("statements[0].parent", inside("statements", 0, parent="f_9")),
    ("statements[0].parent", inside("statements", 0, parent=report().statements[0].id)),
    ("statements[0].confidence", inside("statements", 0, confidence=1.5)),
    ("statements[2].id", twice("statements")),
    ("entities[3].id", twice("entities")),
    ("entities[2].mentions", inside("entities", 2, mentions=())),
    ("figures[0].id", inside("figures", 0, outcome="injured")),
    ("figures[0].value", inside("figures", 0, high=Decimal(18))),
    ("figures[1].low", inside("figures", 1, low=Decimal("8.5"))),
    ("figures[0].number", inside("figures", 0, span=report().figures[1].span)),
    ("figures[0].place", inside("figures", 0, place="e9")),
    ("figures[0].by", inside("figures", 0, by="t1")),
    ("figures[0].source", inside("figures", 0, source="e9")),
    ("figures[0].statement", inside("figures", 0, statement=report().figures[0].id)),
    ("figures[1].part_of", inside("figures", 1, part_of=report().figures[1].id)),
    ("events[0].id", inside("events", 0, span=report().statements[0].cue)),
    ("events[0].place", inside("events", 0, place="e9")),
    ("events[0].statement", inside("events", 0, statement="f_9")),
]


@pytest.mark.parametrize(("path", "change"), CHANGES, ids=[f"{at}-{path}" for at, (path, _) in enumerate(CHANGES)])
def test_a_lie_is_found_in_its_place(path: str, change: Change) -> None:
    assert path in [lie.path for lie in lies(change(report()))]


def test_a_lie_says_what_is_claimed_and_what_is_true() -> None:
    wrong = dataclasses.replace(report().statements[0].content[0], exact="At least 91 people were killed")
    (first, *_) = lies(inside("statements", 0, content=(wrong,))(report()))
    assert str(first) == (
        "statements[0].content[0].exact: says 'At least 91 people were killed', "
        "true is 'At least 19 people were killed in Oranto on Tuesd'…"
    )


def test_the_bytes_of_a_web_page_are_not_in_its_record_and_not_disputed() -> None:
    page = dataclasses.replace(report(), media_type="text/html", bytes_sha256="0" * 64)
    assert [lie.path for lie in lies(page)] == ["id"]


@given(st.data())
def test_one_wrong_character_anywhere_in_a_record_is_noticed(data: st.DataObject) -> None:
    line = codec.encode(report()).decode()
    at = data.draw(st.integers(0, len(line) - 1))
    character = data.draw(st.characters(min_codepoint=32, max_codepoint=0x2FF).filter(lambda new: new != line[at]))
    forged = line[:at] + character + line[at + 1 :]
    try:
        read = codec.decode(forged)
    except InputError:
        return
    assert any(lies(read)) or not codec.is_sealed(read) or any(codec.strange(forged, read))
