"""A payload that was kept, and the report once read from it → the document again, for a newer engine.

What the payload itself says is worked out anew: text, blocks, bylines. What only the input said (the fields of a JSON
line, the options given) is taken from the report, and so is all that makes the sighting what it is: where and when.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.acquire import failures
from onrecord.acquire.given import Given
from onrecord.acquire.pages.page import page_document
from onrecord.acquire.texts.plain import text_document
from onrecord.model import Acquired, Dated, Failure, Report

# Warnings of an input's fields, and of its bytes where the payload is no longer those: nothing else can tell them.
_OF_FIELDS = re.compile(r"`\w+` is |the header says ")
_OF_BYTES = re.compile(r"read as |not UTF-8; read as ")


def again(payload: bytes, report: Report) -> Acquired:
    """The document of a payload, seen where and when the report says; a Failure where it holds no text any more."""
    page = report.media_type == "text/html"
    told = (_OF_FIELDS.match, *(() if page else (_OF_BYTES.match,)))
    published = report.published
    given = Given(
        key=report.key,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        language=report.language,
        published=_of_input(published),
        modified=_of_input(report.modified),
        warnings=tuple(warning for warning in report.warnings if any(match(warning) for match in told)),
    )
    otherwise = published if published and published.basis == "option" else None
    locator, limit = report.url or report.key or report.id, len(payload)
    if page:
        found = page_document(payload, locator=locator, given=given, otherwise=otherwise, limit=limit)
    else:
        try:
            text = payload.decode("utf-8")
        except UnicodeDecodeError:
            return failures.truncated(locator, "its stored bytes are no text")
        found = text_document(text, locator=locator, given=given, otherwise=otherwise, limit=limit)
    if isinstance(found, Failure):
        return found
    # Another version may find another address or date in a page; the sighting stays the one that it is.
    warnings = tuple(dict.fromkeys(found.warnings))
    return replace(found, url=report.url, published=published, retrieved=report.retrieved, warnings=warnings)


def _of_input(dated: Dated | None) -> str | None:
    """A date that the input gave, and not what it holds."""
    return dated.value if dated and dated.basis == "input" else None
