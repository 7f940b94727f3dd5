"""Whom a pronoun may stand for: never for somebody whose noun tells the other sex."""

from __future__ import annotations

import pytest

from onrecord.lexicon import table
from tests.extract.statements.reading import read, said


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Lena Orlo said he had not seen the letter. She added that it was forged.",
        "A spokeswoman said it was late. He added that it was cold.",
        "The father said it was late. She added that it was cold.",
    ],
)
def test_a_pronoun_of_the_other_sex_is_not_who_spoke_before(text: str) -> None:
    assert said(read(text), "added").speaker is None


def test_a_pronoun_of_the_same_sex_may_be() -> None:
    report = read("A spokeswoman said it was late. She added that it was cold.")
    assert said(report, "added").speaker == said(report, "said").speaker is not None


@pytest.mark.parametrize("row", table("noun_sexes"), ids=lambda row: row[0])
def test_the_sex_of_a_noun_is_f_or_m(row: tuple[str, ...]) -> None:
    assert row[1] in ("f", "m")
