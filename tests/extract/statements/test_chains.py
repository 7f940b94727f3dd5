"""What an outlet cites or quotes has its origin as the source, and the outlet as the carrier."""

from __future__ import annotations

import time

import pytest

from onrecord.model import Report
from tests.extract.statements.reading import read, words


def carriers(report: Report) -> list[list[str]]:
    names = {entity.id: entity.name for entity in report.entities}
    return [[names[each] for each in statement.via] for statement in report.statements]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The harbour will close in June, the Alder Times reported, citing two officials.",
            "two officials",
            "citing",
            "The harbour will close in June",
        ),
        (
            "The harbour will close in June, according to the Alder Times, citing two people familiar with the matter.",
            "two people familiar with the matter",
            "citing",
            "The harbour will close in June",
        ),
        (
            "The Alder Times said on Monday, citing an unnamed official, that the quay was unsafe.",
            "an unnamed official",
            "citing",
            "that the quay was unsafe",
        ),
        (
            "The Alder Times quoted Ana Ruiz as saying that the quay was unsafe.",
            "Ana Ruiz",
            "saying",
            "that the quay was unsafe",
        ),
        (
            "Ana Ruiz was quoted by the Alder Times as saying that the quay was unsafe.",
            "Ana Ruiz",
            "saying",
            "that the quay was unsafe",
        ),
    ],
)
def test_the_origin_is_the_source_and_the_outlet_the_carrier(text: str, source: str, cue: str, content: str) -> None:
    report = read(text)
    (one,) = report.statements
    assert one.source is not None
    assert one.cue is not None
    assert (one.source.exact, one.cue.exact, words(one)) == (source, cue, content)
    assert carriers(report) == [["Alder Times"]]


def test_an_outlet_that_saw_a_document_carries_it() -> None:
    report = read("The quay was unsafe, according to a letter seen by the Alder Times.")
    assert carriers(report) == [["Alder Times"]]
    assert report.statements[0].source_kind == "document"


def test_the_cue_is_whole_where_nothing_stands_inside_it() -> None:
    (one,) = read("Ana Ruiz was quoted as saying that the quay was unsafe.").statements
    assert one.cue is not None
    assert one.cue.exact == "was quoted as saying"


def test_somebody_who_is_no_outlet_stays_the_source_of_what_she_says_citing_another() -> None:
    (one,) = read("Tessa Moor, citing police, said the quay was unsafe.").statements
    assert one.source is not None
    assert one.source.exact == "Tessa Moor"
    assert one.via == ()


def test_a_reason_that_is_cited_is_said_by_who_cites_it() -> None:
    report = read("The Alder Times closed its printing house, citing a lack of paper.")
    assert [words(one) for one in report.statements] == ["a lack of paper"]
    assert carriers(report) == [[]]


def test_three_thousand_who_cite_are_read_in_time() -> None:
    text = "The Alder Times said the quay was shut, citing police" + ", citing police" * 3000 + "."
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“It was late,” the Alder Times quoted Ana Ruiz as saying.", "It was late"),
        ("“It was late,” the agency quoted Ana Ruiz as saying, “and we left.”", "It was late / and we left"),
    ],
)
def test_a_quotation_before_the_quoting_is_of_who_is_quoted(text: str, content: str) -> None:
    report = read(text)
    (one,) = report.statements
    assert (words(one), one.source.exact if one.source else None) == (content, "Ana Ruiz")
