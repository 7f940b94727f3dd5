"""Code points and UTF-16: what Python counts and what JavaScript counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.offsets import utf16

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("🌊👩‍🚒a "))


@given(TEXTS)
def test_a_place_in_code_units_is_where_the_encoded_text_has_it(text: str) -> None:
    count = utf16(text)
    for point in range(len(text) + 1):
        unit = count.to_utf16(point)
        assert unit == len(text[:point].encode("utf-16-le")) // 2
        assert count.from_utf16(unit) == point


def test_the_middle_of_a_character_is_no_place() -> None:
    assert [utf16("a🌊b").from_utf16(unit) for unit in range(5)] == [0, 1, None, 2, 3]
