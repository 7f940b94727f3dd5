"""Locators → documents: files, directories, JSON lines, web pages and standard input, each with frozen text."""

from onrecord.acquire.failures import DEFAULT_LIMIT
from onrecord.acquire.locators import acquire
from onrecord.acquire.page import from_html
from onrecord.acquire.plain import from_text

__all__ = ["DEFAULT_LIMIT", "acquire", "from_html", "from_text"]
