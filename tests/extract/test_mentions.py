"""Names in their places; what they are put together to is told on docs/records/entities.md."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse import RuleAnalyser
from onrecord.extract.mentions import mentions
from onrecord.model import Block, Document, Mention, Span
from onrecord.model.vocabulary import BlockKind


def _read(*blocks: tuple[BlockKind, str]) -> tuple[str, tuple[Mention, ...]]:
    text = "\n\n".join(words for _, words in blocks)
    found: list[Block] = []
    for kind, words in blocks:
        start = found[-1].span.end + 2 if found else 0
        found.append(Block(span=Span(start=start, end=start + len(words), exact=words), kind=kind, repeats=None))
    document = Document(text=text, payload=b"", media_type="text/plain", blocks=tuple(found))
    (analysis,) = RuleAnalyser().analyse([document])
    return text, mentions(analysis)


def _words(*blocks: tuple[BlockKind, str]) -> list[tuple[str, str]]:
    text, found = _read(*blocks)
    return [(mention.kind, text[mention.start : mention.end]) for mention in found]


def test_a_mention_takes_the_title_in_and_its_name_leaves_it_out() -> None:
    """The role stands apart from both."""
    text, (mention,) = _read(("paragraph", "They met the deputy mayor Dr Ana Velt there."))
    assert text[mention.start : mention.end] == "Dr Ana Velt"
    assert (mention.name, mention.title, mention.roles) == ("Ana Velt", "Dr", ("deputy mayor",))


def test_an_acronym_in_brackets_is_marked() -> None:
    """The resolver ties it to the name before it."""
    _, found = _read(("paragraph", "They called the Coast Rescue Service (CRS) at dawn."))
    assert [(mention.name, mention.acronym) for mention in found] == [("Coast Rescue Service", False), ("CRS", True)]


def test_a_headline_has_the_names_that_the_body_makes_known() -> None:
    """Its other capitals tell nothing."""
    headline = "Velt Warns Of Flood As Tarrowby Counts Its Losses"
    body = "The warning was given by Ana Velt in Tarrowby."
    assert _words(("title", headline), ("paragraph", body)) == [
        ("person", "Velt"),
        ("place", "Tarrowby"),
        ("person", "Ana Velt"),
        ("place", "Tarrowby"),
    ]


@pytest.mark.parametrize("kind", ["header", "byline", "credit", "promo"])
def test_blocks_that_are_no_part_of_the_report_name_nobody(kind: BlockKind) -> None:
    """Reporters, photographers and newsletters are no entities."""
    assert _words((kind, "By Ana Velt in Kenya")) == []


def test_a_surname_in_another_paragraph_is_of_the_kind_of_the_full_name() -> None:
    """Alone, "Tarrow" could be anything."""
    assert _words(("paragraph", "It was Ana Tarrow."), ("paragraph", "The boat belongs to Tarrow.")) == [
        ("person", "Ana Tarrow"),
        ("person", "Tarrow"),
    ]
    assert _words(("paragraph", "The boat belongs to Tarrow.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The price rose on Tuesday in March.",
        "She got the Tarrow Prize.",
        "“What now?” they asked. “Nothing.”",
        "The plan costs US$40m or HK$300m.",
        "BRIDGE CLOSED AFTER FLOOD, MAYOR ANA VELT TELLS TARROWBY",
        "However, Boats were lost. Many boats were old. The BOATS sank.",
        "",
        " \n\n ",
    ],
)
def test_what_only_has_a_capital_is_no_name(text: str) -> None:
    """Days, months, prizes, first words, money, capitals throughout."""
    assert _words(("paragraph", text)) == []


def test_a_country_before_a_role_is_a_name_of_its_own() -> None:
    """Country, role and person stand in one run of capitals."""
    assert _words(("paragraph", "It was US Vice President Ana Velt.")) == [("place", "US"), ("person", "Ana Velt")]


def test_a_role_for_two_is_the_role_of_neither() -> None:
    """ "Senators" is a word for both and no part of a name."""
    _, found = _read(("paragraph", "A bill by Senators Ana Velt and Paul Hask failed."))
    assert [(mention.name, mention.roles) for mention in found] == [("Ana Velt", ()), ("Paul Hask", ())]


def test_a_stop_that_ends_the_sentence_is_no_part_of_the_last_name() -> None:
    """An abbreviation's stop and the sentence's are one character."""
    text, (mention,) = _read(("paragraph", "The bridge was built by Velt Motors Ltd."))
    assert text[mention.start : mention.end] == mention.name == "Velt Motors Ltd"


@given(st.text())
@settings(deadline=None)
def test_mentions_of_any_text_are_in_order_and_apart(text: str) -> None:
    """None is empty, none overlaps another."""
    _, found = _read(("paragraph", text))
    for one, other in pairwise(found):
        assert one.end <= other.start
    for mention in found:
        assert mention.start < mention.end <= len(text)
        assert mention.name


def test_a_firm_with_an_and_sign_is_one_name() -> None:
    """Its last word is no role there."""
    assert _words(("paragraph", "The dam was built by Velt & Sons and Orlo.")) == [("organisation", "Velt & Sons")]


def test_those_who_are_listed_have_each_their_own_role() -> None:
    """A role behind "and the" is not that of the first of them; "Jan" before a name is no month."""
    said = "Mayor Lena Holt, her deputy Jan Pell and the fire chief, Rudi Mars, said in Osk that it was over."
    _, found = _read(("paragraph", said))
    persons = [(mention.name, mention.roles) for mention in found if mention.kind == "person"]
    assert persons == [("Lena Holt", ("mayor",)), ("Jan Pell", ("deputy",)), ("Rudi Mars", ("fire chief",))]
