"""Words of a report on a terminal: shown, never obeyed."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.printable import escaped_json, printable, printable_lines


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x07", "a␀b␇"),
        ("\x7f\x9b", "␡⟨U+009B⟩"),
        ("a\u202eb\u2066c", "a⟨U+202E⟩b⟨U+2066⟩c"),
        ("a\nb\tc\rd", "a␊b␉c␍d"),
        ("a\u2028b\ufeffc", "a⟨U+2028⟩b⟨U+FEFF⟩c"),
        ("\udcff", "⟨U+DCFF⟩"),
        ("a\u200eb\u200f\u061c", "a⟨U+200E⟩b⟨U+200F⟩⟨U+061C⟩"),
        ("re\u00adport\u200b\u2060", "re⟨U+00AD⟩port⟨U+200B⟩⟨U+2060⟩"),
        ("a\u200db \u200d👩", "a⟨U+200D⟩b ⟨U+200D⟩👩"),
        ("Ångström, 東京, 👩‍👩‍👧, e\u0301", "Ångström, 東京, 👩‍👩‍👧, e\u0301"),
    ],
)
def test_what_would_act_becomes_a_placeholder(words: str, shown: str) -> None:
    assert printable(words) == shown


def test_lines_stay_lines() -> None:
    assert printable_lines("a\r\nb\n\tc\rd\x1b") == "a\nb\n\tc␍d␛"


def test_no_format_character_is_left_as_it_is() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
    assert [character for character in every if character in printable(character)] == []


@given(st.text(st.characters()))
def test_nothing_printable_is_a_control_character(words: str) -> None:
    assert [c for c in printable(words) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert [c for c in printable_lines(words) if unicodedata.category(c) == "Cc"] == [
        c for c in words.replace("\r\n", "\n") if c in "\n\t"
    ]


@given(st.text())
def test_json_with_escapes_is_the_same_json(words: str) -> None:
    line = escaped_json(json.dumps(words, ensure_ascii=False))
    assert json.loads(line) == words
    assert printable(line) == line
