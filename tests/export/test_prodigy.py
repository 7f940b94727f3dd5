"""Prodigy: answers, annotators, and tasks that say nothing of any fact."""

from __future__ import annotations

import pytest

from onrecord import export
from onrecord.model import Failure, Judgement
from tests.export.samples import lookup, written
from tests.export.tools import Prodigy
from tests.synthetic import report

WHO = {"by": "Bo Lind", "at": "2031-05-02T10:30:00Z"}


def opened() -> Prodigy:
    return Prodigy(written("prodigy", report()))


def came_back(file: Prodigy) -> list[Judgement | Failure]:
    return list(export.judgements("prodigy", file.lines(), **WHO, lookup=lookup((report(),))))


def test_an_ignored_task_says_nothing() -> None:
    file = opened()
    file.documents[0]["answer"] = "ignore"
    assert came_back(file) == []


def test_a_task_rejected_as_a_whole_is_told_and_rejects_no_fact() -> None:
    file = opened()
    file.documents[0]["answer"] = "reject"
    (failure,) = came_back(file)
    assert isinstance(failure, Failure)
    assert "says of no fact what is wrong" in failure.reason


def test_a_span_that_was_rejected_by_itself_is_gone() -> None:
    file = opened()
    file.find(0, "trigger", "closed")["answer"] = "reject"
    verdicts = [each.verdict for each in came_back(file) if isinstance(each, Judgement)]
    assert sorted(set(verdicts)) == ["accepted", "rejected"]
    assert verdicts.count("rejected") == 1


def test_a_task_without_spans_is_told() -> None:
    file = opened()
    del file.documents[0]["spans"]
    (failure,) = came_back(file)
    assert "has no spans" in str(failure)


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"_annotator_id": "facts-ana", "_timestamp": 1935498600}, ("facts-ana", "2031-05-02T14:30:00Z")),
        ({"_annotator_id": "", "_timestamp": 1e99}, tuple(WHO.values())),
        ({"_annotator_id": 3, "_timestamp": "now"}, tuple(WHO.values())),
    ],
)
def test_who_annotated_and_when_is_taken_from_the_task(fields: dict[str, object], who: tuple[str, str]) -> None:
    file = opened()
    file.documents[0] |= fields
    assert {(each.by, each.at) for each in came_back(file) if isinstance(each, Judgement)} == {who}
