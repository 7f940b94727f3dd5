"""Credits: who made a picture, who else worked on a report, whose it is.

In: the words of one block. Out: where its credit begins, and whether it is a caption, a credit or neither.
A credit closes a block, is short and holds no sentence, so only the end of a block is looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from onrecord.lexicon import table

Pictured: TypeAlias = Literal["caption", "credit", "other"]
_TAIL = 140  # characters at the end of a block that may be its credit
_LONGEST_CAPTION = 1200  # characters
_NAME = r"[A-ZÀ-Þ][\w.'’\-]{0,30}"
_NAMES = rf"{_NAME}(?:[ ,]{{1,2}}(?:{_NAME}|de|da|del|van|von|der|al|bin|for|of|via|and|&|the)){{0,7}}"
_SLASHED = re.compile(rf"(?P<maker>{_NAMES})\s?/\s?(?P<agency>{_NAMES}(?:\s?/\s?{_NAMES})?)\Z")
_STARTS = re.compile(r"(?:(?<=[.!?\"”’)])\s+|[\n(\[|])")


def pictured(words: str) -> Pictured | None:
    """`credit` where the block is a credit and nothing else, `caption` where it describes a picture, else None."""
    folded = words[:80].lower().lstrip("(*—–-[ ")
    tail = words[-80:].lower().rstrip(".)]* ")
    if len(words) > _LONGEST_CAPTION:
        return None
    if _opens("rights").match(folded):
        return "other" if len(words) < 400 else None
    if len(words) < 600 and (_opens("staff").match(folded) or tail.endswith(_rows("staff_end"))):
        return "credit"
    begins = credit_start(words)
    if begins is not None:
        return "credit" if begins == 0 else "caption"
    return "caption" if _opens("caption").match(folded) and len(words) < 400 and _describes(folded) else None


def story_of(caption: str) -> str:
    """A caption without its credit."""
    begins = credit_start(caption)
    return caption if begins is None else caption[:begins]


def credit_start(words: str) -> int | None:
    """Where the credit that closes the block begins, or None where none does."""
    offset = max(0, len(words) - _TAIL)
    tail = words[offset:]
    places = [0] if offset == 0 else []
    places += [found.end() if found[0].isspace() else found.start() for found in _STARTS.finditer(tail)]
    for place in places:
        if _is_credit(tail[place:], whole=offset + place == 0):
            return offset + place
    return None


def _is_slashed(words: str) -> bool:
    """ "Ana Ruiz/AP": a name of two words or more and an agency or outlet."""
    found = _SLASHED.match(words)
    return found is not None and 2 <= len(found["maker"].split()) <= 4 and len(found["agency"].split()) <= 6


def _is_credit(words: str, *, whole: bool) -> bool:
    """Whether these words to the end of the block are a credit: a label and a name, or an agency in brackets."""
    bare = words.strip()
    inner = bare.strip("()[]|*_ ").rstrip(".")
    folded = inner.lower()
    if not inner or len(inner.split()) > 14 or re.search(r"[a-z]{3}[.!?]\s", inner):
        return False
    if bare[0] in "([|" and _agency_first().match(folded):
        return True
    if whole and folded in _rows("agency"):
        return True
    label = _label().match(folded)
    if label is None:
        return _is_slashed(inner)
    rest = inner[label.end() :].strip()
    if not rest or rest.lower() in _rows("agency") or rest[0] in "@©(":
        return bool(rest)
    small = sum(word[0].islower() for word in rest.split())
    return rest[0].isupper() and small * 2 <= len(rest.split())


def _describes(folded: str) -> bool:
    """Words that are also common at the head of a sentence ("above") open a caption only before a mark."""
    return not folded.startswith("above") or folded[5:6] in (":", ",")


@cache
def _rows(part: str) -> tuple[str, ...]:
    return tuple(sorted((words for words, where in table("credits") if where == part), key=len, reverse=True))


@cache
def _opens(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _rows(part)))})(?!\w)")


@cache
def _label() -> re.Pattern[str]:
    choices = "|".join(map(re.escape, _rows("label")))
    marked = r"[:|/©]|(?<=source),|(?<=by)(?=\s)|(?<=of)(?=\s)|\sby(?=\s)|\s[-–—]\s"
    return re.compile(rf"(?:{choices})(?:\s(?:credit|by|courtesy))?\s?(?:{marked})\s*")


@cache
def _agency_first() -> re.Pattern[str]:
    """The agency first, as in "AP Photo/Ana Ruiz" and "Reuters/Ana Ruiz"."""
    choices = "|".join(map(re.escape, _rows("agency")))
    return re.compile(rf"(?:{choices})\s?(?:(?:file\s)?(?:photo|image|picture|pool)s?)?\s?(?:/|,\s?file)")
