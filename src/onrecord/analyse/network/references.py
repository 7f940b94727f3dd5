"""Mention heads → references: each mention's words by its subtree, and the earlier mention that it refers back to.

Antecedents are chosen head to head (Dobrovolskii 2021), the likeliest of the `REACH` mentions before, or none.
What other constants give is in docs/decisions/0005-the-language-engine.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.analyse.network.perceptron import Floats, Perceptron, log_softmax
from onrecord.analyse.network.reading import Range, Reading, ReferenceRead

REACH = 80  # mentions
MENTION = -2.0  # least score of a word that heads a mention: what is no mention finds no antecedent, and is none
NONE = -1.0  # score of no antecedent
_NEVER = -1e9
_TOGETHER = 256  # mentions scored at once
_INSIDE = frozenset(
    {"det", "amod", "nmod", "nmod:poss", "compound", "flat", "nummod", "acl", "acl:relcl", "appos", "fixed", "goeswith"}
)


class Antecedents:
    """The perceptron that scores an earlier mention for a later one."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    def links(
        self, places: Sequence[int], anaphors: Floats, antecedents: Floats, pronouns: Sequence[bool]
    ) -> list[tuple[int, float] | None]:
        """For each mention the index of its antecedent and its probability, or None.

        A pronoun goes to the chain of mentions that is likeliest as a whole, and in it to the likeliest mention.
        """
        at = np.asarray(places)
        chains = np.arange(len(at))
        found: list[tuple[int, float] | None] = []
        for start in range(0, len(at), _TOGETHER):
            rows = np.arange(start, min(start + _TOGETHER, len(at)))
            columns = rows[:, None] - np.arange(1, REACH + 1)[None]
            known = columns >= 0
            columns = np.maximum(columns, 0)
            places_apart = at[rows, None] - at[columns]
            scores = self._perceptron.scores(anaphors[rows, None], antecedents[columns], places_apart)[:, :, 0]
            scores = np.concatenate(
                [np.where(known, scores, _NEVER), np.full((len(rows), 1), NONE, np.float32)], axis=1
            )
            shares = np.exp(log_softmax(scores))
            for row, candidates, share in zip(rows.tolist(), columns, shares, strict=True):
                link = _voted(share, chains[candidates]) if pronouns[row] else _likeliest(share)
                found.append(None if link is None else (int(candidates[link[0]]), link[1]))
                if link is not None:
                    chains[row] = chains[candidates[link[0]]]
        return found


def _likeliest(share: Floats) -> tuple[int, float] | None:
    """The candidate with the highest probability, the last standing for none."""
    best = int(share.argmax())
    return (best, float(share[best])) if best < len(share) - 1 else None


def _voted(share: Floats, chains: npt.NDArray[np.int64]) -> tuple[int, float] | None:
    """The likeliest candidate of the chain whose candidates are likeliest together, unless none is likelier."""
    _, numbers = np.unique(chains, return_inverse=True)
    votes = np.bincount(numbers, weights=share[:-1])
    chain = int(votes.argmax())
    if votes[chain] <= share[-1]:
        return None
    return int(np.where(numbers == chain, share[:-1], -1).argmax()), float(min(votes[chain], 1.0))


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
