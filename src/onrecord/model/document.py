"""What comes out of `acquire`: a document with its frozen text and blocks, or a recorded failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.model.report import Block, Dated
from onrecord.model.vocabulary import MediaType


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


Acquired: TypeAlias = Document | Failure
