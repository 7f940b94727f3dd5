"""Tagged sentences are read and scored as the docstring of `quality.appeals` says."""

from __future__ import annotations

from collections import Counter

import pytest

from onrecord.model import Report
from onrecord.pipeline import read_text
from quality.appeals import count, names, scores, untagged

TAGGED = (
    "<Source:Named:Official>Ana Velt</Source:Named:Official> told <Recipient>the Alder Times</Recipient> "
    "<Fact_Appeal:Indirect_Quote>that <Source:Unnamed:null>she</Source:Unnamed:null> left</Fact_Appeal:Indirect_Quote>."
)


def read(text: str) -> Report:
    report = read_text(text)
    assert isinstance(report, Report)
    return report


def test_a_tagged_sentence_gives_its_text_its_sources_and_who_was_told() -> None:
    appeal = untagged(TAGGED)
    assert appeal.text == "Ana Velt told the Alder Times that she left."
    assert [(appeal.text[a:b], named) for (a, b), named in appeal.sources] == [("Ana Velt", True), ("she", False)]
    assert [appeal.text[a:b] for a, b in appeal.recipients] == ["the Alder Times"]


@pytest.mark.parametrize(
    ("sentence", "is_named"),
    [
        ("[Ana Velt] said the bridge was closed.", True),
        ("[He] said the bridge was closed.", False),
        ("[The ministry] said the bridge was closed.", False),
        ("[Residents] said the bridge was closed.", False),
        ("[An aide to Ana Velt] said the bridge was closed.", False),
    ],
)
def test_a_source_is_named_where_its_speaker_has_a_name(sentence: str, is_named: bool) -> None:
    for kind in (True, False):
        tag = f"Source:{'Named' if kind else 'Unnamed'}:null>"
        appeal = untagged(sentence.replace("[", f"<{tag}").replace("]", f"</{tag}"))
        n: Counter[str] = Counter()
        count(appeal, read(appeal.text), n)
        assert (n["sources"], n["found"], n["right"]) == (1, 1, kind == is_named)


def test_a_name_in_the_words_of_a_source_is_told_from_a_name_of_its_own() -> None:
    report = read("An aide to Ana Velt said the bridge was closed.")
    assert names(report, report.statements[0])


def test_scores_are_shares_in_percent_and_none_of_nothing() -> None:
    assert scores(Counter({"sources": 4, "found": 2, "right": 1}))["named_or_not"] == 50.0
    assert scores(Counter({"sources": 4, "found": 2, "right": 1}))["named_or_not_of_all"] == 25.0
    assert scores(Counter())["found"] == 0.0
