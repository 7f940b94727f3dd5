"""What a person writes in a search, read into a tree: words, phrases, OR, what is left out, and ranges of dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.model.query import LONGEST, MOST, Dates, Term, Words, asked, dates, folded_words


def term(*words: str, prefix: bool = False) -> Term:
    return Term(words, prefix=prefix)


@pytest.mark.parametrize(
    ("text", "groups", "without"),
    [
        ("flood bridge", ((term("flood"),), (term("bridge"),)), ()),
        ("Flood ÉTÉ", ((term("flood"),), (term("ete"),)), ()),
        ('"burst its banks"', ((term("burst", "its", "banks"),),), ()),
        ('"burst its ban"*', ((term("burst", "its", "ban", prefix=True),),), ()),
        ("evacuat*", ((term("evacuat", prefix=True),),), ()),
        ("old dam OR bridge", ((term("old"),), (term("dam"), term("bridge"))), ()),
        ("dam OR bridge OR pier", ((term("dam"), term("bridge"), term("pier")),), ()),
        ("dam or bridge", ((term("dam"),), (term("or"),), (term("bridge"),)), ()),
        ('flood "OR" dam', ((term("flood"),), (term("or"),), (term("dam"),)), ()),
        ('flood -drill -"fire drill"', ((term("flood"),),), (term("drill"), term("fire", "drill"))),
        ("3.5", ((term("3", "5"),),), ()),
        ("flood ...", ((term("flood"),),), ()),
    ],
)
def test_words_are_read_into_groups(text: str, groups: tuple[tuple[Term, ...], ...], without: tuple[Term, ...]) -> None:
    assert asked(text) == Words(groups, without)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_words_ask_for_everything(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("OR", "OR dam", "dam OR", "dam OR OR pier", "dam OR -pier", "-dam", "...", '""'),
        "a" * (LONGEST + 1),
        "a " * (MOST + 1),
        "flood " + " ".join(f"-w{number}" for number in range(MOST)),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        asked(text)


@given(st.text(max_size=80))
def test_any_string_is_read_or_refused(text: str) -> None:
    try:
        words = asked(text)
    except InputError:
        return
    if words is not None:
        assert all(folded_words(word) == [word] for group in words.groups for one in group for word in one.words)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2031", "2031", "2031"),
        ("2031-05-14", "2031-05-14", "2031-05-14"),
        ("2031-05..2031-08", "2031-05", "2031-08"),
        ("2031..", "2031", None),
        ("..2031-05", None, "2031-05"),
        ("2031-05..2031", "2031-05", "2031"),
    ],
)
def test_a_range_of_dates_has_its_ends(text: str, since: str | None, until: str | None) -> None:
    assert dates(text) == Dates(since, until)


@pytest.mark.parametrize("text", ["", "..", "31", "2031-13", "2031-5", "2031-05-32", "2032..2031", "2031-06..2031-05"])
def test_what_is_no_range_of_dates_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        dates(text)
