"""Clusters of mentions, gold and predicted → the three scores of CoNLL: MUC, B-cubed and CEAF by entities.

A mention is a range of words. Every score is a pair of sums that documents add to (`Tally`), F1 over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[int, int]
Cluster = frozenset[Range]


@dataclass(slots=True)
class Tally:
    """Precision is `right` of `have`, recall is `found` of `want`."""

    right: float = 0.0
    have: float = 0.0
    found: float = 0.0
    want: float = 0.0

    def f1(self) -> float:
        """In percent."""
        precision = self.right / self.have if self.have else 0.0
        recall = self.found / self.want if self.want else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


class Conll:
    """MUC, B-cubed and CEAF by entities, over documents."""

    def __init__(self) -> None:
        self.muc, self.b_cubed, self.ceaf = Tally(), Tally(), Tally()

    def add(self, gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> None:
        """One document; clusters of one mention are dropped on both sides."""
        gold = [cluster for cluster in gold if len(cluster) > 1]
        predicted = [cluster for cluster in predicted if len(cluster) > 1]
        for tally, count in ((self.muc, _muc), (self.b_cubed, _b_cubed)):
            right, have = count(predicted, gold)
            found, want = count(gold, predicted)
            tally.right += right
            tally.have += have
            tally.found += found
            tally.want += want
        shared = _best_pairing(gold, predicted)
        self.ceaf.right += shared
        self.ceaf.found += shared
        self.ceaf.have += len(predicted)
        self.ceaf.want += len(gold)

    def f1(self) -> float:
        """The mean of the three F1, in percent."""
        return (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3


def _index(clusters: Sequence[Cluster]) -> dict[Range, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _muc(these: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    """The links of these clusters that the others keep, of all their links."""
    where = _index(others)
    kept = links = 0
    for cluster in these:
        parts = {where.get(mention, mention) for mention in cluster}
        kept += len(cluster) - len(parts)
        links += len(cluster) - 1
    return kept, links


def _b_cubed(these: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    """For each mention of these clusters the share of its cluster that is with it in the others."""
    where = _index(others)
    total, mentions = 0.0, 0
    for cluster in these:
        mentions += len(cluster)
        counts: dict[int, int] = {}
        for mention in cluster:
            if mention in where:
                counts[where[mention]] = counts.get(where[mention], 0) + 1
        total += sum(count * count for count in counts.values()) / len(cluster)
    return total, mentions


def _best_pairing(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> float:
    """The greatest sum of likenesses (the F1 of their mentions) over pairings of one cluster with one."""
    where = _index(gold)
    likeness = [[0.0] * len(gold) for _ in predicted]
    for row, cluster in enumerate(predicted):
        for mention in cluster:
            if mention in where:
                likeness[row][where[mention]] += 2 / (len(cluster) + len(gold[where[mention]]))
    return assignment(likeness)


def assignment(gain: Sequence[Sequence[float]]) -> float:
    """The greatest sum of gains, one a row and one a column (Kuhn 1955, with potentials: rows x rows x columns)."""
    if not gain or not gain[0]:
        return 0.0
    if len(gain) > len(gain[0]):
        gain = list(zip(*gain, strict=True))
    rows, columns = len(gain), len(gain[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)  # the row of each column, both counted from 1; column 0 is where a row enters
    for row in range(1, rows + 1):
        taken[0] = row
        column = 0
        slack, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            done[column] = True
            here, step, following = taken[column], float("inf"), 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                cost = -gain[here - 1][other - 1] - row_price[here] - column_price[other]
                if cost < slack[other]:
                    slack[other], before[other] = cost, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_price[taken[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
        while column:
            taken[column] = taken[before[column]]
            column = before[column]
    return sum(gain[row - 1][column - 1] for column, row in enumerate(taken) if column and row)
