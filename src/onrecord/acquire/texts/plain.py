"""A plain text → its document. The text is frozen as it is: nothing stripped, folded or wrapped anew.

In: a text, with what else is known about it. Out: a `Document` whose blocks hold every character that is not
white space, or a `Failure` where there is nothing to read.
"""

from __future__ import annotations

from onrecord.acquire import dates, failures
from onrecord.acquire.blocks.bylines import names
from onrecord.acquire.given import Given
from onrecord.acquire.texts.blocks import text_blocks
from onrecord.model import Acquired, Dated, Document
from onrecord.settings import DEFAULT_LIMIT

NO_KEY = "the text given"


def from_text(
    text: str, *, key: str | None = None, published: str | None = None, limit: int = DEFAULT_LIMIT
) -> Acquired:
    """The document of a text given as it is; InputError where `published` is no date."""
    return text_document(
        text, locator=key or NO_KEY, given=Given(key=key), otherwise=dates.option(published), limit=limit
    )


def text_document(text: str, *, locator: str, given: Given, otherwise: Dated | None, limit: int) -> Acquired:
    """The document of a text; `otherwise` is the publication date where the input itself has none."""
    try:
        payload = text.encode("utf-8")
    except UnicodeEncodeError:
        return failures.lone_surrogate(locator)
    if not text.strip().strip(dates.INVISIBLE).strip():
        return failures.empty(locator)
    if len(payload) > limit:
        return failures.too_large(locator, limit)
    head = dates.header(text)
    published, warnings = dates.settle(given.published, head, otherwise)
    modified, unmodified = dates.of_input("modified", given.modified)
    retrieved, unretrieved = dates.of_input("retrieved", given.retrieved)
    warnings += unmodified + unretrieved
    no_header = dates.no_header(text)
    if no_header is not None:
        warnings = (*warnings, no_header)
    blocks = text_blocks(text, head, given.title)
    evident = next((block.span.exact for block in blocks if block.kind == "title"), None)
    bylines = names([[block.span.exact for block in blocks if block.kind == "byline"]])
    return Document(
        text=text,
        payload=payload,
        media_type="text/plain",
        key=given.key,
        title=given.title or evident,
        outlet=given.outlet,
        url=given.url,
        language=given.language,
        bylines=bylines,
        published=published,
        modified=modified,
        retrieved=retrieved,
        blocks=blocks,
        warnings=(*given.warnings, *warnings),
    )
