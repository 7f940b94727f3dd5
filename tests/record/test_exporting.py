"""What people said comes back to the record, one judgement whatever becomes of another."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from onrecord.model import Failure, Judgement
from onrecord.model.judgement import judgement
from onrecord.record import exporting
from onrecord.store import Entry, open_store
from tests.synthetic import report

AT = "2031-05-14T08:30:00Z"


def test_a_judgement_that_the_record_does_not_take_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report()
    said = [
        judgement(whole, fact=one.id, kind="statement", verdict="accepted", spans=(), by=by, at=AT, origin="doccano")
        for one, by in zip(whole.statements, ("Bo", "B\0"), strict=False)
    ]
    monkeypatch.setattr("onrecord.export.judgements", lambda *_, **__: iter(said))
    with open_store(str(tmp_path / "onrecord.db"), create=True, write=True) as store:
        store.write([Entry(payload=whole.text.encode(), report=whole)], AT)
        taken, lost = exporting.review(store, "doccano", [], by="Bo", at=AT)
        assert taken == said[0]
        assert isinstance(taken, Judgement)
        assert isinstance(lost, Failure)
        assert dataclasses.astuple(lost)[:1] == (said[1].fact,)
        assert store.judgements() == said[:1]
