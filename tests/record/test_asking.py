"""What a program asks for: a filter that cannot be meant is refused, and never finds nothing in silence."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.model.query import Dates, Query, dates
from onrecord.record.asking import query_of


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"published": 2032}, "published: 2032 is no text"),
        ({"said": "2032-02-30"}, "said: '2032-02-30' is no range of dates"),
        ({"said": Dates("2032-02-30")}, "is no range of dates"),
        ({"said": Dates(since=2032)}, "is no range of dates"),  # type: ignore[arg-type]
        ({"who": ["a"]}, r"who: \['a'\] is no text"),
        ({"who": "..."}, "is no name"),
        ({"kind": "figur"}, "kind: 'figur' is none of statement, figure, event"),
        ({"kind": ["figure"]}, "is none of statement"),
        ({"outcome": "dead"}, "outcome: 'dead' is none of"),
        ({"confidence": "x"}, "confidence: 'x' is no number"),
        ({"confidence": float("nan")}, "is no number"),
        ({"confidence": True}, "is no number"),
        ({"color": "red"}, "'color' is no filter"),
    ],
)
def test_what_cannot_be_meant_is_refused(filters: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        query_of("flood", filters)
    fields = {name: value for name, value in filters.items() if name != "color"}
    if fields and not isinstance(filters.get("said"), str):
        with pytest.raises(InputError, match=told):
            query_of(Query(words="flood", **fields), {})


@pytest.mark.parametrize("words", [None, 7, b"flood"])
def test_words_are_text(words: Any) -> None:
    with pytest.raises(InputError, match="is no search"):
        query_of(words, {})


def test_what_is_understood_is_a_query() -> None:
    given = query_of("flood", {"said": "2032-02-29..", "confidence": 1, "kind": "figure", "who": None})
    assert given == Query(words="flood", said=Dates("2032-02-29"), confidence=1, kind="figure")
    assert query_of(given, {"who": "Ruiz"}).who == "Ruiz"


@pytest.mark.parametrize("day", ["2031-02-29", "2032-04-31", "0000-01-01", "2031-13"])
def test_a_day_is_one_of_the_calendar(day: str) -> None:
    with pytest.raises(InputError, match="no range of dates"):
        dates(f"2031..{day}")
