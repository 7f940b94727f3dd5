"""Names of a page's parts: they tell what a part holds, unless it holds the report itself."""

from __future__ import annotations

import pytest

from onrecord.acquire import from_html
from onrecord.model import Document

STORY = "".join(
    f"<p>On day {day} of the flood the mayor of Sallo said that {day * 7} houses stood empty, with more to follow.</p>"
    for day in range(2, 9)
)
BESIDE = "<p>The harvest in the hills was better than ever, all the farmers of Tarn agreed on Sunday.</p>"


def kinds(html: str) -> list[tuple[str, str]]:
    found = from_html(f"<html><body><h1>Flood empties Sallo</h1>{html}</body></html>".encode())
    assert isinstance(found, Document)
    return [(block.kind, block.span.exact) for block in found.blocks]


@pytest.mark.parametrize("name", ["related-articles", "relatedArticles", "story__newsletter-signup", "MostPopular x"])
def test_a_part_beside_the_report_is_left_out(name: str) -> None:
    found = kinds(f'<article>{STORY}<div class="{name}">{BESIDE}</div></article>')
    assert not any("harvest" in words for _, words in found)
    assert [kind for kind, _ in found] == ["title"] + ["paragraph"] * 7


@pytest.mark.parametrize("name", ["article-body caption-right", "signup story", "factbox", "c-credit"])
def test_a_part_that_holds_the_report_is_the_report_whatever_its_name(name: str) -> None:
    found = kinds(f'<article><div class="{name}">{STORY}</div></article>')
    assert [kind for kind, _ in found] == ["title"] + ["paragraph"] * 7


@pytest.mark.parametrize("name", ["fact-box", "PullQuote"])
def test_a_box_within_the_report_keeps_its_words_and_is_no_paragraph(name: str) -> None:
    found = kinds(f'<article>{STORY}<div class="{name}">{BESIDE}</div>{STORY.replace("mayor", "bishop")}</article>')
    assert [each for each, words in found if "harvest" in words] == ["other"]


def test_links_to_other_pages_are_prompts() -> None:
    link = '<p><a href="/dam">How the dam of Sallo was built, and who paid for it in the end</a></p>'
    found = kinds(f"<article>{STORY}{link}{STORY.replace('mayor', 'bishop')}</article>")
    assert [kind for kind, words in found if "dam" in words] == ["promo"]


@pytest.mark.parametrize("mark", ["hidden", 'style="display: none"', 'style="color:red; VISIBILITY:hidden"'])
def test_words_that_no_reader_of_the_page_sees_are_none_of_the_report(mark: str) -> None:
    found = kinds(f"<article>{STORY}<p {mark}>Soldiers killed 900 people in Tarn.</p></article>")
    assert not any("Tarn" in words for _, words in found)
    assert len(found) == 8


def test_a_story_that_a_script_shows_is_read() -> None:
    found = kinds(f'<article><div style="display:none">{STORY}</div></article>')
    assert [kind for kind, _ in found] == ["title"] + ["paragraph"] * 7
