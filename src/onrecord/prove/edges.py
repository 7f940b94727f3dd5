"""What a cut does to words: `text, stretch → objection`, None where the stretch may be quoted by itself.

Words are there only if they are whole: "400 villagers" does not stand in "2,400 villagers", "€14" not in "€14 million",
and "want another blockade" not in "do not want another blockade". Texts are folded ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Offsets
from onrecord.model.citation import Difference

WORD = re.compile(
    r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*[^\W\d_]*|(?<![^\s(])-(?=\d)|[$€£¥₹₽₺₩₪₴₦¢%‰°<>≤≥≈~+=±×&@#]"
)
_SENTENCE_END = re.compile(r"[.!?](?=[\s)]|$)")
_LAST_WORDS = re.compile(r"(?:[^\W\d_]|')+(?: (?:[^\W\d_]|')+)? ?$")
_GENITIVE = re.compile(r"'s(?![^\W_])")
_AROUND = 60  # characters looked at on either side of a stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why words that stand in a text may not be quoted as they are, and what differs."""

    reason: str
    difference: Difference


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one class of the table `quoting`."""
    return frozenset(word for word, named in table("quoting") if named == kind)


@cache
def number_words(*kinds: str) -> frozenset[str]:
    """The words that make numbers; of these kinds alone, if any are named."""
    return frozenset(row[0] for row in table("numbers") if not kinds or row[1] in kinds)


def is_negation(word: str) -> bool:
    return word.lower() in words_of("negation") or word.lower().endswith("n't")


def is_number(word: str) -> bool:
    return any(character.isdigit() for character in word) or word.lower() in number_words()


def objection(text: str, start: int, end: int) -> Objection | None:
    """What a cut at `start` and `end` does to the words there, if it does something."""
    for at, inside in ((start, slice(start, None)), (end, slice(None, end))):
        whole = _cut(text, at)
        if whole:
            left, right = max(whole[0], inside.start or 0), min(whole[1], inside.stop or len(text))
            return Objection(
                reason="the words are cut out of longer ones",
                difference=Difference(cited=text[left:right], report=text[slice(*whole)]),
            )
    negation = _negation_before(text, start)
    if negation:
        return Objection(
            reason=f"the words stand there after '{negation}', which the citation leaves out",
            difference=Difference(cited="", report=negation),
        )
    return None


def negation_in(text: str) -> str | None:
    """The first negation among words."""
    return next((word for word in WORD.findall(text) if is_negation(word)), None)


def sentence_parts(text: str, gap: Offsets) -> tuple[str, str]:
    """Of words left out between two stretches: the rest of the first one's sentence, the beginning of the second's."""
    between = text[slice(*gap)]
    ends = [found.end() for found in _SENTENCE_END.finditer(between)]
    return (between[: ends[0]], between[ends[-1] :]) if ends else (between, "")


def _cut(text: str, at: int) -> Offsets | None:
    """The word or number that a cut at this place goes through; the 's of a name may be left out."""
    if _GENITIVE.match(text, at):
        return None
    for found in _whole().finditer(text, max(0, at - _AROUND), min(len(text), at + _AROUND)):
        if found.start() < at < found.end():
            return found.span()
    return None


def _negation_before(text: str, start: int) -> str | None:
    before = _LAST_WORDS.search(text, max(0, start - _AROUND), start)
    words = before[0].split() if before else []
    if words and is_negation(words[-1]):
        return words[-1]
    if len(words) == 2 and words[1].lower() in words_of("between") and is_negation(words[0]):
        return words[0]
    return None


@cache
def _whole() -> re.Pattern[str]:
    """What is not to be cut: a number with its sign, scale or percent, a number in words, a word with its hyphens."""
    words = "|".join(sorted(number_words("unit", "ten", "scale")))
    scales = "|".join(sorted(number_words("scale", "short")))
    digits = r"(?:(?<![^\s(])-)?\d+(?:[.,:/]\d+)*"
    return re.compile(
        rf"{digits}(?:[ -]?(?:{scales})\b)+|{digits}[^\W\d_]*(?: ?%)?"
        rf"|(?i:\b(?:{words})(?:(?: | and |-)(?:{words})\b)+)|[^\W_]+(?:['-][^\W_]+)*"
    )
