"""What comes out of `acquire`: a document with its frozen text and blocks, or a recorded failure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from onrecord.model.report import Block, Dated, Span
from onrecord.model.vocabulary import MediaType

_NUMBER = re.compile(r"\d+|[¼-¾⅐-⅞]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report before anything is read out of it.

    `payload` is what the report's id is taken from: the UTF-8 bytes of the text given, or the HTML bytes.
    `text` is frozen from here on. `blocks` are in the order of the text and do not overlap.
    """

    text: str
    payload: bytes
    media_type: MediaType
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    bylines: tuple[str, ...] = ()
    published: Dated | None = None
    modified: Dated | None = None
    retrieved: Dated | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read: `locator` says where, `reason` what is wrong, `remedy` what to do."""

    locator: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.locator}: {self.reason}; {self.remedy}"


def beginning(document: Document, most: int, numbers: int) -> Document:
    """The document with no more than so many characters and numbers: up to the end of a line, a sentence or a word.

    It has half of those characters at least. The document itself where it has no more.
    """
    beyond = next(islice(_NUMBER.finditer(document.text), numbers, None), None)
    if beyond is not None:
        most = min(most, beyond.start())
    if len(document.text) <= most:
        return document
    ends = (document.text.rfind(mark, most // 2, most) + len(mark) for mark in ("\n", ". ", " "))
    end = next((end for end in ends if end > most // 2), most)
    blocks = (
        block if block.span.end <= end else replace(block, span=_cut(document.text, block.span.start, end))
        for block in document.blocks
        if block.span.start < end
    )
    return replace(document, text=document.text[:end], blocks=tuple(blocks))


def _cut(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, exact=text[start:end])


Acquired: TypeAlias = Document | Failure
