"""Archives of the web: the pages in them are read as files of them are, and no archive leads astray."""

from __future__ import annotations

import contextlib
import gzip
import io
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import acquire
from onrecord.acquire.archives.warc import EndError, pages
from onrecord.model import Acquired, Document, Failure
from tests.acquire.archived import INFO, http, packed, page, record

URL = "https://courier.example/flood"


def read(tmp_path: Path, data: bytes, name: str = "news.warc", limit: int = 1_000_000) -> list[Acquired]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(acquire.acquire([str(path)], limit=limit))


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "download"])
def test_a_page_in_an_archive_is_the_page(tmp_path: Path, name: str) -> None:
    records = [INFO, record(http(page()))]
    (found,) = read(tmp_path, b"".join(records) if name == "news.warc" else packed(records), name)
    (plain,) = read(tmp_path, page(), "page.html")
    assert isinstance(found, Document)
    assert isinstance(plain, Document)
    assert (found.payload, found.text, found.blocks) == (plain.payload, plain.text, plain.blocks)
    assert (found.url, found.key) == (URL, f"{tmp_path}/{name}:2")
    assert found.retrieved is not None
    assert (found.retrieved.value, found.published) == ("2031-05-02T12:00:00Z", plain.published)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (http(gzip.compress(page()), "Content-Encoding: gzip"), "packed by the server"),
        (http(page(), "Content-Encoding: gzip"), "unpacked by the archive"),
        (http(page(), "Content-Encoding: br"), "unpacked by the archive"),
        (http(b"%x\r\n" % len(page()) + page() + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), "in chunks"),
        (http(page(), "Transfer-Encoding: chunked"), "with its chunks joined by the archive"),
    ],
)
def test_a_page_comes_out_as_a_browser_has_it(tmp_path: Path, block: bytes, what: str) -> None:
    (found,) = read(tmp_path, record(block))
    assert isinstance(found, Document), what
    assert found.payload == page()


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record(http(bytes(1_200_000), kind="video/mp4")),  # larger than a report may be
        INFO,
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"<p>Not here</p>", status="404 Not Found")),
        record(http(b"\x89PNG", kind="image/png")),
        record(b"", kind="revisit"),
        record(page(), kind="resource", **{"Content-Type": "text/html"}),
        record(b"At least 19 people were killed in Oranto.", kind="conversion", **{"Content-Type": "text/plain"}),
    ]
    first, second = read(tmp_path, b"".join(others))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.media_type, second.media_type) == ("text/html", "text/plain")


def test_one_bad_record_stops_no_other(tmp_path: Path) -> None:
    bad = [
        record(http(b" ")),
        record(http(page() * 50)),
        record(http(gzip.compress(bytes(30_000_000)), "Content-Encoding: gzip")),
        record(http(b"\x8b\x01\xff" * 20, "Content-Encoding: br")),
        record(http(b"\x1f\x8b\x08\x00abc", "Content-Encoding: gzip")),
        record(http(b"%PDF-1.7 abc")),
        record(http(page())),
    ]
    *failed, last = read(tmp_path, b"".join(bad), limit=20_000)
    assert isinstance(last, Document)
    assert all(isinstance(one, Failure) for one in failed)
    assert [one.locator.rpartition(", ")[2] for one in failed if isinstance(one, Failure)] == [
        f"record {number}" for number in range(1, 7)
    ]
    reasons = [one.reason for one in failed if isinstance(one, Failure)]
    words = ["holds no text", "larger than", "become more than", "compressed as 'br'", "stop before", "a PDF file"]
    assert [word in reason for word, reason in zip(words, reasons, strict=True)] == [True] * 6


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (record(http(page()))[:-200], "ends within a record"),
        (record(http(page()), length=10**14), "ends within a record"),
        (record(http(page()), length=-1), "does not say how long"),
        (record(http(page()), length="9" * 400), "does not say how long"),
        (record(http(page()), length="\u0661"), "does not say how long"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not say how long"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "ends within the headers"),
        (b"WARC/1.0\r\n" + b"X-More: a\r\n" * 100_000, "headers of a record do not end"),
        (b"WARC/1.0\r\nX-Long: " + b"a" * 1_000_000, "headers of a record do not end"),
        (b"GARBAGE " * 1000, "something that is no record"),
        (b"\r\n" * 200_000, "nothing but blank lines"),
        (packed([record(http(page()))])[:-30], "stop before their end"),
        (packed([record(http(page()))]) + b"\x1f\x8b garbage", "damaged"),
        (
            packed([record(http(page()))]) + gzip.compress(bytes(50_000_000)),
            "nothing but blank lines",
        ),
        (gzip.compress(record(bytes(200_000_000), kind="metadata")), "become more than"),
    ],
)
def test_a_hostile_archive_ends_where_it_makes_no_sense(data: bytes, why: str) -> None:
    began = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(EndError, match=why):
            list(pages(io.BytesIO(record(http(page())) + data if not data.startswith(b"\x1f") else data), 100_000))
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 5


def test_an_archive_that_ends_early_is_recorded_and_what_came_before_is_read(tmp_path: Path) -> None:
    first, second = read(tmp_path, record(http(page())) * 2 + b"WARC/1.0\r\nContent-Length: 5\r\n\r\nab")[1:]
    assert isinstance(first, Document)
    assert str(second) == (
        f"{tmp_path}/news.warc, after record 2: the archive is not read on from here (it ends within a record); "
        "get the whole archive again"
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutated_archive_gives_pages_or_an_end(data: st.DataObject) -> None:
    whole = bytearray(b"".join([INFO, record(http(page())), record(http(page(20)))]))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    with contextlib.suppress(EndError):
        for found in pages(io.BytesIO(bytes(whole)), 10_000):
            assert (found.body is None) is (found.wrong is not None)
