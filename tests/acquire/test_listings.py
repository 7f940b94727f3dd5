"""Feeds and sitemaps: the addresses that they list, and nothing that a hostile one wants."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import acquire
from onrecord.acquire import Link, Listing, listing
from onrecord.acquire.sniffing import is_listing
from onrecord.model import Document, Failure

BASE = "https://courier.example/feeds/all.xml"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Tamm Courier</title>
<link>https://courier.example/</link>
<item><title>Flood</title><link> https://courier.example/flood?utm_source=rss&amp;id=7#top </link>
<pubDate>Thu, 02 May 2031 10:00:00 +0200</pubDate></item>
<item><title>Dam</title><link>/dam</link><dc:date>2031-05-03</dc:date></item>
<item><guid>https://courier.example/fair</guid><pubDate>soon</pubDate></item>
<item><guid isPermaLink="false">https://courier.example/no-address</guid></item>
<item><link>javascript:alert(1)</link></item><item><link>file:///etc/hosts</link></item>
<item><link>https://courier.example/flood?id=7</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tamm Courier</title><link href="https://courier.example/"/>
<entry><link rel="enclosure" type="audio/mpeg" href="/flood.mp3"/><link rel="alternate" href="../flood"/>
<published>2031-05-02T10:00:00Z</published><updated>2031-05-02T18:30:00Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><link>https://courier.example/</link></channel>
<item><link>https://courier.example/flood</link></item></rdf:RDF>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://courier.example/flood</loc>
<lastmod>2031-05-02</lastmod><news:news><news:publication_date>2031-05-01</news:publication_date></news:news></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://courier.example/2031-05.xml.gz</loc></sitemap></sitemapindex>"""


def links(data: bytes) -> tuple[Link, ...]:
    found = listing(data, BASE)
    assert isinstance(found, Listing)
    return found.links


def test_a_feed_of_rss_lists_its_items() -> None:
    assert links(RSS) == (
        Link(url="https://courier.example/flood?id=7", published="2031-05-02T10:00:00+02:00"),
        Link(url="https://courier.example/dam", published="2031-05-03"),
        Link(url="https://courier.example/fair"),
    )


def test_a_feed_of_atom_lists_pages_and_not_what_hangs_on_them() -> None:
    (link,) = links(ATOM)
    assert link == Link(
        url="https://courier.example/flood", published="2031-05-02T10:00:00Z", modified="2031-05-02T18:30:00Z"
    )


def test_a_feed_of_rdf_and_a_sitemap_list_pages() -> None:
    assert links(RDF) == (Link(url="https://courier.example/flood"),)
    assert links(SITEMAP) == (Link(url="https://courier.example/flood", published="2031-05-01", modified="2031-05-02"),)


@pytest.mark.parametrize(
    ("item", "url", "published"),
    [
        ("<link>https://a.example/x?q=%E4&amp;utm_source=rss&amp;flag&amp;d;e</link>", "/x?q=%E4&flag&d;e", None),
        ("<link>https://a.example/x</link><date>20310502</date>", "/x", "2031-05-02"),
        ("<link>https://a.example/x</link><date>2031-W18-5</date>", "/x", "2031-05-02"),
        ("<link xml:base='/news/'>x</link>", "/news/x", None),
        ("<link xml:base='http://[::1'>x</link>", "/x", None),
    ],
)
def test_an_address_and_a_date_are_those_that_are_given(item: str, url: str, published: str | None) -> None:
    found = listing(f"<rss><item>{item}</item></rss>".encode(), "https://a.example/feed")
    assert isinstance(found, Listing)
    assert [(link.url, link.published) for link in found.links] == [(f"https://a.example{url}", published)]


def test_an_index_lists_sitemaps() -> None:
    found = listing(INDEX, BASE)
    assert found == Listing(kind="sitemap index", links=(Link(url="https://courier.example/2031-05.xml.gz"),))


@pytest.mark.parametrize("data", [RSS, ATOM, RDF, SITEMAP, INDEX, b"\xef\xbb\xbf" + RSS])
def test_a_listing_is_told_from_a_report(data: bytes, tmp_path: Path) -> None:
    assert is_listing(data)
    path = tmp_path / "all.xml"
    path.write_bytes(data)
    (found,) = acquire.acquire([str(path)])
    assert isinstance(found, Failure)
    assert found.reason == "it is a feed or a sitemap, which lists addresses and holds no reports"
    assert "give its own address" in found.remedy


def test_other_markup_and_words_are_no_listing(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("<feed the birds> Two hundred people were displaced in Oranto.")
    (found,) = acquire.acquire([str(path)])
    assert isinstance(found, Document)
    assert not is_listing(b"<p>Feed</p>")
    assert not is_listing(b"<feedback>Two hundred</feedback>")


def test_a_broken_feed_is_read_as_far_as_it_makes_sense() -> None:
    broken = b"<rss><channel><item><title>AT&T</title><link>https://a.example/b</link></item><item><title>cut"
    assert links(broken) == (Link(url="https://a.example/b"),)


LAUGHS = (
    b'<!DOCTYPE rss [<!ENTITY a "%s">%s]><rss><channel><item><link>https://a.example/&j;</link></item></channel></rss>'
    % (
        b"ha" * 50,
        b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(9)),
    )
)
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><link>https://a.example/&x;</link></item></rss>'
PARAMETER = b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><rss><item><link>https://a.example/</link></item></rss>'


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS,
        OUTSIDE,
        PARAMETER,
        b"<rss>" * 100_000,
        b"<rss><channel>" + b"<item>" * 3000 + b"<link>https://a.example/</link>",
        b"<rss " + b" ".join(b'a%d="x"' % n for n in range(200_000)) + b"></rss>",
        b"<rss></rss>",
        b"<rss",
        b"",
        b"\xff\xfe<\x00r\x00s\x00s\x00>\x00",
        b'<?xml version="1.0" encoding="no-such"?><rss/>',
    ],
)
def test_a_hostile_listing_is_refused_in_no_time(data: bytes) -> None:
    began = time.process_time()
    found = listing(data, BASE)
    assert isinstance(found, Failure)
    assert found.locator == BASE
    assert time.process_time() - began < 3


def test_a_type_that_lies_elsewhere_is_not_looked_at() -> None:
    typed = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + RDF
    assert links(typed) == links(RDF)


def test_no_more_is_listed_than_a_sitemap_may_have() -> None:
    many = (
        b"<urlset>" + b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(50_010)) + b"</urlset>"
    )
    found = listing(many, BASE)
    assert isinstance(found, Listing)
    assert (len(found.links), found.whole) == (50_000, False)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([RSS, ATOM, RDF, SITEMAP]), st.data())
def test_a_mutated_listing_lists_addresses_of_the_web_or_is_refused(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    found = listing(bytes(changed), BASE)
    if isinstance(found, Listing):
        assert all(link.url.startswith(("http://", "https://")) for link in found.links)
