"""What kind of input it is: by its name, else by how it begins.

In: a path, or the first bytes. Out: plain text, a web page, JSON lines, one JSON object, an archive of pages, a listing
of addresses (a feed, a sitemap), NewsML-G2, or None where it is not told.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

InputKind: TypeAlias = Literal["text", "html", "json_lines", "json", "archive", "listing", "newsml"]
_BY_SUFFIX: dict[str, InputKind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json",
    ".warc": "archive",
}
_PAGE = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]{0,200}>\s*<(?:!doctype\s+html|html))[\s>]", re.IGNORECASE
)
_COMMENTED = re.compile(rb"\s*<!--")
# What opens XML (a declaration, comments, instructions), and the name of the root, which its type tells, too.
_PROLOGUE = re.compile(rb"\s*(?:<\?[^>]{0,500}\?>|<!--[^>]{0,2000}-->)")
_ROOT = re.compile(rb"\s*<(?:!DOCTYPE\s{1,20})?(?:[A-Za-z_][\w.-]{0,50}:)?([A-Za-z]{1,30})[\s>/\[]")
_ROOTS: dict[bytes, InputKind] = {
    **dict.fromkeys((b"rss", b"rdf", b"feed", b"urlset", b"sitemapindex"), "listing"),
    **dict.fromkeys((b"newsitem", b"newsmessage", b"packageitem", b"conceptitem", b"planningitem"), "newsml"),
}
_BY_TYPE: dict[str, InputKind] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_MOST_PROLOGUES = 20
_TAG = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def kind_by_name(path: str) -> InputKind | None:
    """The kind that the file's suffix tells."""
    if path.lower().endswith(".warc.gz"):
        return "archive"
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())


def kind_by_opening(head: bytes) -> InputKind | None:
    """The kind that the first bytes tell: an object opens JSON lines, or one JSON object over many lines."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"{"):
        after = bare[1:].lstrip()
        if after.startswith((b'"', b"}")):
            return "json_lines" if b"}" in after or not head.endswith(b"\n") else "json"
        return "json" if not after else None
    if _PAGE.match(bare) or (_COMMENTED.match(bare) and _TAG.search(bare)):
        return "html"
    return "archive" if bare.startswith(b"WARC/") else _by_root(bare)


def _by_root(bare: bytes) -> InputKind | None:
    """The kind that the name of the root of XML tells."""
    at = 0
    for _ in range(_MOST_PROLOGUES):
        prologue = _PROLOGUE.match(bare, at)
        if prologue is None:
            break
        at = prologue.end()
    root = _ROOT.match(bare, at)
    return _ROOTS.get(root[1].lower()) if root else None


def kind_of(url: str, media_type: str, head: bytes) -> InputKind | None:
    """The kind of what came from an address: by how it begins, else by what the server or the address calls it."""
    name = kind_by_name(urlsplit(url).path)
    if name == "archive" or media_type in ("application/warc", "application/warc+gzip"):
        return "archive"
    return kind_by_opening(head) or _BY_TYPE.get(media_type) or (name if name in ("json", "json_lines") else None)


def is_listing(head: bytes) -> bool:
    """Whether the first bytes are those of a feed or a sitemap."""
    return kind_by_opening(head) == "listing"
