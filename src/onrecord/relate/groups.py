"""Who is counted: `figure, report → a key, "" for anybody, and the words for it`.

"12 people", "12 dead" and "Number of deaths: 12" count anybody; "12 children" and "12 Varennan soldiers" count a group,
which is no part of the same line. Words of anybody and of what became of them are `anybody.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from onrecord.lexicon import table, words
from onrecord.model import Figure, Report

PART, IN_CARE = "part", "in care"  # groups of some of those told, and of those whom somebody looks after
CARED_FOR = frozenset({"injured", "killed_or_injured"})
BEHIND = 90  # characters behind a number that tell of it
MORE = "more"  # the group of those beyond the ones told before
LABEL = 120  # characters before a number that its label may have
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(rf"([^\n:]{{1,{LABEL}}}?)\s*[:–—-]\s*$")
_TAIL = re.compile(
    r"[,(;]|\b(?:in|at|on|near|across|aboard|around|who|whom|that|which|during|after|before|by|with|without|including)\b"
)
_OF = re.compile(r"\s+of\s+(?:the|them|those|these|whom|his|her|its|their|our)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_IRREGULAR = {"children": "child", "policemen": "police", "police officers": "police"}


def group(figure: Figure, report: Report) -> tuple[str, str | None]:
    """The key and the words of who is counted; of a figure without such words, those of the label before it."""
    counted = figure.counted.exact if figure.counted else _label(figure, report)
    own = key(counted) if counted else ""
    if not own and (figure.part_of is not None or _is_part(figure, report)):
        own = PART
    elif figure.outcome in CARED_FOR and _is_in_care(figure, report):
        own = f"{own} {IN_CARE}".strip()
    return own, counted


def _is_part(figure: Figure, report: Report) -> bool:
    """Whether it counts some of those told ("two of the victims")."""
    return bool(_OF.match(report.text[figure.number.end : figure.number.end + BEHIND]))


def _is_in_care(figure: Figure, report: Report) -> bool:
    """Whether it counts those in care, or those who are badly hurt: a part of all who are."""
    behind = report.text[figure.number.end : figure.number.end + BEHIND]
    words = f" {' '.join(_WORDS.findall(folded(re.split('[.!?;:]', behind, maxsplit=1)[0])))} "
    return any(f" {phrase} " in words for phrase in _in_care())


def key(counted: str) -> str:
    """The words that tell who they are, folded and in the singular, in their order of the alphabet."""
    bare = _TAIL.split(folded(counted), maxsplit=1)[0]
    kinds = _anybody()
    kept: set[str] = set()
    for word in _WORD.findall(bare):
        kind = kinds.get(word)
        if kind == "more":
            kept.add(MORE)
        elif kind is None and word not in words("function_words"):
            kept.add(_singular(word))
    return " ".join(sorted(kept))


def folded(text: str) -> str:
    """Words without case, accents and marks of an owner."""
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return bare.casefold().replace("’", "'").replace("'s", "")


def _label(figure: Figure, report: Report) -> str | None:
    """The words before a colon or a dash that a number stands behind in its line."""
    start = figure.span.start
    line = report.text.rfind("\n", max(0, start - LABEL - 10), start) + 1
    found = _LABEL.search(report.text[max(line, start - LABEL - 10) : start])
    return found[1] if found else None


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def _in_care() -> frozenset[str]:
    return words("in_care")


@cache
def _anybody() -> dict[str, str]:
    return {row[0]: row[1] for row in table("anybody")}
