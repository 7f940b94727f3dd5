"""What the head of a page says: titles, bylines and JSON-LD in the shapes that pages give them."""

from __future__ import annotations

import json

import pytest

from onrecord.acquire.blocks.bylines import names, signature
from onrecord.acquire.pages.json_ld import articles
from onrecord.acquire.pages.title import page_title

ARTICLE = {"@type": "NewsArticle", "headline": "Flood empties Sallo", "datePublished": "2031-05-02"}


@pytest.mark.parametrize(
    "shape",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebPage", "mainEntity": ARTICLE}]},
        ARTICLE | {"@type": ["X", "Article"]},
    ],
    ids=["object", "array", "graph", "types"],
)
def test_an_article_is_found_in_any_shape(shape: object) -> None:
    (found,) = articles([json.dumps(shape)])
    assert (found.headline, found.published) == ("Flood empties Sallo", "2031-05-02")


@pytest.mark.parametrize("script", ["", "{", "5", "[[[", '{"@type": 5}', '{"@type": "Person", "name": "Ana"}'])
def test_what_describes_no_article_is_passed_over(script: str) -> None:
    assert articles([script]) == ()


def test_comments_around_a_description_are_forgiven() -> None:
    (found,) = articles([f"<!--\n{json.dumps(ARTICLE)}\n-->"])
    assert found.headline == "Flood empties Sallo"


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        (["Ana Ruiz", {"name": "Ben &amp; Co"}], ("Ana Ruiz", "Ben & Co")),
        ({"name": ["Ana Ruiz", "Ben Oran"]}, ("Ana Ruiz", "Ben Oran")),
        ({"@id": "#none"}, ()),
        (None, ()),
    ],
)
def test_authors_are_read_however_they_are_nested(author: object, told: tuple[str, ...]) -> None:
    (found,) = articles([json.dumps(ARTICLE | {"author": author})])
    assert found.authors == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("By Ana Ruiz and Ben Oran in Sallo", ("Ana Ruiz", "Ben Oran")),
        ("Ana Ruiz, Health Editor", ("Ana Ruiz",)),
        ("Ana Ruiz, Ben Oran and Cy Dale", ("Ana Ruiz", "Ben Oran", "Cy Dale")),
        ("https://sallo.example/ana", ()),
        ("admin", ()),
        ("Reuters", ("Reuters",)),
    ],
)
def test_names_are_told_from_leads_posts_and_addresses(value: str, told: tuple[str, ...]) -> None:
    assert names([[value]]) == told


def test_the_outlet_signs_only_where_nobody_else_does() -> None:
    assert names([["The Sallo Post"], ["Ana Ruiz"]], "The Sallo Post") == ("Ana Ruiz",)
    assert names([["The Sallo Post"], []], "The Sallo Post") == ("The Sallo Post",)


@pytest.mark.parametrize("words", ["The river rose.", "Ana", "the old town", "Ana Ruiz said", ""])
def test_a_line_that_is_no_signature_names_nobody(words: str) -> None:
    assert signature(words) == ()


@pytest.mark.parametrize(
    ("headings", "described", "shared", "window", "told"),
    [
        (["Log in", "Flood empties Sallo"], None, "Flood empties Sallo", None, "Flood empties Sallo"),
        (["Flood empties Sallo"], None, None, "Flood empties Sallo | The Post", "Flood empties Sallo"),
        (
            ["Sallo is under water now"],
            "Flood empties Sallo",
            None,
            "Flood empties Sallo - Post",
            "Flood empties Sallo",
        ),
        (["Sallo is under water now"], "Flood", "Sallo is under water now", "Flood - Post", "Sallo is under water now"),
        ([], None, None, "Flood empties Sallo | The Post", "Flood empties Sallo"),
        ([], None, None, None, None),
    ],
)
def test_the_title_is_the_one_that_most_places_bear_out(
    headings: list[str], described: str | None, shared: str | None, window: str | None, told: str | None
) -> None:
    assert page_title(headings, described, shared, window) == told
