"""Locators → documents: files, directories, JSON lines, web pages and standard input, each with frozen text.

Nothing here asks another machine: `listing` tells what a feed or a sitemap lists, `read` reads what was fetched.
"""

from onrecord.acquire.again import again
from onrecord.acquire.contents import Input, Told, read
from onrecord.acquire.listings.listing import Link, Listing, listing
from onrecord.acquire.locators import acquire, below, files, inputs, is_passing
from onrecord.acquire.pages.page import from_html
from onrecord.acquire.parts import holds, pieces, split
from onrecord.acquire.sniffing import InputKind, is_listing, kind_of
from onrecord.acquire.texts.plain import from_text

__all__ = [
    "Input",
    "InputKind",
    "Link",
    "Listing",
    "Told",
    "acquire",
    "again",
    "below",
    "files",
    "from_html",
    "from_text",
    "holds",
    "inputs",
    "is_listing",
    "is_passing",
    "kind_of",
    "listing",
    "pieces",
    "read",
    "split",
]
