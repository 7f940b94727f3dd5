"""Mention heads → references: each mention's words by its subtree, and the earlier mention that it refers back to.

Antecedents are chosen head to head (Dobrovolskii 2021), the likeliest of the `REACH` mentions before, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.analyse.network.perceptron import Floats, Perceptron
from onrecord.analyse.network.reading import Range, Reading, ReferenceRead

REACH = 80  # mentions
NONE = -1.0  # score of no antecedent: pronouns are linked less often without; CoNLL F1 39.6 at 0, 41.6 here, 40.5 at -2
_TOGETHER = 256  # mentions scored at once
_INSIDE = frozenset(
    {"det", "amod", "nmod", "nmod:poss", "compound", "flat", "nummod", "acl", "acl:relcl", "appos", "fixed", "goeswith"}
)


class Antecedents:
    """The perceptron that scores an earlier mention for a later one."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    def links(self, places: Sequence[int], anaphors: Floats, antecedents: Floats) -> list[tuple[int, float] | None]:
        """For each mention the index of its antecedent and its probability, or None."""
        at = np.asarray(places)
        found: list[tuple[int, float] | None] = []
        for start in range(0, len(at), _TOGETHER):
            rows = np.arange(start, min(start + _TOGETHER, len(at)))
            columns = rows[:, None] - np.arange(1, REACH + 1)[None]
            known = columns >= 0
            columns = np.maximum(columns, 0)
            places_apart = at[rows, None] - at[columns]
            scores = self._perceptron.scores(anaphors[rows, None], antecedents[columns], places_apart)[:, :, 0]
            scores = np.concatenate([np.where(known, scores, -1e9), np.full((len(rows), 1), NONE, np.float32)], axis=1)
            best = scores.argmax(1)
            top = scores[np.arange(len(rows)), best]
            share = np.exp(top - top) / np.exp(scores - top[:, None]).sum(1)
            for row, column, probability in zip(range(len(rows)), best.tolist(), share.tolist(), strict=True):
                found.append((int(columns[row, column]), probability) if column < REACH else None)
        return found


def references(
    reading: Reading, mentioned: Sequence[tuple[int, float]], links: Sequence[tuple[int, float] | None]
) -> Iterator[ReferenceRead]:
    """The mentions with their words, one for one with `mentioned`."""
    extents = _extents(reading)
    for (head, score), link in zip(mentioned, links, strict=True):
        yield ReferenceRead(
            words=extents[head],
            head=head,
            antecedent=None if link is None else link[0],
            score=score if link is None else link[1],
        )


def _extents(reading: Reading) -> list[Range]:
    """The words of the phrase under each word, without what links it to the rest of its sentence."""
    heads = reading.heads
    low, high = list(range(len(heads))), list(range(1, len(heads) + 1))  # of whole subtrees
    for word in range(len(heads)):
        at = heads[word]
        while at >= 0:
            low[at], high[at] = min(low[at], word), max(high[at], word + 1)
            at = heads[at]
    found = [(word, word + 1) for word in range(len(heads))]
    for word, head in enumerate(heads):
        if head >= 0 and reading.relations[word] in _INSIDE:
            start, end = found[head]
            found[head] = min(start, low[word]), max(end, high[word])
    return found
