"""Any bytes through every reader: a document whose spans hold, or a refusal that says what, where and what to do."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from benchmarks.mutations import WORDS, case
from onrecord.acquire import inputs
from onrecord.acquire.listings.listing import listing
from onrecord.model import Acquired, Failure
from tests.acquire.archived import http, page, record

ENDINGS = ("", ".txt", ".html", ".jsonl", ".json", ".xml", ".warc", ".warc.gz")
PIECES = some.one_of(
    some.sampled_from(WORDS), some.binary(max_size=12), some.text(max_size=12).map(lambda it: it.encode())
)
ANY = some.lists(PIECES, max_size=12).map(b"".join)
SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(folder: Path, ending: str, data: bytes, limit: int = 1_000_000) -> list[Acquired]:
    file = folder / f"input{ending}"
    file.write_bytes(data)
    found = [one.acquired for one in inputs(str(file), limit=limit)]
    for one in found:
        holds(one)
    return found


def holds(one: Acquired) -> None:
    if isinstance(one, Failure):
        assert all(words.strip() for words in (one.locator, one.reason, one.remedy))
        assert "the program failed" not in one.reason
        return
    for block in one.blocks:
        assert one.text[block.span.start : block.span.end] == block.span.exact
    one.text.encode()


@pytest.mark.parametrize("ending", ENDINGS)
@given(data=ANY)
@SMALL
def test_any_bytes_under_any_name(ending: str, data: bytes, tmp_path: Path) -> None:
    read(tmp_path, ending, data)


@given(before=ANY, inside=ANY, after=ANY)
@example(before=b"<html><body>", inside=b"<div>" * 5_000, after=b"")
@SMALL
def test_any_page(before: bytes, inside: bytes, after: bytes, tmp_path: Path) -> None:
    data = page()
    middle = data.index(b"<p>")
    read(tmp_path, ".html", before + data[:middle] + inside + data[middle:] + after)


@given(
    fields=some.dictionaries(
        some.sampled_from(
            ("text", "html", "id", "published", "url", "title", "language", "uri", "headline", "body_text")
        ),
        some.recursive(
            some.one_of(some.none(), some.booleans(), some.floats(), some.text(max_size=20)),
            lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
    ),
    cut=some.integers(0, 60),
)
@SMALL
def test_any_line_of_json(fields: dict[str, object], cut: int, tmp_path: Path) -> None:
    line = json.dumps(fields).encode()
    assert len(read(tmp_path, ".jsonl", line + b"\n" + line[: len(line) - cut])) in (1, 2)
    read(tmp_path, ".json", line)


@given(block=ANY, head=ANY, length=some.one_of(some.none(), some.integers(-5, 10**18)), packed=some.booleans())
@SMALL
def test_any_archive(block: bytes, head: bytes, length: int | None, packed: bool, tmp_path: Path) -> None:
    records = [record(http(page())), record(http(block)), record(head + block, length=length), record(http(page(20)))]
    data = b"".join(map(gzip.compress, records) if packed else records)
    found = read(tmp_path, ".warc", data, limit=100_000)
    assert not isinstance(found[0], Failure)
    read(tmp_path, ".warc", data[: len(data) - len(block)], limit=100_000)


@given(
    root=some.sampled_from(("rss", "feed", "urlset", "sitemapindex", "newsMessage", "newsItem")), inside=ANY, more=ANY
)
@example(root="rss", inside=b"<item>" * 5_000, more=b"")
@SMALL
def test_any_listing_and_any_message(root: str, inside: bytes, more: bytes, tmp_path: Path) -> None:
    link = b"<link>https://courier.example/flood</link><loc>https://courier.example/flood</loc>"
    data = f"<{root}>".encode() + inside + b"<item>" + link + b"</item>" + more + f"</{root}>".encode()
    read(tmp_path, ".xml", data)
    found = listing(data, "https://courier.example/feed")
    if isinstance(found, Failure):
        holds(found)
    else:
        assert all(link.url.startswith(("http://", "https://")) for link in found.links)


def test_a_feed_with_half_characters_is_read_as_far_as_it_makes_sense() -> None:
    link = b"<item><link>https://courier.example/%b</link></item>"
    found = listing(b"<rss><channel>" + link % b"&#xD800;flood" + link % b"rain", "https://courier.example/feed")
    assert not isinstance(found, Failure)
    assert [each.url for each in found.links][-1] == "https://courier.example/rain"


@pytest.mark.parametrize("number", range(0, 200, 5))
def test_damaged_reports(number: int, tmp_path: Path) -> None:
    ending, data = case(number, seed=11)
    read(tmp_path, ending, data[:300_000])
