"""Signed distances in words → 24 buckets: one a word up to 4, then wider and wider, each way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BUCKETS = 24
_EDGES = np.array([1, 2, 3, 4, 5, 8, 12, 18, 32, 64, 128])


def bucket(distance: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The bucket of each distance: 0 to 11 forward (0 is the word itself), 12 to 23 backward."""
    steps = np.searchsorted(_EDGES, np.abs(distance), side="right")
    return np.where(distance < 0, steps + 12, steps).astype(np.int64)
