"""Web pages: title, main text and blocks; what is beside the report does not count as its body."""

from __future__ import annotations

import pytest

from onrecord.acquire import from_html
from onrecord.model import Dated, Document, Failure

STORY = "".join(
    f"<p>On day {day} of the flood the mayor of Sallo said that {day * 7} houses stood empty, with more to follow.</p>"
    for day in range(2, 9)
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Flood empties Sallo | The Sallo Post</title>
<meta property="og:site_name" content="The Sallo Post">
<meta name="description" content="The river stood two metres high in the old town of Sallo">
<link rel="canonical" href="https://sallo.example/flood">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage"}},
 {{"@type": ["NewsArticle"], "headline": "Flood empties Sallo", "author": [{{"@id": "#ana"}}, [{{"name": "Ben Oran"}}]],
   "datePublished": "2031-05-02T23:30:00-05:00", "dateModified": "2031-05-03"}},
 {{"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<article><header><h1>Flood empties Sallo</h1>
<p class="standfirst">The river stood two metres high in the old town of Sallo</p></header>
<div class="article-body">{STORY}
<figure><img src="a.jpg"><figcaption>The old bridge on Friday.<span>Cy Dale/TP</span></figcaption></figure>
<h2>The bridge</h2><p>The old bridge fell at noon, the water office said.</p>
<ul><li>Dead: 3, according to the hospital in Sallo</li><li>Missing: 2, the police said</li></ul>
<div class="newsletter-signup"><p>Sign up for our newsletter and get more of this.</p></div>
<p>Read more: <a href="/other">How the dam was built</a></p>
<p>The market hall of Sallo under water. Credit: Cy Dale/TP</p>
<blockquote class="twitter-tweet"><p>We are safe, all of us, in the school on the hill above the town</p></blockquote>
<p>Ana Ruiz is a reporter at The Sallo Post.</p></div></article>
<aside><p>Another story altogether, about the harvest in the hills.</p></aside>
<footer><p>Copyright The Sallo Post</p></footer></body></html>"""


@pytest.fixture(scope="module")
def page() -> Document:
    found = from_html(PAGE.encode(), key="page")
    assert isinstance(found, Document)
    return found


def test_the_text_is_the_title_a_blank_line_and_the_main_text(page: Document) -> None:
    assert page.text.startswith(
        "Flood empties Sallo\n\nThe river stood two metres high in the old town of Sallo\n\nOn day 2 of the flood"
    )
    assert "harvest" not in page.text
    assert "newsletter" not in page.text
    assert page.payload == PAGE.encode()


def test_every_block_stands_where_it_says_with_its_kind(page: Document) -> None:
    assert all(page.text[b.span.start : b.span.end] == b.span.exact for b in page.blocks)
    kinds = [b.kind for b in page.blocks]
    assert kinds[:3] == ["title", "subhead", "paragraph"]
    by_words = {b.span.exact[:12]: b.kind for b in page.blocks}
    assert by_words["The bridge"] == "subhead"
    assert by_words["Dead: 3, acc"] == "list_item"
    assert by_words["Read more: H"] == "promo"
    assert by_words["The market h"] == "caption"
    assert by_words["The old brid"] == "paragraph"
    assert ("caption", "The old bridge on Friday. Cy Dale/TP") in [(b.kind, b.span.exact) for b in page.blocks]
    assert by_words["We are safe,"] == "other"
    assert by_words["Ana Ruiz is "] == "other"


def test_the_head_tells_who_where_and_when(page: Document) -> None:
    assert page.bylines == ("Ana Ruiz", "Ben Oran")
    assert (page.outlet, page.url, page.language) == ("The Sallo Post", "https://sallo.example/flood", "en-GB")
    assert page.published == Dated(value="2031-05-02T23:30:00-05:00", basis="metadata")
    assert page.modified == Dated(value="2031-05-03", basis="metadata")


def test_the_option_dates_only_a_page_without_a_date() -> None:
    dated = from_html(PAGE.encode(), published="2030-01-01")
    undated = from_html(b"<p>The river rose, she said.</p>", published="2030-01-01")
    assert isinstance(dated, Document)
    assert isinstance(undated, Document)
    assert dated.published == Dated(value="2031-05-02T23:30:00-05:00", basis="metadata")
    assert undated.published == Dated(value="2030-01-01", basis="option")


def test_a_report_in_several_containers_of_one_name_is_whole() -> None:
    part = '<div class="story-part">' + STORY + "</div>"
    second = part.replace("mayor", "bishop").replace("houses", "chapels")
    found = from_html(f"<article><h1>Flood empties Sallo</h1>{part}<div><p>Advert</p></div>{second}</article>".encode())
    assert isinstance(found, Document)
    assert found.text.count("mayor") == found.text.count("bishop") == 7


def test_paragraphs_parted_by_line_breaks_stay_apart() -> None:
    lines = [f"On day {day} of the flood the mayor of Sallo said that more houses stood empty." for day in range(6)]
    found = from_html(f"<h1>Flood empties Sallo</h1><div><p>{'<br><br>'.join(lines)}</p></div>".encode())
    assert isinstance(found, Document)
    assert [b.span.exact for b in found.blocks if b.kind == "paragraph"] == lines


def test_a_short_page_keeps_its_paragraphs() -> None:
    found = from_html(b"<h1>Flood empties Sallo</h1><p>SALLO (TP) - The river rose.</p><ul><li>Dead: 3</li></ul>")
    assert isinstance(found, Document)
    assert [(b.kind, b.span.exact) for b in found.blocks] == [
        ("title", "Flood empties Sallo"),
        ("dateline", "SALLO (TP) -"),
        ("paragraph", "The river rose."),
        ("list_item", "Dead: 3"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "<p>The river rose.</p>",
        '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>The river rose, she said.</p>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [[[5, null, {"name": {}}]]], '
        '"headline": []}</script>'
        "<p>The river rose, she said.</p>",
        "<p>" + "<span>" * 20_000 + "The river rose.",
        "<article>" + "<p>The river rose.</p>" * 5_000,
        "\x00<p>",
        "<!-- nothing -->",
        "<",
    ],
    ids=["deep", "deep description", "odd description", "spans", "long", "nul", "comment", "cut"],
)
def test_no_page_stops_the_program(html: str) -> None:
    assert isinstance(from_html(html.encode()), Document | Failure)


def test_a_caption_is_put_in_by_the_name_of_its_box_too() -> None:
    box = '<div class="image-caption">The old bridge of Sallo on Friday.</div>'
    more = STORY.replace("mayor", "bishop")
    html = f"<article><h1>Flood empties Sallo</h1>{STORY}<div><img src='a.jpg'>{box}</div>{more}</article>"
    found = from_html(html.encode())
    assert isinstance(found, Document)
    captions = [block.span.exact for block in found.blocks if block.kind == "caption"]
    assert captions == ["The old bridge of Sallo on Friday."]


def test_a_page_of_more_elements_than_any_report_has_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    html = (
        "<html><body><article>" + "<p>The bridge at Oranto was closed on Tuesday.</p>" * 20 + "</article></body></html>"
    )
    assert isinstance(from_html(html.encode()), Document)
    monkeypatch.setattr("onrecord.acquire.pages.page.MOST_ELEMENTS", 20)
    found = from_html(html.encode(), key="bridge.html")
    assert str(found) == (
        "bridge.html: the page has more than 20 elements, and no report has; give the report's own page, or its text"
    )
