"""Inputs that a hostile or broken sender might send: invented reports in every form that is read, damaged by a seed.

In: a number. Out: the ending of a file's name and its bytes, the same on every machine. A few inputs stay whole, most
are damaged once to six times: cut, spliced, repeated, flipped, nested, wrapped in other encodings, or with words put in
that readers of such input have stumbled over.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from benchmarks.peers import page
from benchmarks.reports import reports
from onrecord.model import Report

REPORTS = 30  # that inputs are made of
LARGEST = 12_000_000  # bytes of an input; a report may have ten million
WORDS: Sequence[bytes] = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        *(
            '"',
            "“",
            "”",
            "‘",
            "«",
            "'",
            '" "',
            "said",
            "according to",
            "She said",
            "—",
            "…",
            "at least",
            "1,000,000,000",
        ),
        *(
            "1e999",
            "-0",
            "NaN",
            "٣",
            "½",
            "one hundred and",
            "thousand million",
            "31 February 2031",
            "Tuesday",
            "years",
        ),
        *(
            "\0",
            "\ufeff",
            "\u202e",
            "\u200d",
            "\u2028",
            "\ud800",
            "\U0001f469\u200d\U0001f692",
            "e\u0301" * 40,
            "\r",
            "\x85",
        ),
        *(
            "<",
            ">",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "</p>",
            "<p>",
            "<script>",
            "</script>",
            "<br/>",
            "&#0;",
            "&#xD800;",
        ),
        *(
            "&amp;",
            "&lol;",
            "<svg>",
            "<template>",
            "<table>",
            "<select>",
            "<plaintext>",
            "<base href='x:'>",
            "<frameset>",
        ),
        *(
            "<meta charset=utf-7>",
            "<meta charset=utf-16>",
            '<meta property="article:published_time" content="0000-00-00">',
        ),
        *(
            '<script type="application/ld+json">',
            '{"@graph":',
            '{"@type":["NewsArticle"],"datePublished":',
            "<time datetime=",
        ),
        *(
            "{",
            "}",
            "[",
            "]",
            '{"text":',
            '{"html":null',
            '"\\ud800"',
            '"\\u0000"',
            '"text":"x","text":"y"',
            "\n",
            "\n\n{",
        ),
        *(
            '<!DOCTYPE a [<!ENTITY b "bb">]>',
            "<?xml version='1.1' encoding='cp037'?>",
            "xmlns:x='y'",
            "Content-Length: -1",
        ),
        *(
            "WARC/1.0\r\n",
            "Content-Length: 99999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "ffffffff\r\n",
            "\x1f\x8b\x08",
        ),
        *("http://[::1", "javascript:1", "https://a@b:99999/%zz", "9999-12-31T23:59:60Z", "2031-05-02T10:00:00+99:99"),
    )
)


def case(number: int, seed: int) -> tuple[str, bytes]:
    """One input: the ending of its name, and its bytes."""
    random = Random(f"{seed} {number}")
    ending, write = random.choice(FORMS)
    data = write(random)
    for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
        data = random.choice(DAMAGES)(random, data)[:LARGEST]
    return (random.choice(FORMS)[0] if random.random() < 0.05 else ending), data


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
            body, coding = gzip.compress(body), "Content-Encoding: gzip\r\n"
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
    return b"".join(map(gzip.compress, _records(random)))


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


def _place(random: Random, data: bytes) -> int:
    return random.randint(0, len(data))


def _cut(random: Random, data: bytes) -> bytes:
    return data[: _place(random, data)]


def _hole(random: Random, data: bytes) -> bytes:
    start = _place(random, data)
    return data[:start] + data[start + random.randint(1, 400) :]


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 60) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _words(random: Random, data: bytes) -> bytes:
    for _ in range(random.randint(1, 12)):
        at = _place(random, data)
        data = data[:at] + random.choice(WORDS) + data[at:]
    return data


def _run(random: Random, data: bytes) -> bytes:
    """One word many times over."""
    at, many = _place(random, data), random.choice((30, 1_000, 20_000, 200_000))
    return data[:at] + random.choice(WORDS) * many + data[at:]


def _nest(random: Random, data: bytes) -> bytes:
    at, many = _place(random, data), random.choice((50, 3_000, 100_000))
    opening = random.choice((b"<div>", b"<b><p>", b"[", b'{"a":', b"<a><table>", "“".encode(), b"(", b"<i>" * 3))
    return data[:at] + opening * many + data[at:]


def _repeat(random: Random, data: bytes) -> bytes:
    start = _place(random, data)
    piece = data[start : start + random.choice((5, 300, 20_000))]
    return data[:start] + piece * random.choice((2, 40, 1_500)) + data[start:]


def _splice(random: Random, data: bytes) -> bytes:
    other = random.choice(FORMS)[1](random)
    return data[: _place(random, data)] + other[_place(random, other) :]


def _recode(random: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    how: Callable[[], bytes] = random.choice(
        (
            lambda: text.encode("utf-16"),
            lambda: text.encode("cp1252", "replace"),
            lambda: data.decode("latin-1").encode(),
            lambda: text.encode("utf-32"),
            lambda: gzip.compress(data),
            lambda: base64.b64encode(data),
            lambda: text.upper().encode(),
            lambda: text.replace(" ", "").encode(),
            lambda: text.replace("\n", " ").encode(),
        )
    )
    return how()


DAMAGES: Sequence[Callable[[Random, bytes], bytes]] = (
    *(_cut, _hole, _flip, _flip, _words, _words, _words, _run, _nest, _repeat, _splice, _recode),
)
