"""Words of a report → words that a page may show: characters that nobody sees are written out.

A report is outside data. Markup in it is escaped by the templates; what is left are characters that turn the reading
direction, hide words or end a line unseen. Each of them is shown as its code point (⟨U+202E⟩) in place of being obeyed.
Joiners and the plain marks of direction, which scripts written from the right need, stay as they are: every name and
block is isolated from its neighbours by the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
LONGEST_FRAGMENT = 120  # characters of words that a link to the live page looks for


def shown(words: str) -> str:
    """The words, with what cannot be seen written out."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", words)


def web_address(url: str | None) -> str | None:
    """The address if a page may link to it: of the web, with a host. Anything else (`javascript:…`) is None."""
    if url is None or _HIDDEN.search(url) or any(mark.isspace() for mark in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def live_address(url: str | None, words: Iterable[str]) -> str | None:
    """The address with a text fragment: a browser opens the live page at these words.

    WICG, URL Fragment Text Directives. Long words are given by their beginning and end.
    """
    address = web_address(url)
    first = " ".join(next(iter(words), "").split())
    if address is None or not first:
        return address
    if len(first) <= LONGEST_FRAGMENT:
        directive = _quoted(first)
    else:
        several = first.split(" ")
        directive = f"{_quoted(' '.join(several[:5]))},{_quoted(' '.join(several[-5:]))}"
    return f"{address.partition('#')[0]}#:~:text={directive}"


def _quoted(words: str) -> str:
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
