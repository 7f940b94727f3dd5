"""Locators → documents: files, directories, JSON lines, web pages and standard input, each with frozen text."""

from onrecord.acquire.locators import acquire
from onrecord.acquire.pages.page import from_html
from onrecord.acquire.texts.plain import from_text

__all__ = ["acquire", "from_html", "from_text"]
