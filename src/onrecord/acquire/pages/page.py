"""A web page → its document: title, blank line and main text, with what the page says of itself.

In: the bytes of a page. Out: a `Document` whose payload is those bytes, or a `Failure` where no text of a
report is found. The tree is parsed once; nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.acquire import dates, failures
from onrecord.acquire.blocks.bylines import signature
from onrecord.acquire.encoding import Undecodable, decode
from onrecord.acquire.given import Given
from onrecord.model import Acquired, Dated, Document
from onrecord.settings import DEFAULT_LIMIT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.acquire.pages.metadata import Metadata
    from onrecord.acquire.pages.pieces import Piece

MOST_ELEMENTS = 40_000  # of a page: they are read in four seconds. The largest of 126 pages of outlets has 3,138


def from_html(
    html: bytes, *, key: str | None = None, published: str | None = None, limit: int = DEFAULT_LIMIT
) -> Acquired:
    """The document of a web page's bytes; InputError where `published` is no date."""
    own, otherwise = Given(key=key), dates.option(published)
    return page_document(html, locator=key or "the page given", given=own, otherwise=otherwise, limit=limit)


def page_document(html: bytes, *, locator: str, given: Given, otherwise: Dated | None, limit: int) -> Acquired:
    """The document of a page; what came with it comes before what the page says of itself."""
    if len(html) > limit:
        return failures.too_large(locator, limit)
    if not html.strip():
        return failures.empty(locator)
    decoded = decode(html, page=True)
    if isinstance(decoded, Undecodable):
        return failures.binary(locator, decoded.binary or "text that ends within a character")
    noted = replace(given, warnings=(*given.warnings, *decoded.warnings))
    tree = _tree(decoded.text)
    if tree is None:
        return failures.no_page_text(locator)
    if next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None:
        return failures.too_many_elements(locator, MOST_ELEMENTS)
    return _document(tree, html, locator, noted, otherwise)


def _tree(text: str) -> HtmlElement | None:
    """The parsed page; lxml's own bounds on depth and size hold, what lies beyond them is left out."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(text.replace("\0", "").encode("utf-8"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None


def _document(tree: HtmlElement, html: bytes, locator: str, given: Given, otherwise: Dated | None) -> Acquired:
    from onrecord.acquire.pages.blocks import page_text
    from onrecord.acquire.pages.main_text import pieces
    from onrecord.acquire.pages.metadata import metadata
    from onrecord.acquire.pages.parts import drop_parts
    from onrecord.acquire.pages.standfirst import behind_title, standfirst, untold, without_titles

    head = metadata(tree)
    head = replace(head, title=given.title or head.title)
    summary = standfirst(tree, head.description)
    drop_parts(tree)
    found = without_titles(tree, behind_title(tree, pieces(tree)))
    if not found:
        return failures.no_page_text(locator)
    head = _signed(head, found)
    text, blocks = page_text(found, head, untold(summary, found))
    published, warnings = _published(given, head, otherwise)
    modified, unmodified = dates.of_input("modified", given.modified)
    retrieved, unretrieved = dates.of_input("retrieved", given.retrieved)
    if modified is None and head.modified:
        modified = Dated(value=head.modified, basis="metadata")
    return Document(
        text=text,
        payload=html,
        media_type="text/html",
        key=given.key,
        title=head.title,
        outlet=given.outlet or head.outlet,
        url=given.url or head.url,
        language=given.language or head.language,
        bylines=head.bylines,
        published=published,
        modified=modified,
        retrieved=retrieved,
        blocks=blocks,
        warnings=(*given.warnings, *warnings, *unmodified, *unretrieved),
    )


def _signed(head: Metadata, found: Sequence[Piece]) -> Metadata:
    """The names that open the text, where the head names nobody but the outlet."""
    own = next((names for piece in found[:4] if piece.tag == "p" and (names := signature(piece.words))), ())
    silent = {name.casefold() for name in head.bylines} <= {(head.outlet or "").casefold()}
    return replace(head, bylines=own) if own and silent else head


def _published(given: Given, head: Metadata, otherwise: Dated | None) -> tuple[Dated | None, tuple[str, ...]]:
    """The input's own date, else the page's, else the option."""
    own, warnings = dates.settle(given.published, None, None)
    if own is None and head.published:
        own = Dated(value=head.published, basis="metadata")
    return own or otherwise, warnings
