"""Invented reports in every form that is read: texts, pages, JSON lines, wires, feeds, sitemaps, archives.

In: a random number generator. Out: the bytes of a file, under the ending that its name has (`FORMS`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from benchmarks.peers import page
from benchmarks.reports import reports
from onrecord.model import Report

REPORTS = 30  # that inputs are made of


@cache
def _made() -> tuple[Report, ...]:
    return tuple(report for _, report in reports(REPORTS, seed=7))


def _text(random: Random) -> bytes:
    return random.choice(_made()).text.encode()


def _page(random: Random) -> bytes:
    return page(random.choice(_made())).encode()


def _line(random: Random) -> bytes:
    report = random.choice(_made())
    words = {"html": page(report)} if random.random() < 0.3 else {"text": report.text}
    told = {
        "id": 7,
        "published": random.choice(("2031-05-02", "yesterday", 4)),
        "url": report.url,
        "title": report.title,
    }
    return json.dumps({**words, **told}, ensure_ascii=random.random() < 0.5).encode()


def _lines(random: Random) -> bytes:
    return b"\n".join(_line(random) for _ in range(random.randint(1, 4)))


def _ninjs(random: Random) -> bytes:
    report = random.choice(_made())
    item = {"uri": report.url, "type": "text", "pubstatus": "usable", "versioncreated": "2031-05-02T12:00:00Z"}
    body = {"body_html": page(report)} if random.random() < 0.5 else {"bodies": [{"value": report.text}]}
    return json.dumps({**item, "headline": report.title, **body}).encode()


def _newsml(random: Random) -> bytes:
    item = "".join(
        f'<newsItem guid="urn:{at}" xml:lang="en"><itemMeta><pubStatus qcode="stat:usable"/>'
        "<versionCreated>2031-05-02T12:00:00Z</versionCreated></itemMeta><contentMeta><headline>Flood</headline>"
        f'</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html><body>{words}</body></html>'
        "</inlineXML></contentSet></newsItem>"
        for at, words in enumerate(
            "".join(f"<p>{part}</p>" for part in random.choice(_made()).text.replace("&", "and").split("\n\n"))
            for _ in range(2)
        )
    )
    return f"<newsMessage><itemSet>{item}</itemSet></newsMessage>".encode()


def _rss(random: Random) -> bytes:
    items = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link><pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate></item>"
        for one in random.choices(_made(), k=8)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def _atom(random: Random) -> bytes:
    items = "".join(
        f'<entry><link rel="alternate" href="{one.url}"/><updated>2031-05-02T10:00:00Z</updated></entry>'
        for one in random.choices(_made(), k=8)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{items}</feed>'.encode()


def _sitemap(random: Random) -> bytes:
    items = "".join(f"<url><loc>{one.url}</loc></url>" for one in random.choices(_made(), k=20))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>'.encode()


def _records(random: Random) -> list[bytes]:
    made = []
    for report in random.choices(_made(), k=random.randint(1, 3)):
        body, coding = page(report).encode(), ""
        if random.random() < 0.3:
            body, coding = gzip.compress(body, mtime=0), "Content-Encoding: gzip\r\n"
        elif random.random() < 0.3:
            body, coding = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), "Transfer-Encoding: chunked\r\n"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {report.url}\r\nWARC-Date: 2031-05-02T12:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        made.append(head.encode() + block + b"\r\n\r\n")
    return made


def _archive(random: Random) -> bytes:
    return b"".join(_records(random))


def _packed(random: Random) -> bytes:
    return b"".join(gzip.compress(each, mtime=0) for each in _records(random))


def _noise(random: Random) -> bytes:
    return random.randbytes(random.randint(0, 3_000))


FORMS: Sequence[tuple[str, Callable[[Random], bytes]]] = (
    *((".txt", _text), (".html", _page), (".html", _page), (".jsonl", _lines), (".json", _line), (".json", _ninjs)),
    *(
        (".xml", _newsml),
        (".rss", _rss),
        (".atom", _atom),
        (".xml", _sitemap),
        (".warc", _archive),
        (".warc.gz", _packed),
    ),
    *(("", _text), ("", _page), ("", _lines), ("", _archive), ("", _noise)),
)
