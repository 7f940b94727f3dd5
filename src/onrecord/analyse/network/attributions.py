"""Cues and pair vectors → attributions: for each cue the words that are its source and its content.

Roles are told for every cue by itself, as in semantic role labelling, so that one attribution's content may lie in
another's. What the tagger says of each word without a cue is weighed in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.analyse.network.labels import ROLES
from onrecord.analyse.network.perceptron import Floats, Perceptron, Places, log_softmax
from onrecord.analyse.network.reading import AttributionRead, Range
from onrecord.analyse.network.spans import constrained_rows, ranges, spans, transitions

LEAST = 0.25  # mean probability of a role with which a span is taken for a cue; tuned on polnear-dev
# Added to the scores of a cue's tags to find cues that the tagger doubts; `extract` weighs what they read. With 1, 2
# and 3 attribution F1 is the same or lower on polnear-dev and the even half of gum-other.
DOUBTED = 1.5
BEHIND = 0.7  # of a doubted cue's claim to a content counts beside a sure one's; on polnear-dev 0.6 to 0.9 are alike
REACH = 128  # words before a cue, and from it on, in which its source and content begin or end; most are far nearer
_FAR = 400  # words: farther apart a span and a cue are not weighed where links alone are asked for
_TOGETHER = 32  # cues scored at once
_NEVER = -1e9
_NOTHING: Floats = np.zeros(0, dtype=np.float32)

_ALLOWED, _FIRST = transitions(ROLES)


def likely(sure: Sequence[Range], scores: Floats, offset: int) -> list[Range]:
    """The cues that the tagger reads, in order, with those apart from them that it would read if it doubted less."""
    lenient = scores.copy()
    lenient[:, 1:] += DOUBTED
    taken = [False] * len(scores)
    for start, end in sure:
        taken[start - offset : end - offset] = [True] * (end - start)
    more = [(offset + start, offset + end) for start, end in spans(lenient) if not any(taken[start:end])]
    return sorted([*sure, *more])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nearby:
    """A cue, the probabilities of the roles of the words `REACH` before to `REACH` behind it, and the best row."""

    cue: Range
    odds: Floats
    tags: list[int]

    def share(self, span: Range, begin: int) -> Floats:
        """The probability of each word of a span, as far as it is near, to be of the role that begins so."""
        first = self.cue[0] - REACH
        found: Floats = self.odds[max(0, span[0] - first) : max(0, span[1] - first), begin : begin + 2].sum(1)
        return found

    def ranges(self, begin: int) -> list[Range]:
        """The stretches of a role in the best row."""
        first = self.cue[0] - REACH
        kind = ROLES[begin].removeprefix("B-")
        return [(first + start, first + end) for start, end, told in ranges(self.tags, ROLES) if told == kind]

    def source(self, tagged: Sequence[Range]) -> Range | None:
        """The likeliest of the sources that the tagger reads, in order, else of those that the cue reads."""
        first = bisect_right(tagged, self.cue[0] - REACH, key=lambda span: span[1])
        last = bisect_left(tagged, self.cue[0] + REACH, key=lambda span: span[0])
        apart = (span for span in tagged[first:last] if span[1] <= self.cue[0] or self.cue[1] <= span[0])
        shares = [(_mean(self.share(span, 1)), span) for span in apart]
        best, source = max(shares, key=lambda one: one[0], default=(0.0, None))
        if best >= LEAST:
            return source
        return max(self.ranges(1), key=lambda span: self.share(span, 1).sum(), default=None)


def _shared_out(contents: Sequence[Range], near: Sequence[_Nearby], sure: Collection[Range]) -> list[list[Range]]:
    """The contents that the tagger reads, each with the cue that it is likeliest of, which it does not overlap.

    The cues that are not `sure` stand behind those that are.
    """
    given: list[list[Range]] = [[] for _ in near]
    begins = [row.cue[0] for row in near]
    for start, end in contents:
        best, chosen = LEAST, None
        for at in range(bisect_left(begins, start - REACH), bisect_left(begins, end + REACH)):
            share = _mean(near[at].share((start, end), 3)) * (1 if near[at].cue in sure else BEHIND)
            if share > best and not (start < near[at].cue[1] and near[at].cue[0] < end):
                best, chosen = share, at
        if chosen is not None:
            given[chosen].append((start, end))
    return given


class Roles:
    """The perceptron that tells a word's role for a cue."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    def scores(self, cues: Floats, fillers: Floats, places: Places) -> Floats:
        """Log-probabilities [cues, words, roles]; `places` [cues, words] are the distances from the cue."""
        return log_softmax(self._perceptron.scores(cues[:, None], fillers, places))

    def attributions(
        self, offset: int, cues: Floats, fillers: Floats, spans: dict[str, list[Range]], flat: dict[str, Floats]
    ) -> list[AttributionRead]:
        """The attributions of the cues of a row of words; ranges count as the first word were `offset`.

        `spans` are what the tagger reads as source, cue and content. A content goes to its likeliest cue, a cue takes
        its likeliest source, and a cue that is left with none reads its own, inside another's content or not.
        """
        said = [(start - offset, end - offset) for start, end in likely(spans["cue"], flat["cue"], offset)]
        near = [
            row
            for first in range(0, len(said), _TOGETHER)
            for row in self._nearby(said[first : first + _TOGETHER], cues, fillers)
        ]
        read = {(start - offset, end - offset) for start, end in spans["cue"]}
        contents = _shared_out([(start - offset, end - offset) for start, end in spans["content"]], near, read)
        sources = [(start - offset, end - offset) for start, end in spans["source"]]
        sure = 1 - np.exp(log_softmax(flat["cue"])[:, 0])
        inside = 1 - np.exp(log_softmax(flat["content"])[:, 0])
        negative = 1 / (1 + np.exp(-flat["negative"][:, 0]))
        found = []
        for row, content in zip(near, contents, strict=True):
            source = row.source(sources)
            start, end = row.cue
            content = content or row.ranges(3)
            found.append(
                AttributionRead(
                    cue=(offset + start, offset + end),
                    source=((offset + source[0], offset + source[1]),) if source else (),
                    content=tuple((offset + first, offset + last) for first, last in content),
                    score=float(sure[start:end].mean()),
                    negative=float(negative[start:end].mean()),
                    linked=_mean(np.concatenate([_NOTHING, *(row.share(span, 3) for span in content)])),
                    tagged=_mean(np.concatenate([_NOTHING, *(inside[first:last] for first, last in content)])),
                )
            )
        return found

    def _nearby(self, said: Sequence[Range], cues: Floats, fillers: Floats) -> Iterator[_Nearby]:
        """Of each of some cues what the words up to `REACH` before and behind it are to it."""
        places = np.arange(-REACH, REACH)[None]
        words = np.array([start for start, _ in said])[:, None] + places
        outside = (words < 0) | (words >= len(fillers))
        near = fillers[np.clip(words, 0, len(fillers) - 1)]
        scores = self.scores(_means(cues, said), near, np.broadcast_to(places, words.shape))
        odds = np.where(outside[:, :, None], 0, np.exp(scores))
        scores[outside, 1:] = _NEVER
        for row, (start, end) in zip(scores, said, strict=True):
            row[REACH : REACH + end - start, 1:] = _NEVER  # a cue is no part of its own source or content
        own = constrained_rows(scores, _ALLOWED, _FIRST)
        for cue, row, tags in zip(said, odds, own, strict=True):
            yield _Nearby(cue=cue, odds=row, tags=tags)

    def links(
        self, cues: Floats, fillers: Floats, spans: Sequence[Range], parts: Sequence[tuple[str, Range]]
    ) -> list[int]:
        """For each span with its role the index of the likeliest cue."""
        means, chosen = _means(cues, spans), []
        for role, (start, end) in parts:
            at = 1 if role == "source" else 3
            places = np.arange(start, end)[None] - np.array([first for first, _ in spans])[:, None]
            near = np.flatnonzero(np.abs(places).min(1) < _FAR)
            if not len(near):
                near = np.arange(len(spans))
            scores = self.scores(means[near], fillers[None, start:end], places[near])
            chosen.append(int(near[np.logaddexp(scores[:, :, at], scores[:, :, at + 1]).mean(1).argmax()]))
        return chosen


def _means(vectors: Floats, spans: Sequence[Range]) -> Floats:
    return np.stack([vectors[start:end].mean(0) for start, end in spans])


def _mean(shares: Floats) -> float:
    return float(shares.mean()) if len(shares) else 0.0
