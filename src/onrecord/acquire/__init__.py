"""Locators → documents: files, directories, JSON lines, web pages and standard input, each with frozen text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.model import Acquired, Block, Dated, Document, Span

DEFAULT_LIMIT = 10_000_000  # bytes of one report


def acquire(locators: Iterable[str], *, published: str | None = None, limit: int = DEFAULT_LIMIT) -> Iterator[Acquired]:
    """Each document behind the locators, in order; an input that cannot be read comes out as a Failure."""
    for locator in locators:
        yield from_text(Path(locator).read_text(encoding="utf-8"), key=locator, published=published)


def from_text(text: str, *, key: str | None = None, published: str | None = None) -> Acquired:
    """The document of a text given as it is."""
    return Document(
        text=text,
        payload=text.encode("utf-8"),
        media_type="text/plain",
        key=key,
        published=Dated(value=published, basis="option") if published else None,
        blocks=(Block(span=Span(start=0, end=len(text), exact=text), kind="paragraph", repeats=None),),
    )
