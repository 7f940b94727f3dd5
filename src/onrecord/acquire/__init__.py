"""Locators → documents: files, directories, JSON lines, web pages and standard input, each with frozen text."""

from onrecord.acquire.again import again
from onrecord.acquire.locators import Input, acquire, below, files, inputs, is_passing
from onrecord.acquire.pages.page import from_html
from onrecord.acquire.parts import holds, pieces, split
from onrecord.acquire.texts.plain import from_text

__all__ = [
    "Input",
    "acquire",
    "again",
    "below",
    "files",
    "from_html",
    "from_text",
    "holds",
    "inputs",
    "is_passing",
    "pieces",
    "split",
]
