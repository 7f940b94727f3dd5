"""What a search divides into, and what came to a record when."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import InputError
from onrecord.record import open_record
from tests.record import reports


def test_facts_are_counted_by_what_can_be_asked_for(store_place: str, tmp_path: Path) -> None:
    with open_record(store_place) as record:
        record.add([reports.file(tmp_path / "four.jsonl", 4)])
        found = record.facets(kind="statement")
        assert found.whole
        assert dict(found.counts["kind"]) == {"statement": found.facts}
        assert found.counts["who"] == [("Ana Ruiz", found.facts)]
        assert {outlet for outlet, _ in found.counts["outlet"]} == {
            f"The {place} Courier" for place in ("Oranto", "Veldhaven", "Brackwater", "Tammar")
        }
        assert found.counts["published"] == [("2031", found.facts)]
        assert record.facets("families", kind="figure").counts["kind"] == [("figure", 4)]


def test_counting_is_bounded_and_says_so(store_place: str, tmp_path: Path) -> None:
    with open_record(store_place) as record:
        record.add([reports.file(tmp_path / "four.jsonl", 4)])
        few = record.facets(most=3)
        assert (few.facts, few.whole) == (3, False)
        assert sum(many for _, many in few.counts["kind"]) == 3
        nobody = record.facets(who="Nobody Known")
        assert (nobody.facts, nobody.whole, nobody.counts["kind"]) == (0, True, [])


def test_what_came_is_listed_from_the_newest_and_gone_through_by_cursor(store_place: str, tmp_path: Path) -> None:
    with open_record(store_place) as record:
        record.add([reports.file(tmp_path / "five.jsonl", 5)])
        whole = record.arrivals()
        assert [one.statements > 0 and one.figures > 0 for one in whole] == [True] * 5
        first = record.arrivals(limit=2)
        second = record.arrivals(limit=2, after=first[-1].cursor)
        third = record.arrivals(limit=2, after=second[-1].cursor)
        assert [*first, *second, *third] == whole
        assert record.arrivals(since=whole[0].seen.first_seen[:10]) == whole
        assert record.arrivals(since="9999-01-01") == []
        with pytest.raises(InputError, match="is no cursor"):
            record.arrivals(after="nonsense")
