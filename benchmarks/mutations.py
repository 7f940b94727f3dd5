"""Inputs that a hostile or broken sender might send: invented reports in every form that is read, damaged by a seed.

In: a number. Out: the ending of a file's name and its bytes, the same on every machine. A few inputs stay whole, most
are damaged once to six times: cut, spliced, repeated, flipped, nested, wrapped in other encodings, or with words put in
that readers of such input have stumbled over.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.forms import FORMS

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
            lambda: gzip.compress(data, mtime=0),
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
