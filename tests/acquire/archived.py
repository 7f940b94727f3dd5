"""Archives of pages, made by tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Flood at Oranto</title>
<meta property="article:published_time" content="2031-05-02T10:00:00Z">
<meta property="og:site_name" content="The Tamm Courier"></head><body><article><h1>Flood at Oranto</h1>
<p>The river Tamm broke its banks at Oranto on Thursday, and {killed} people were killed, the mayor, Ana Ruiz, said.</p>
<p>"The bridge was closed in time," she said. Rain is to go on until Sunday, the weather service said.</p>
<p>About 300 people were displaced in the lower town, according to the fire brigade.</p></article></body></html>"""


def page(killed: int = 19) -> bytes:
    """A report about an invented flood."""
    return PAGE.format(killed=killed).encode()


def http(body: bytes, *lines: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """What a server answered, as archives keep it."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *lines, f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", ""]).encode() + body


def record(
    block: bytes,
    url: str = "https://courier.example/flood",
    *,
    kind: str = "response",
    length: object = None,
    **more: str,
) -> bytes:
    """A record of an archive."""
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2031-05-02T12:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


INFO = record(b"software: a test\r\n", kind="warcinfo", **{"Content-Type": "application/warc-fields"})


def packed(records: Iterable[bytes]) -> bytes:
    """The same, each record a member of gzip, as archives are."""
    return b"".join(gzip.compress(each) for each in records)
