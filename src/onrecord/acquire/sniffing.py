"""What kind of input it is: by its name, else by how it begins.

In: a path, or the first bytes. Out: plain text, a web page, JSON lines, one JSON object, or None where a name
tells nothing.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

InputKind: TypeAlias = Literal["text", "html", "json_lines", "json"]
_BY_SUFFIX: dict[str, InputKind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json",
}
_PAGE = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]{0,200}>\s*<(?:!doctype\s+html|html))[\s>]", re.IGNORECASE
)
_COMMENTED = re.compile(rb"\s*<!--")
_TAG = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def kind_by_name(path: str) -> InputKind | None:
    """The kind that the file's suffix tells."""
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
    return None
