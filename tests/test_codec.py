"""Records to JSON lines and back; what is wrong with a line is told with its line and field."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import InputError
from onrecord.model import Report
from tests.synthetic import report

numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.integers().map(Decimal)
words = st.text(max_size=30)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """The synthetic report with other words and numbers in it."""
    whole = report()
    first, second = whole.figures
    figure = dataclasses.replace(
        first,
        value=draw(numbers),
        low=draw(numbers),
        high=draw(numbers),
        since=draw(st.none() | words),
        confidence=draw(st.floats(0, 1)),
    )
    return dataclasses.replace(
        whole,
        key=draw(st.none() | words),
        title=draw(st.none() | words),
        text=draw(words),
        bylines=tuple(draw(st.lists(words, max_size=3))),
        figures=(figure, second),
    )


@given(reports())
def test_a_record_comes_back_as_it_was(whole: Report) -> None:
    sealed = codec.seal(whole)
    line = codec.encode(sealed)
    assert b"\n" not in line
    assert codec.decode(line) == sealed
    assert codec.encode(codec.decode(line)) == line
    assert codec.is_sealed(codec.decode(line))


@given(numbers)
def test_a_decimal_stays_the_decimal_that_it_was(value: Decimal | None) -> None:
    figure = dataclasses.replace(report().figures[0], value=value)
    back = codec.decode(codec.encode(dataclasses.replace(report(), figures=(figure,)))).figures[0].value
    assert (back is None) == (value is None)
    if value is not None:
        assert isinstance(back, Decimal)
        assert back.as_tuple() == value.as_tuple()


def test_numbers_are_written_as_numbers() -> None:
    row = json.loads(codec.encode(report()))
    assert [figure["value"] for figure in row["figures"]] == [19, None]
    assert row["figures"][1]["low"] == -5


def test_an_error_names_the_line_and_the_field() -> None:
    good = codec.encode(report())
    bad = good.replace(b'"confidence":0.8', b'"confidence":"high"', 1)
    assert codec.decode(good, "flood.jsonl, line 1") == report()
    with pytest.raises(InputError, match=r"flood\.jsonl, line 3: .*\$\.figures\[0\]\.confidence"):
        codec.decode(bad, "flood.jsonl, line 3")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"schema":"onrecord/1"', '"schema":"onrecord/2"', "schema is 'onrecord/2'"),
        ('"kind":"person"', '"kind":"ghost"', r"\$\.entities\[0\]\.kind"),
        ('"value":19,', '"value":"NaN",', r"\$\.figures\[0\]\.value"),
        ('"text":"', '"txet":"', "missing required field `text`"),
        ('"text":"', '"text":"\\ud800', "not a record"),
        ("{", "[", "not a record"),
    ],
)
def test_a_line_that_is_no_record_is_refused(before: str, after: str, message: str) -> None:
    line = codec.encode(report()).decode().replace(before, after, 1)
    with pytest.raises(InputError, match=message):
        codec.decode(line)


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    with pytest.raises(InputError, match="not a record"):
        codec.decode(codec.encode(report()).replace(b"Bo Lind", b"Bo L\xffnd"))


def test_a_record_laid_out_differently_holds_nothing_strange() -> None:
    laid_out = json.dumps(json.loads(codec.encode(report())), indent=1, sort_keys=True)
    assert codec.decode(laid_out) == report()
    assert list(codec.strange(laid_out, report())) == []


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ('"language":', '"mood":"grim","language":', "mood"),
        ('"unit":"person"', '"unit":"person","doubt":1', "figures[0].doubt"),
        ('"language":"en"', '"language":"fr","language":"en"', "language"),
        ('"value":19,', '"value":"19",', "figures[0].value"),
    ],
)
def test_what_a_record_has_no_field_for_is_named(before: str, after: str, path: str) -> None:
    line = codec.encode(report()).decode().replace(before, after, 1)
    assert codec.decode(line) == report()
    assert [where for where, _ in codec.strange(line, report())] == [path]


def test_the_schema_names_every_field_and_describes_numbers_as_numbers() -> None:
    schema = codec.schema()
    record = schema["$defs"]["Report"]
    assert list(record["properties"]) == [field.name for field in dataclasses.fields(Report)]
    assert list(json.loads(codec.encode(report()))) == list(record["properties"])
    assert schema["$defs"]["Figure"]["properties"]["value"] == {"anyOf": [{"type": "number"}, {"type": "null"}]}
    assert schema["$defs"]["Statement"]["properties"]["form"]["enum"] == ["direct", "indirect", "mixed"]
