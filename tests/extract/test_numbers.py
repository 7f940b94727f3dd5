"""Numbers in digits, words and mixed: every number that is spelt is read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quantities.lexemes import lexemes
from onrecord.extract.quantities.numbers import number_at

BELOW_TEN = "zero one two three four five six seven eight nine"
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = f"{BELOW_TEN} {TEENS}".split()
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, joined: str = " and ") -> str:
    """A number below a million in English words; `joined` stands after the hundreds (" and " or " ")."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (joined + spell(number % 100) if number % 100 else "")
    rest = number % 1000
    link = joined if 0 < rest < 100 else " "
    return f"{spell(number // 1000, joined)} thousand" + (link + spell(rest, joined) if rest else "")


def read(text: str, *, money: bool = False) -> tuple[Decimal, str] | None:
    """The value of the number at the beginning, and its words."""
    words = lexemes(text, 0, len(text))
    found = number_at(words, 0, money=money)
    return (found.value, text[: words[found.last - 1].end]) if found else None


@pytest.mark.parametrize("joined", [" and ", " "])
def test_every_number_below_ten_thousand_round_trips(joined: str) -> None:
    for number in range(10_000):
        words = spell(number, joined)
        assert read(words) == (Decimal(number), words)


@given(st.integers(min_value=0, max_value=999_999), st.sampled_from([" and ", " "]))
def test_numbers_in_words_round_trip(number: int, joined: str) -> None:
    words = spell(number, joined)
    assert read(words) == (Decimal(number), words)
    assert read(f"{words} people were counted") == (Decimal(number), words)


@given(st.integers(min_value=0, max_value=10**17))
def test_numbers_in_digits_round_trip(number: int) -> None:
    assert read(f"{number}") == (Decimal(number), f"{number}")
    assert read(f"{number:,}") == (Decimal(number), f"{number:,}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 million", 1_200_000),
        ("4 hundred million", 400_000_000),
        ("25k", 25_000),
        ("3.7bn", 3_700_000_000),
        ("1,00,000", 100_000),
        ("a dozen", 12),
        ("half-dozen", 6),
        ("half a million", 500_000),
        ("a hundred and five", 105),
        ("nineteen hundred", 1900),
        ("one million two hundred thousand and six", 1_200_006),
        ("sixfold", 6),
    ],
)
def test_mixed_numbers_are_read_to_their_end(text: str, value: int) -> None:
    assert read(text) == (Decimal(value), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [(".5", "0.5"), ("2½", "2.5"), ("2 1/2", "2.5"), ("3/4", "0.75"), ("minus 7", "-7"), ("three and a half", "3.5")],
)
def test_parts_and_signs_are_read(text: str, value: str) -> None:
    assert read(text) == (Decimal(value), text)


@pytest.mark.parametrize(
    ("text", "value"), [("two three", 2), ("twenty twenty", 20), ("five hundred six hundred", 500)]
)
def test_numbers_side_by_side_stay_apart(text: str, value: int) -> None:
    found = read(text)
    assert found is not None
    assert found[0] == value


def test_m_says_million_of_money_only() -> None:
    assert read("12m", money=True) == (Decimal(12_000_000), "12m")
    assert read("12m") == (Decimal(12), "12")


@pytest.mark.parametrize("text", ["a third man", "hello", ".5.5", ".1,000", "-.2.3", "in", "-", "1" * 19, "1,2,3"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read(text) is None


MONEY = st.lists(
    st.one_of(
        st.sampled_from(["$", "€", "£", "QR", "Rs", "%", "-", "−", "/", "½", " "]),
        st.sampled_from(["million", "bn", "m", "k", "hundred", "dozen", "mn", "and a half"]),
        st.text(alphabet="0123456789.,", min_size=1, max_size=8),
        st.integers(min_value=0, max_value=10**20).map(str),
    ),
    max_size=12,
)


@given(MONEY, st.booleans())
def test_digits_points_commas_signs_and_scales_in_any_order_never_fail(parts: list[str], money: bool) -> None:
    text = "".join(parts)
    words = lexemes(text, 0, len(text))
    for at in range(len(words)):
        found = number_at(words, at, money=money)
        assert found is None or (found.value.is_finite() and "E" not in str(found.value))


@given(st.text(max_size=60))
def test_any_text_has_a_number_or_none_and_no_exponent(text: str) -> None:
    words = lexemes(text, 0, len(text))
    for at in range(len(words)):
        found = number_at(words, at)
        assert found is None or (found.first == at < found.last <= len(words) and "E" not in str(found.value))
