"""Citations that are nearly right, or look wrong and are not, of a report written for them."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.model.citation import Citation, Verdict
from tests.prove.shelf import Shelf

TEXT = """date 2031-02-11

Twenty-one workers were trapped in the Dorrel mine on Monday, the rescue service said.

The mine had sold 3 million tonnes of ore since 2028.

"We will pump the shaft dry," said Hana Voss, the chief engineer. "It could take two weeks, if nothing breaks."

“Will anybody resign?” asked Odo Prewitt, a councillor, on Tuesday. “The blasting was lawful.”

The shaft was at −5 degrees, Voss said. Some 300 relatives waited at the gate.

The ministry did not\u00a0approve the
 blasting  plan, a spokes\u00adman said. The cafe\u0301 at the pit\u2019s gate stayed open.

The Dorrel mine closed the south shaft in 2029. Odo Prewitt had asked why; nobody answered.
"""
REPORT = onrecord.read_text(TEXT)
OTHER = onrecord.read_text(
    "date 2031-02-12\n\nThe pumps were sold to a mine in Upper Brack, Hana Voss said on Wednesday.\n"
)
SHELF = Shelf(reports=(REPORT, OTHER))


def judged(quote: str | None = None, figure: str | None = None, speaker: str | None = None) -> Verdict:
    return SHELF.judge(Citation(row=2, id=REPORT.id, quote=quote, figure=figure, speaker=speaker))


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        ("The ministry did not approve the blasting plan, a spokesman said", "typography"),  # odd spaces, soft hyphen
        ("The café at the pit's gate stayed open", "typography"),  # a letter of two characters
        ("the Dorrel mine closed", "typography"),  # stands first with "in", then with a capital letter
        ("It [the pumping] could take two weeks", "typography"),  # words put in, none replaced
        ("We will pump the shaft dry … It could take two weeks", "typography"),  # one speaker, the attribution left out
        ("[W]e will pump the shaft dry", "typography"),
        ("The shaft was at -5 degrees", "typography"),  # a minus sign written as a hyphen
        ("We will pump the shaft dry. It could take two weeks, if nothing breaks.", "joined"),
        ("Will anybody resign?", "exact"),
        ("Dorrel mine", "exact"),
    ],
)
def test_a_quote_that_differs_in_typography_alone_is_verified(quote: str, how: str) -> None:
    verdict = judged(quote)
    assert (verdict.status, verdict.how) == ("verified", how), verdict.reason


@pytest.mark.parametrize(
    "quote",
    [
        "one workers were trapped in the Dorrel mine",  # cut out of "Twenty-one"
        "The mine had sold 3 billion tonnes of ore since 2028",
        "The mine had sold 3 million tonnes of ore since 2029",
        "The mine had sold 3",  # cut out of "3 million"
        "Twenty-one workers were trapped in the Dorrel mine on Sunday",
        '"We will pump the shaft dry," said Hanna Voss, the chief engineer',  # somebody else's name
        "It will take two weeks",
        "It could take two weeks, if anything breaks",
        "It could take two weeks … We will pump the shaft dry",  # the wrong way round
        "We will pump the shaft dry … The blasting was lawful",  # two speakers
        "We will [not] pump the shaft dry",
        "The ministry did […] approve the blasting plan",
        "The ministry did [later] approve the blasting plan",
        "approve the blasting plan",
        "The blasting was unlawful",
        "Anybody will resign",
        "Will anybody resign.",
        "The shaft was at 5 degrees",
        "5 degrees",
        "The Dorrel mine closed the north shaft in 2029",
        "Odo Prewitt had asked why; somebody answered",
        "The workers were trapped in the Dorrel mine on Monday",  # "Twenty-one" left out
        "The Dorrel mine closed the shaft in 2029",
    ],
)
def test_a_quote_that_says_something_else_is_not_found(quote: str) -> None:
    verdict = judged(quote)
    assert verdict.status == "not_found", verdict.reason
    assert verdict.how is None


@pytest.mark.parametrize(
    "quote",
    [
        "Twenty-one workers were traped in the Dorrel mine on Monday",
        "Twenty-one workers were trapped in Dorrel mine on Monday",  # an article
        "Odo Prewitt had asked why, nobody answered",  # punctuation
        "WE WILL PUMP THE SHAFT DRY",
    ],
)
def test_a_quote_with_small_changes_of_form_has_moved(quote: str) -> None:
    verdict = judged(quote)
    assert (verdict.status, verdict.how) == ("moved", "aligned"), verdict.reason


def test_words_of_another_report_have_moved_there() -> None:
    verdict = judged("The pumps were sold to a mine in Upper Brack")
    assert (verdict.status, [place.report for place in verdict.places]) == ("moved", [OTHER.id])


def test_two_words_that_stand_in_another_report_prove_nothing() -> None:
    assert judged("Upper Brack").status == "not_found"


def test_words_after_a_changed_number_are_shown_with_what_differs() -> None:
    verdict = judged("It could take nine weeks, if nothing breaks")
    assert verdict.status == "not_found"
    assert [(one.cited, one.report) for one in verdict.differences] == [("nine", "two")]
    assert [place.exact for place in verdict.places] == ["It could take two weeks, if nothing breaks"]


def test_words_of_which_nothing_stands_there_have_no_nearest_passage() -> None:
    verdict = judged("Penguins marched over frozen lakes yesterday")
    assert (verdict.status, verdict.places) == ("not_found", ())


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        ("21 workers", "verified"),
        ("about 300 relatives", "verified"),
        ("300", "verified"),
        ("exactly 300 relatives", "not_found"),
        ("more than 300 relatives", "not_found"),
        ("300 workers", "not_found"),
        ("22 workers", "not_found"),
        ("3 million tonnes", "verified"),
        ("3 million euros", "not_found"),
        ("2029", "not_found"),
        ("21 workers not trapped", "invalid"),
        ("21 workers and 300 relatives", "invalid"),
        ("many workers", "invalid"),
    ],
)
def test_a_figure_holds_with_every_word_that_is_given(figure: str, status: str) -> None:
    verdict = judged(figure=figure)
    assert verdict.status == status, verdict.reason


def test_a_row_with_quote_and_figure_is_as_good_as_the_worse() -> None:
    assert judged("We will pump the shaft dry", "21 workers").status == "verified"
    assert judged("We will pump the shaft dry", "22 workers").status == "not_found"


def test_a_speaker_is_held_against_whom_the_report_names() -> None:
    assert judged("It could take two weeks", speaker="Hana Voss").status == "verified"
    assert judged("The blasting was lawful", speaker="Hana Voss").status == "moved"
    unsure = judged("The Dorrel mine closed the south shaft in 2029", speaker="Hana Voss")
    assert (unsure.status, unsure.cautions) == ("verified", ("not checked: whether Hana Voss said it",))


def test_a_row_that_says_too_little_is_invalid() -> None:
    assert SHELF.judge(Citation(row=2, quote="Dorrel mine")).status == "invalid"
    assert SHELF.judge(Citation(row=2, id=REPORT.id)).status == "invalid"
    assert judged("…").status == "invalid"


def test_a_report_that_is_not_on_the_record_is_no_source() -> None:
    verdict = SHELF.judge(Citation(row=2, url="https://nowhere.example/", quote="We will pump the shaft dry"))
    assert (verdict.status, [place.report for place in verdict.places]) == ("no_source", [REPORT.id])
    assert SHELF.judge(Citation(row=2, url="https://nowhere.example/", figure="21 workers")).status == "no_source"
