"""A record stays in proportion to its text, however often a text attributes the same words."""

from __future__ import annotations

import pytest

from onrecord.analyse import RuleAnalyser
from onrecord.codec import encode
from onrecord.extract.mentions import mentions
from onrecord.extract.statements import attributions
from onrecord.model import Extraction
from onrecord.resolve import resolve
from tests.resolve.reading import document

WIDEST = 100  # bytes of a record for each character of its text: a clause may hold others within its longest length
UNITS = [
    "according to Ana Ruiz, ",
    "rain according to Ana Ruiz ",
    "According to Ana Ruiz: ",
    "Ana Ruiz said ",
    "it rained, said Ana Ruiz, ",
    "rain, Ana Ruiz said, ",
    "Ana Ruiz, who said ",
    "“a” said Ana Ruiz ",
    "“Rain,” said Ana Ruiz, ",
    "her claim that ",
    "called for rain ",
    "rain — Ana said — ",
    "was expected to ",
]


def record_size(text: str) -> int:
    (analysis,) = RuleAnalyser().analyse([document(text)])
    named = mentions(analysis)
    return len(encode(resolve(analysis, Extraction(mentions=named, attributions=attributions(analysis, named)))))


@pytest.mark.parametrize("unit", UNITS)
def test_a_sentence_that_repeats_an_attribution_gives_a_record_in_proportion(unit: str) -> None:
    text = unit * 1_000
    assert record_size(text) < WIDEST * len(text)


@pytest.mark.parametrize(
    "text",
    [
        "A" + "a" * 20_000 + " said it rained" + ", denied that it rained" * 500,
        "A" + "a" * 20_000 + " Velt left." + " Velt said it rained." * 500,
        "The “" + "a " * 10_000 + "” plan said it rained" + ", denied that it rained" * 500,
        "It rained, according to A" + "a" * 20_000 + ". “It rained.”" * 500,
        "rain of Rain " * 2_000 + "said it rained" + ", denied that it rained" * 500,
    ],
    ids=["word", "name", "quotation", "according", "phrase"],
)
def test_a_source_without_end_is_not_written_again_for_each_of_its_verbs(text: str) -> None:
    assert record_size(text) < 40 * len(text)
