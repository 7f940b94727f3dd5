"""Words of a page to its reader, beside the story: newsletters, links to other stories, furniture of the page.

In: the words of one block. Out: `promo` or `other` where the block is such, else None. Only short blocks are,
and none that opens with a quotation mark: what somebody is quoted with belongs to the story.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from onrecord.lexicon import table

Prompt: TypeAlias = Literal["promo", "other"]
_LONGEST = 60  # words of a block that asks the reader for something
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_QUOTES = "\"'“”‘’«»„"
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+")


def prompt(words: str) -> Prompt | None:
    """The kind of a block that speaks to the reader about the outlet, else None."""
    if len(words) > _LONGEST * 12 or words[:1] in _QUOTES:
        return None
    folded = " ".join(words.lower().replace("’", "'").split())
    whole = _rows("whole").get(_EDGES.sub("", folded)) if len(folded) <= _LONGEST else None
    if whole is not None:
        return whole
    if folded.count(" ") >= _LONGEST:
        return None
    bare = folded.lstrip("*•►>▶→-–— ")
    if _labels(bare) or _pattern("start", r"\b", opening=True).match(bare):
        return "promo"
    if _pattern("anywhere", r"\b").search(folded):
        return "promo"
    asked = any(_asks(sentence) for sentence in _SENTENCE.split(bare))
    return "promo" if asked else None


def _labels(bare: str) -> bool:
    """Whether a label opens the block ("Read more: …"); a dash follows one of several words only."""
    found = _pattern("label", r"\s?(?:[:|»>]|\s[-–—]\s)", opening=True).match(bare)
    return found is not None and (found[0][-1] in ":|»>" or len(found[0].split()) > 2)


def _asks(sentence: str) -> bool:
    opener = _pattern("opener", r"\b", opening=True).match(sentence)
    return opener is not None and _pattern("object", r"\b").search(sentence, opener.end()) is not None


@cache
def _rows(part: str) -> dict[str, Prompt]:
    return {words: "promo" if kind == "promo" else "other" for words, where, kind in table("prompts") if where == part}


@cache
def _pattern(part: str, after: str, *, opening: bool = False) -> re.Pattern[str]:
    """Any of the words of a part, the longest first, then `after`."""
    choices = "|".join(re.escape(words) for words in sorted(_rows(part), key=len, reverse=True))
    before = "" if opening else r"(?<!\w)"
    return re.compile(f"{before}(?:{choices}){after}")
