"""What a page may show of outside words, and where it may link to."""

from __future__ import annotations

import pytest

from onrecord.serve.shown import live_address, shown, web_address


def test_what_turns_or_hides_words_is_written_out() -> None:
    assert shown("safe\u202egnihton\u2066x") == "safe⟨U+202E⟩gnihton⟨U+2066⟩x"
    assert shown("a\x00b\x1bc\u200bd") == "a⟨U+0000⟩b⟨U+001B⟩c⟨U+200B⟩d"


def test_joiners_line_ends_and_letters_of_every_script_stay() -> None:
    words = "می\u200cخواهم\n👩\u200d👧\tשלום"
    assert shown(words) == words


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//other.test/x"),
        *("file:///etc/x", "http:///nowhere", "https://a b.test/", "http://x.test/\u202e", "java\nscript:x"),
        *("", None, "http://[::1"),
    ],
)
def test_no_link_leads_to_what_is_not_a_page_of_the_web(url: str | None) -> None:
    assert web_address(url) is None
    assert live_address(url, ["words"]) is None


def test_a_page_of_the_web_is_linked_at_the_words() -> None:
    url = "https://courier.test/flood?id=1#top"
    assert web_address(url) == url
    assert live_address(url, ["the river - rose,"]) == (
        "https://courier.test/flood?id=1#:~:text=the%20river%20%2D%20rose%2C"
    )
    long = live_address(url, ["one two three four five six seven " * 10])
    assert (
        long
        == "https://courier.test/flood?id=1#:~:text=one%20two%20three%20four%20five,three%20four%20five%20six%20seven"
    )
    assert live_address(url, []) == url
