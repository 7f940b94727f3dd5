"""The way, top to bottom: every input comes out, in order, as a report or as the reason why there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import codec, pipeline
from onrecord.acquire import Input, from_text
from onrecord.analyse import RuleAnalyser
from onrecord.errors import InputError
from onrecord.model import Acquired, Analysis, Document, Failure, Report
from onrecord.model.proof import lies, spans
from onrecord.settings import Settings

TEXT = "The bridge at Oranto was closed."


class FaultyAnalyser:
    """An analyser that fails on every document."""

    engine = "faulty/1"

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Fail as a program with a fault does."""
        for _ in documents:
            raise ZeroDivisionError("an odd quotation mark")
        yield from ()


def document(key: str = "bridge.txt") -> Document:
    acquired = from_text(TEXT, key=key)
    assert isinstance(acquired, Document)
    return acquired


def test_a_document_becomes_a_report() -> None:
    report = pipeline.read_document(document(), RuleAnalyser())
    assert isinstance(report, Report)
    assert (report.text, report.key) == (TEXT, "bridge.txt")


def test_a_fault_of_the_program_becomes_a_failure_of_that_report() -> None:
    failure = pipeline.read_document(document(), FaultyAnalyser())
    assert isinstance(failure, Failure)
    assert str(failure) == (
        "bridge.txt: the program failed on it (ZeroDivisionError: an odd quotation mark); "
        "the other reports are read; please report this one as a bug"
    )


def test_documents_and_failures_come_out_one_for_one_and_one_at_a_time() -> None:
    seen: list[str] = []

    def documents() -> Iterator[Acquired]:
        for key in ("a", "b"):
            seen.append(key)
            yield document(key)
            yield Failure(locator=key, reason="it is empty", remedy="leave it out")

    results = pipeline.read_documents(documents())
    first = next(results)
    assert isinstance(first, Report)
    assert (first.key, seen) == ("a", ["a"]), "the second was not asked for before the first was out"
    assert [type(result) for result in results] == [Failure, Report, Failure]


def test_a_fault_while_an_input_is_opened_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def inputs(path: str, *, name: str | None, published: str | None, limit: int, part: object) -> Iterator[Input]:
        assert (name, published, limit, part) == (None, None, Settings().limit, None)
        yield Input(locator=path, acquired=document(path), size=0)
        if path == "odd":
            raise KeyError("charset")

    monkeypatch.setattr("onrecord.acquire.inputs", inputs)
    odd, fault, fine = pipeline.read_all(["odd", "fine"], Settings())
    assert isinstance(odd, Report)
    assert isinstance(fine, Report)
    assert isinstance(fault, Failure)
    assert fault.locator == "odd"
    assert fault.reason == "the program failed on it (KeyError: 'charset')"


def test_a_date_that_is_none_is_refused_once_and_not_for_every_input() -> None:
    with pytest.raises(InputError):
        list(pipeline.read_all(["a", "b"], Settings(), published="someday"))


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/br\xfccke.txt")
    try:
        Path(path).write_text(TEXT)
    except OSError:
        pytest.skip("this file system has no such names")
    (report,) = pipeline.read_all([path], Settings())
    assert isinstance(report, Report), report
    assert report.key == f"{tmp_path}/br\\udcfccke.txt"


FRAGMENTS = st.sampled_from(
    [
        "date 2031-05-02 ",
        "Ana Ruiz, the mayor of Oranto, said ",
        "“The bridge was closed,” ",
        '"Nobody warned us," she told the Courier. ',
        "according to the river authority",
        "At least 19 people were killed",
        ", nine of whom were children, ",
        "between 40 and 60 ships",
        "€14 million",
        "on Tuesday",
        "last week",
        "Mr Lind denied that ",
        "‘",
        "»",
        "\u0065\u0301",
        "👩‍👩‍👧",
        "\ufeff",
        "\u200b",
        "\r\n",
        "\n\n",
        ". ",
        "Photo: ",
        "½",
        "²",
        "٣",
        "1,2,3",
        "10:30",
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=8), min_size=1, max_size=14).map("".join))
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_the_record_holds(text: str) -> None:
    read = pipeline.read_text(text, published="2031-05-02")
    if isinstance(read, Failure):
        assert "the program failed" not in read.reason, read
        return
    assert read.text == text
    assert all(text[span.start : span.end] == span.exact for _, span in spans(read))
    assert list(lies(read)) == []
    assert codec.decode(codec.encode(read)) == read


def test_no_facts_are_looked_for_far_into_a_text_that_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LONG", 60)
    text = "Two people were hurt in Oranto.\n\nThree were hurt in Velt.\n\nFour people were hurt in Tarrow."
    acquired = from_text(text)
    assert isinstance(acquired, Document)
    report = pipeline.read_document(acquired, RuleAnalyser())
    assert isinstance(report, Report)
    assert (report.text, len(report.blocks)) == (text, 3)
    assert [figure.value for figure in report.figures] == [2, 3]
    assert report.warnings == ("longer than 60 characters or 15,000 numbers: facts are looked for in the first 59",)
    assert not list(lies(report))
