"""Who a page says wrote it: strings of meta tags, JSON-LD and bylines → names.

In: lists of candidates, the most trusted first. Out: the names of the first list that holds any.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_LEAD = re.compile(
    r"(?:(?:written|posted|reported|published|story|words|text|article)\s+)?by[:\s]+|author[:\s]+", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:;|\||\s/\s|,?\s(?:and|&|with)\s)\s*|,\s+(?=[^,]+\s[^,]+)")
_POST = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|analyst|contributor|producer|journalist|staff|bureau|agency|"
    r"news|press|times|post|herald|tribune|gazette|media|agencies)\b",
    re.IGNORECASE,
)
_WHENCE = re.compile(r",?\s(?:in|at|for|from)\s[^,;|]{1,60}\Z|,?\swith\sagencies\Z")
_LONGEST = 80  # characters of a name
_ALONE = re.compile(r"[A-ZÀ-Þ][\w'’\-]*\.?(?:\s(?:[A-ZÀ-Þ][\w'’\-]*\.?|de|da|van|von|der|al|bin))*")
_NO_NAME = re.compile(r"https?:|www\.|@|\d{2}", re.IGNORECASE)
_NOBODY = frozenset(
    ("by", "admin", "administrator", "editor", "staff", "null", "none", "unknown", "undefined", "author", "user")
)


def names(candidates: Iterable[Sequence[str]], outlet: str | None = None) -> tuple[str, ...]:
    """The names of the first list that holds any; the outlet's own name only where there is no other."""
    weak: tuple[str, ...] = ()
    for values in candidates:
        found: dict[str, str] = {}
        for name in (name for value in values for name in _names(value)):
            found.setdefault(_folded(name), name)
        if found and set(found) != {_folded(outlet or "")}:
            return tuple(found.values())
        weak = weak or tuple(found.values())
    return weak


def signature(words: str) -> tuple[str, ...]:
    """The names in a line that holds names of people and nothing else ("Ana Ruiz/Ben Oran"); none in any other."""
    if len(words) > _LONGEST or not words.strip() or words.strip()[-1] in ".!?:;,":
        return ()
    parts = [part.strip() for part in re.split(r"\s?/\s?|,\s|\s(?:and|&)\s", _LEAD.sub("", words.strip(), count=1))]
    alone = all(2 <= len(part.split()) <= 4 and _ALONE.fullmatch(part) for part in parts)
    return tuple(parts) if alone else ()


def _names(value: str) -> list[str]:
    """The names in one string; it is parted only where every part is a name of its own."""
    bare = _LEAD.sub("", " ".join(html.unescape(value).split()), count=1) if _LEAD.match(value.strip()) else value
    bare = " ".join(html.unescape(bare).split()).strip(" ,;|")
    parts = [_WHENCE.sub("", part).strip(" ,") for part in _PARTS.split(bare) if part and part.strip(" ,")]
    posts = [part for part in parts[1:] if _POST.search(part)]
    if posts:
        parts = [part for part in parts if part not in posts]
        bare = parts[0]
    if len(parts) > 1 and all(len(part.split()) >= 2 and part[0].isupper() for part in parts):
        return [part for part in parts if _is_name(part)]
    bare = _WHENCE.sub("", bare)
    return [bare] if _is_name(bare) else []


def _is_name(words: str) -> bool:
    if not words or len(words) > _LONGEST or _NO_NAME.search(words) or words.casefold() in _NOBODY:
        return False
    return words[0].isalnum() and ":" not in words and any(map(str.isalpha, words))


def _folded(words: str) -> str:
    return "".join(re.findall(r"\w+", words.casefold().replace("_", "")))
