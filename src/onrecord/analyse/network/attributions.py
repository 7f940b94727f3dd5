"""Cues and pair vectors → attributions: for each cue the words that are its source and its content.

Roles are told for every cue by itself, as in semantic role labelling, so that one attribution's content may lie in
another's. What the tagger says of each word without a cue is weighed in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.analyse.network.perceptron import Floats, Perceptron, Places, log_softmax
from onrecord.analyse.network.reading import AttributionRead, Range
from onrecord.analyse.network.spans import constrained_rows

LEAST = 0.25  # mean probability of a role with which a span is taken for a cue; tuned on polnear-dev

_ALLOWED = np.array(
    [  # to: O, B-source, I-source, B-content, I-content
        [1, 1, 0, 1, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 0, 1, 1],
        [1, 1, 0, 1, 1],
    ],
    dtype=bool,
)
_FIRST = np.array([1, 1, 0, 1, 0], dtype=bool)


class Roles:
    """The perceptron that tells a word's role for a cue."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    def scores(self, cues: Floats, fillers: Floats, places: Places) -> Floats:
        """Log-probabilities [cues, words, roles]; `places` [cues, words] are the distances from the cue."""
        return log_softmax(self._perceptron.scores(cues[:, None], fillers[None], places))

    def attributions(
        self, offset: int, cues: Floats, fillers: Floats, spans: dict[str, list[Range]], flat: dict[str, Floats]
    ) -> list[AttributionRead]:
        """The attributions of the cues of one window; ranges count from `offset`.

        `spans` are what the tagger reads as source, cue and content. A content goes to its likeliest cue, a cue takes
        its likeliest source, and a cue that is left with none reads its own, inside another's content or not.
        """
        said = spans["cue"]
        scores = self.scores(_means(cues, said), fillers, _places(said, len(fillers)))
        own = constrained_rows(_without_cues(scores, said), _ALLOWED, _FIRST)
        odds = np.exp(scores)
        contents: list[list[Range]] = [[] for _ in said]
        for start, end in spans["content"]:
            shares = odds[:, start:end, 3:5].sum(2).mean(1)
            shares[[start <= first and last <= end for first, last in said]] = 0  # a cue inside it is nested
            if shares.max() > LEAST:
                contents[int(shares.argmax())].append((start, end))
        sure = 1 - np.exp(log_softmax(flat["cue"])[:, 0])
        negative = 1 / (1 + np.exp(-flat["negative"][:, 0]))
        found = []
        for at, (start, end) in enumerate(said):
            source = max(spans["source"], key=lambda span: odds[at, slice(*span), 1:3].sum(1).mean(), default=(0, 0))
            if source == (0, 0) or odds[at, slice(*source), 1:3].sum(1).mean() < LEAST:
                source = max(_ranges(own[at], 1), key=lambda span: odds[at, slice(*span), 1:3].sum(), default=(0, 0))
            content = contents[at] or _ranges(own[at], 3)
            found.append(
                AttributionRead(
                    cue=(offset + start, offset + end),
                    source=((offset + source[0], offset + source[1]),) if source != (0, 0) else (),
                    content=tuple((offset + first, offset + last) for first, last in content),
                    score=float(sure[start:end].mean()),
                    negative=float(negative[start:end].mean()),
                )
            )
        return found

    def links(
        self, cues: Floats, fillers: Floats, spans: Sequence[Range], parts: Sequence[tuple[str, Range]]
    ) -> list[int]:
        """For each span with its role the index of the likeliest cue."""
        means, chosen = _means(cues, spans), []
        for role, (start, end) in parts:
            at = 1 if role == "source" else 3
            places = np.arange(start, end)[None] - np.array([first for first, _ in spans])[:, None]
            near = np.flatnonzero(np.abs(places).min(1) < 400)
            if not len(near):
                near = np.arange(len(spans))
            scores = self.scores(means[near], fillers[start:end], places[near])
            chosen.append(int(near[np.logaddexp(scores[:, :, at], scores[:, :, at + 1]).mean(1).argmax()]))
        return chosen


def _means(vectors: Floats, spans: Sequence[Range]) -> Floats:
    return np.stack([vectors[start:end].mean(0) for start, end in spans])


def _places(spans: Sequence[Range], count: int) -> Places:
    apart: Places = np.arange(count)[None] - np.array([start for start, _ in spans])[:, None]
    return apart


def _without_cues(scores: Floats, cues: Sequence[Range]) -> Floats:
    """The scores where a cue is no part of its own source or content."""
    own = scores.copy()
    for row, (start, end) in zip(own, cues, strict=True):
        row[start:end, 1:] = -1e9
    return own


def _ranges(tags: Sequence[int], begin: int) -> list[Range]:
    """The stretches of one role in a row of tags."""
    found: list[Range] = []
    start: int | None = None
    for at, tag in enumerate([*tags, 0]):
        if start is not None and tag != begin + 1:
            found.append((start, at))
            start = None
        if tag == begin:
            start = at
    return found
