"""What two words are to each other: scores from the sum of their vectors and what is known of their distance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.analyse.network.distances import bucket

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Perceptron:
    """W·relu(left + right + distance) + b; `weight` is [hidden, outputs], `distance` [buckets, hidden] or None."""

    weight: Floats
    bias: Floats
    distance: Floats | None = None

    def scores(self, left: Floats, right: Floats, places: Places | None = None) -> Floats:
        """The outputs for pairs of vectors [..., hidden] that broadcast; `places` are distances in words.

        Summed by einsum: it takes one thread, and one order, whatever the machine is set to.
        """
        hidden = left + right
        if self.distance is not None and places is not None:
            hidden += self.distance[bucket(places)]
        np.maximum(hidden, 0, out=hidden)
        found: Floats = np.einsum("...h,ho->...o", hidden, self.weight) + self.bias
        return found


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found
