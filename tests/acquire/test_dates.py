"""Publication dates: as precise as given, never made up."""

from __future__ import annotations

import pytest

from onrecord.acquire.dates import Header, header, iso, settle
from onrecord.acquire.pages.dates import instant
from onrecord.model import Dated


@pytest.mark.parametrize(
    "value",
    ["2031", "2031-05", "2031-05-02", "2031-05-02T10:30", "2031-05-02 10:30:15.25Z", "2031-05-02T10:30:00+0200"],
)
def test_an_iso_date_is_kept_as_given(value: str) -> None:
    assert iso(value) == value


@pytest.mark.parametrize(
    "value", ["2031-02-30", "2031-5-2", "02/05/2031", "2031-05T10:30", "today", "", None, 20310502, "2031-05-02T25:00"]
)
def test_what_is_no_iso_date_is_none(value: object) -> None:
    assert iso(value) is None


@pytest.mark.parametrize("text", ["date 2031-05-02x", "dated 2031-05-02", "A date 2031-05-02", "date 2031-13-02"])
def test_a_text_without_both_tokens_has_no_header(text: str) -> None:
    assert header(text) is None


def test_the_header_goes_before_the_field_and_a_contradiction_is_told() -> None:
    head = Header(start=0, end=15, value="2031-05-02")
    published, (warning,) = settle("2031-05-03", head, None)
    assert published == Dated(value="2031-05-02", basis="header")
    assert "2031-05-02" in warning
    assert "2031-05-03" in warning


def test_a_field_that_is_no_date_is_told_and_the_option_taken() -> None:
    option = Dated(value="2031-01-01", basis="option")
    published, (warning,) = settle("last week", None, option)
    assert published == option
    assert "'last week'" in warning


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2031-05-02T23:30:00-0500", "2031-05-02T23:30:00-05:00"),
        ("2031-05-02T10:30:15.250Z", "2031-05-02T10:30:15Z"),
        ("2031-05-02 10:30", "2031-05-02T10:30:00"),
        ("2031/5/2", "2031-05-02"),
        ("20310502", "2031-05-02"),
        ("Fri, 02 May 2031 10:30:00 +0200", "2031-05-02T10:30:00+02:00"),
        ("May 2, 2031", "2031-05-02"),
        ("2 May 2031", "2031-05-02"),
    ],
)
def test_a_page_s_date_keeps_its_local_day_and_offset(written: str, told: str) -> None:
    assert instant(written) == told


@pytest.mark.parametrize("written", ["soon", "2031-02-30", "5", "x" * 500, ""])
def test_a_page_s_date_that_is_none_is_none(written: str) -> None:
    assert instant(written) is None
