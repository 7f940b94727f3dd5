"""Figures and relations of a record, as a program asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import InputError, RecordError
from onrecord.record import Record

TEXTS = {
    "2031-05-02": "At least 12 people were killed when the ferry Marigold sank off Port Lorn on Thursday, the coast"
    " guard said. The captain of the Marigold, Oskar Venn, was saved.",
    "2031-05-03": "The sinking of the ferry Marigold off Port Lorn on Thursday killed 15 people, the coast guard said."
    " Divers looked for those of captain Oskar Venn's crew.",
    "2031-05-04": "More than 1,400 people have been killed in Sarvia since March 3, the ministry said.",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record of two reports on a ferry and one on a war."""
    file = tmp_path / "reports.jsonl"
    lines = [{"id": day, "text": text, "published": day, "outlet": "Courier"} for day, text in TEXTS.items()]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    opened = onrecord.open(tmp_path / "onrecord.db")
    opened.add([file])
    return opened


def test_a_figure_is_followed_through_the_record(record: Record) -> None:
    with record:
        (toll,) = record.series("killed", kind="incident")
        assert [int(point.telling.number or 0) for point in toll.points] == [12, 15]
        assert toll.source == "coast guard"
        (war,) = record.series("killed", place="Sarvia", since="2031-03")
        assert war.subject.window == "2031-03-03"
        assert record.series("killed", counted="children") == []
        assert [line.subject.kind for line in record.series("killed", published="2031-05-04..")] == ["cumulative"]
        with pytest.raises(InputError, match="published: 'May' is no range of dates"):
            record.series("killed", published="May")


def test_relations_are_of_the_whole_record_or_of_the_reports_named(record: Record) -> None:
    with record:
        (rise,) = record.relations()
        assert (rise.kind, rise.one.key, rise.other.key) == ("updates", "2031-05-03", "2031-05-02")
        assert record.relations("2031-05-02", "2031-05-04") == []
        assert record.relations("2031-05-02", "2031-05-03") == [rise]
        incident = next(each.incident for each in record.store.groups() if each.sighting == rise.one.sighting)
        assert record.relations(incident) == [rise]
        with pytest.raises(RecordError):
            record.relations("nowhere")
