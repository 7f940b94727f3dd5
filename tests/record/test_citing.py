"""Citations held against a record, as a fact-checker does it: the file of examples, on both stores."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from onrecord.model import Failure
from onrecord.record import open_record
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_forty_citations_are_told_right(store_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    told: Counter[str] = Counter()
    wrong = []
    with open_record(store_place, settings=Settings(processes=1)) as record:
        record.add(["reports", "citations/reports"])
        texts = {report.id: report.text for report in record.reports()}
        for verdict in record.verdicts(Path("citations/citations.csv").read_bytes()):
            assert not isinstance(verdict, Failure)
            told[verdict.status] += 1
            expected = dict(verdict.citation.others)["expected"]
            if verdict.status != expected:
                wrong.append(f"row {verdict.citation.row}: {verdict.status}, not {expected}: {verdict.reason}")
            for place in verdict.places:
                assert texts[place.report][place.start : place.end] == place.exact
    assert wrong == []
    assert sum(told.values()) == 40
    assert told["verified"] < 28


def test_an_address_is_the_same_with_and_without_what_people_add(store_place: str) -> None:
    rows = b"url,quote\n" + b"".join(
        b"%b,Nobody strikes for fun\n" % url
        for url in (
            b"https://courier.example/2031/03/06/tram-strike",
            b"http://www.courier.example/2031/03/06/tram-strike/",
            b"courier.example/2031/03/06/tram-strike?from=feed#top",
            b"https://courier.example/2031/03/06/tram",
        )
    )
    with open_record(store_place, settings=Settings(processes=1)) as record:
        record.add([EXAMPLES / "reports" / "strike.html"])
        told = [verdict.status for verdict in record.verdicts(rows) if not isinstance(verdict, Failure)]
    assert told == ["verified", "verified", "verified", "no_source"]


def test_words_that_stand_in_another_report_are_found_there(store_place: str, tmp_path: Path) -> None:
    words = "The gates were opened at noon on Saturday"
    (tmp_path / "other.txt").write_text("date 2031-05-15\n\nNothing of the kind was said in Osk.\n")
    rows = f"key,quote\n{tmp_path}/other.txt,{words}\n".encode()
    with open_record(store_place, settings=Settings(processes=1)) as record:
        record.add([EXAMPLES / "reports" / "flood.txt", tmp_path / "other.txt"])
        (verdict,) = record.verdicts(rows)
        (flood,) = (report for report in record.reports() if words in report.text)
    assert not isinstance(verdict, Failure)
    assert verdict.status == "moved"
    assert [(place.report, place.exact) for place in verdict.places] == [(flood.id, words)]
