"""A web page → its document."""

from __future__ import annotations

from onrecord.acquire import dates, failures
from onrecord.acquire.failures import DEFAULT_LIMIT
from onrecord.acquire.given import Given
from onrecord.model import Acquired, Dated


def from_html(
    html: bytes, *, key: str | None = None, published: str | None = None, limit: int = DEFAULT_LIMIT
) -> Acquired:
    """The document of a web page's bytes; InputError where `published` is no date."""
    own, otherwise = Given(key=key), dates.option(published)
    return page_document(html, locator=key or "the page given", given=own, otherwise=otherwise, limit=limit)


def page_document(
    html: bytes, *, locator: str, given: Given, otherwise: Dated | None, limit: int, decoded: bool = False
) -> Acquired:
    return failures.no_page_text(locator)
