"""A judgement: its id is of its content, and its time is an instant in UTC."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from onrecord.model import Judgement, Labelled
from onrecord.model.judgement import VERDICTS, in_force, instant, judgement
from tests.synthetic import report, span

CUE, SOURCE = Labelled(label="cue", span=span("said")), Labelled(label="source", span=span("she"))


def made(**fields: object) -> Judgement:
    given = {"fact": "f_1", "kind": "statement", "verdict": "corrected", "spans": (CUE, SOURCE), "origin": "doccano"}
    who = {"by": "Bo Lind", "at": "2031-05-02T10:30:00Z"}
    return judgement(report(), **(given | who | fields))  # type: ignore[arg-type]


def test_the_same_content_has_the_same_id() -> None:
    assert made().id == made(spans=(SOURCE, CUE), origin="prodigy").id
    assert made().id.startswith("j_")
    assert made().spans == (CUE, SOURCE), "in the order of the text"


@pytest.mark.parametrize(
    "fields",
    [
        {"fact": None},
        {"kind": "event"},
        {"verdict": "accepted"},
        {"spans": (CUE,)},
        {"values": {"polarity": "denied"}},
        {"values": {"polarity": None}},
        {"by": "Ana"},
        {"at": "2031-05-02T10:30:01Z"},
    ],
)
def test_another_content_has_another_id(fields: dict[str, object]) -> None:
    assert made(**fields).id != made().id


def test_a_judgement_can_be_kept_in_a_set_and_not_be_changed() -> None:
    assert len({made(), made(), made(values={"polarity": "denied"})}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        made().by = "Ana"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2031-05-02T10:30:00Z", "2031-05-02T10:30:00Z"),
        ("2031-05-02T12:30:00+02:00", "2031-05-02T10:30:00Z"),
        ("2031-05-02T10:30:00", None),
        ("2031-05-02", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
    ],
)
def test_an_instant_is_in_utc_or_none(value: str, shown: str | None) -> None:
    assert instant(value) == shown


def test_the_verdicts_are_closed() -> None:
    assert VERDICTS == ("accepted", "rejected", "corrected", "added", "noted", "tagged", "withdrawn")


def test_what_was_taken_back_is_not_in_force_and_what_was_said_after_it_is() -> None:
    said = made()
    back = made(verdict="withdrawn", values={"withdrawn": said.id})
    again = made(at="2031-05-03T10:30:00Z")
    assert in_force([said, back]) == []
    assert in_force([said, back, again]) == [again]


def test_a_judgement_is_written_as_json_and_read_back() -> None:
    whole = made(values={"polarity": "denied", "outcome": None})
    assert msgspec.json.decode(msgspec.json.encode(whole), type=Judgement) == whole
