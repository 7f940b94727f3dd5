"""Cues and pair vectors → attributions: for each cue the words that are its source and its content.

Roles are told for every cue by itself, as in semantic role labelling, so that one attribution's content may lie in
another's. What the tagger says of each word without a cue is weighed in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.analyse.network.distances import bucket
from onrecord.analyse.network.reading import AttributionRead, Range
from onrecord.analyse.network.spans import constrained_rows

Floats = npt.NDArray[np.float32]
FLAT = 0.5  # the weight of the tagger beside the roles; tuned on half of polnear-train held apart

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

    def __init__(self, weight: Floats, bias: Floats, distance: Floats) -> None:
        self._weight, self._bias, self._distance = weight, bias, distance

    def scores(self, cues: Floats, fillers: Floats, places: npt.NDArray[np.int64]) -> Floats:
        """Log-probabilities [cues, words, roles]; `places` [cues, words] are the distances from the cue."""
        hidden = cues[:, None] + fillers[None] + self._distance[bucket(places)]
        return _log_softmax(np.maximum(hidden, 0) @ self._weight + self._bias)

    def attributions(
        self, offset: int, cues: Floats, fillers: Floats, spans: Sequence[Range], flat: dict[str, Floats]
    ) -> list[AttributionRead]:
        """The attributions of the cues of one window; ranges count from `offset`."""
        scores = self.scores(_means(cues, spans), fillers, _places(spans, len(fillers)))
        source, content = _log_softmax(flat["source"]), _log_softmax(flat["content"])
        scores[:, :, 0] += FLAT * np.minimum(source[:, 0], content[:, 0])
        scores[:, :, 1:3] += FLAT * source[:, 1:]
        scores[:, :, 3:5] += FLAT * content[:, 1:]
        for row, (start, end) in zip(scores, spans, strict=True):
            row[start:end, 1:] = -1e9  # a cue is no part of its own source or content
        found = []
        sure = 1 - np.exp(_log_softmax(flat["cue"])[:, 0])
        for row, (start, end) in zip(constrained_rows(scores, _ALLOWED, _FIRST), spans, strict=True):
            negative = flat["negative"][start:end, 0].mean()
            found.append(
                AttributionRead(
                    cue=(offset + start, offset + end),
                    source=_ranges(row, 1, offset),
                    content=_ranges(row, 3, offset),
                    score=float(sure[start:end].mean()),
                    negative=float(1 / (1 + np.exp(-negative))),
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


def _places(spans: Sequence[Range], count: int) -> npt.NDArray[np.int64]:
    return np.arange(count)[None] - np.array([start for start, _ in spans])[:, None]


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _ranges(tags: Sequence[int], begin: int, offset: int) -> tuple[Range, ...]:
    """The stretches of one role in a row of tags."""
    found: list[Range] = []
    start: int | None = None
    for at, tag in enumerate([*tags, 0]):
        if start is not None and tag != begin + 1:
            found.append((offset + start, offset + at))
            start = None
        if tag == begin:
            start = at
    return tuple(found)
