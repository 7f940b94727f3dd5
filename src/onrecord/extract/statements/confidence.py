"""An attribution and what stands around it → its confidence: how likely its content and source are right.

Goes in: an attribution that the network read, with the probability that it was kept for. Comes out: a share that means
what it says on text that the weights were not fitted on (`python -m quality.reliability` shows it, and fits them): a
logistic regression over signs that every report has (Platt 1999, with more than the score to go by). What the network
did not read keeps the confidence of its rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, tanh
from pathlib import Path

from onrecord.model import Attribution, Mention, Offsets, Word

WEIGHTS = Path(__file__).with_name("confidence.tsv")
_MOST = 5.0  # log odds beyond which a probability says no more
_LEAST, _SUREST = 0.01, 0.99  # nothing is certain
_FAR = 8  # characters between a cue and its content
_APART = 4  # characters between a cue and its source
_LENGTHS = ((5, "under 5 words"), (10, "under 10 words"), (30, "under 30 words"))


class Surroundings:
    """The words and names of a text, by place."""

    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        self._words = words
        self._names = sorted(mention.start for mention in mentions)

    def words(self, span: Offsets) -> Sequence[Word]:
        """The words that begin in a span."""
        first = bisect_left(self._words, span[0], key=lambda word: word.start)
        return self._words[first : bisect_left(self._words, span[1], key=lambda word: word.start)]

    def named(self, span: Offsets) -> bool:
        """Whether a name begins in a span."""
        at = bisect_left(self._names, span[0])
        return at < len(self._names) and self._names[at] < span[1]


def confidence(found: Attribution, around: Surroundings) -> float:
    """How likely an attribution is right, between 0 and 1."""
    if found.score is None:
        return found.confidence
    return round(summed(_weights(), signs(found, around)), 2)


def summed(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """The probability that signs with such weights give; a sign without a weight says nothing."""
    odds = sum(weights.get(sign, 0.0) * value for sign, value in seen.items())
    return min(max((1 + tanh(odds / 2)) / 2, _LEAST), _SUREST)


def signs(found: Attribution, around: Surroundings) -> dict[str, float]:
    """What speaks for or against an attribution that the network read, each with how much of it there is."""
    words = around.words((found.content[0][0], found.content[-1][1]))
    seen = {
        "always": 1.0,
        "log odds": _log_odds(found.score or 0.0),
        f"form {found.form}": 1.0,
        f"stance {found.stance}": 1.0,
        f"rule {found.rule.partition('-')[0] if found.rule else 'none'}": 1.0,
        next((name for most, name in _LENGTHS if len(words) < most), "30 words or more"): 1.0,
    }
    told = {
        "several stretches": len(found.content) > 1,
        "a clause": any(word.relation.startswith("nsubj") for word in words),
        **_of_source(found, around),
        **_of_cue(found, around),
    }
    return seen | {name: 1.0 for name, holds in told.items() if holds}


def _of_source(found: Attribution, around: Surroundings) -> Mapping[str, bool]:
    if found.source is None:
        return {"no source": True}
    words = around.words(found.source)
    named = around.named(found.source)
    return {
        "source with a name": named,
        "source a pronoun": not named and bool(words) and words[0].upos == "PRON",
        "source far from its cue": found.cue is not None and _between(found.source, found.cue) > _APART,
    }


def _of_cue(found: Attribution, around: Surroundings) -> Mapping[str, bool]:
    if found.cue is None:
        return {"no cue": True}
    return {
        "cue without a verb": not any(word.upos in ("VERB", "AUX") for word in around.words(found.cue)),
        "content before its cue": found.content[0][0] < found.cue[0],
        "content far from its cue": min(_between(found.cue, stretch) for stretch in found.content) > _FAR,
    }


def _between(one: Offsets, other: Offsets) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return min(max(log(kept / (1 - kept)), -_MOST), _MOST)


@cache
def _weights() -> Mapping[str, float]:
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}
