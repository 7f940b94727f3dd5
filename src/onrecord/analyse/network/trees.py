"""Scores of every word under every head → the best tree of a sentence, with exactly one root.

The best tree is the maximum spanning arborescence (McDonald et al. 2005) of the biaffine scores of Dozat and Manning
(2017), by the algorithm of Chu and Liu (1965) and Edmonds (1967), growing a path as Gabow et al. (1986) do. In most
sentences the best root and every other word's best head make a tree already: then the algorithm is not run.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_Member = tuple[list[int], int, int]  # a node of a cycle: its words; the word of its arc, and that word's head


def heads(scores: npt.NDArray[np.float32]) -> list[int]:
    """The head of each word, counted from 0; -1 is the root, which exactly one word has.

    `scores` is [n, n + 1] and finite: a row for each word, column 0 the root, column j + 1 the head j. A tree takes
    one score of every row, so that a log-softmax over the rows would move all trees alike: logits serve as they are.
    """
    count = len(scores)
    if not count:
        return []
    work = scores.astype(np.float64)
    rows = np.arange(count)
    work[rows, rows + 1] = -np.inf
    # No tree is better than this: the root where it gains most, every other word under its best head.
    inner = work[:, 1:].argmax(axis=1)
    best: list[int] = (inner + 1).tolist()
    best[int((work[:, 0] - work[rows, inner + 1]).argmax())] = 0
    if not _acyclic(best):
        # No tree gains more than this over another, so that a second root never pays, and the first one must.
        work[:, 0] -= 1 + float((scores.max(axis=1) - scores.min(axis=1)).sum(dtype=np.float64))
        best = _Graph(work).spanned()
    return [head - 1 for head in best]


def _acyclic(best: list[int]) -> bool:
    """Whether every word comes to the root when one goes from head to head."""
    walk = [0] * (len(best) + 1)
    walk[0] = -1
    for word in range(1, len(walk)):
        at = word
        while not walk[at]:
            walk[at] = word
            at = best[at - 1]
        if walk[at] == word:
            return False
    return True


class _Graph:
    """The nodes that the algorithm works on: words from 1, the root 0, and cycles under the number of one of theirs.

    `weight[d, h]` is what the arc from node h to node d adds, `dependent` and `head` the words that it joins.
    """

    def __init__(self, scores: npt.NDArray[np.float64]) -> None:
        size = len(scores) + 1
        self.weight = np.vstack([np.full((1, size), -np.inf), scores])
        self.best = self.weight.argmax(axis=1)
        self.dependent = np.repeat(np.arange(size)[:, None], size, axis=1)
        self.head = np.repeat(np.arange(size)[None], size, axis=0)
        self.words = [[node] for node in range(size)]
        self.cycles: list[list[_Member]] = []
        self.done = [True] + [False] * len(scores)  # leads to the root, or lies in another node
        self.gone = np.zeros(size, dtype=np.bool_)

    def spanned(self) -> list[int]:
        """The best head of each word, counted from 1."""
        for start in range(1, len(self.done)):
            at, path, places = start, list[int](), dict[int, int]()
            while not self.done[at]:
                if at in places:
                    cycle = path[places[at] :]
                    del path[places[at] :]
                    at = self._contract(cycle)
                places[at] = len(path)
                path.append(at)
                at = int(self.best[at])
            for node in path:
                self.done[node] = True
        return self._expanded()

    def _contract(self, cycle: list[int]) -> int:
        """Make one node of a cycle."""
        node, others = cycle[0], cycle[1:]
        inner = np.array(cycle)
        self.cycles.append([self._member(each) for each in cycle])
        every = np.arange(len(self.weight))
        # An arc into the cycle takes the place of the one that its node had.
        gains = self.weight[inner] - self.weight[inner, self.best[inner]][:, None]
        into = inner[gains.argmax(axis=0)]
        entering = gains.max(axis=0), self.dependent[into, every], self.head[into, every]
        out = inner[self.weight[:, inner].argmax(axis=1)]
        leaving = self.weight[every, out], self.dependent[every, out], self.head[every, out]
        self.weight[node], self.dependent[node], self.head[node] = entering
        self.weight[:, node], self.dependent[:, node], self.head[:, node] = leaving
        self.weight[node, node] = -np.inf
        self.weight[:, others] = -np.inf
        self.gone[others] = True
        for other in others:
            self.done[other] = True
            self.words[node] = self.words[node] + self.words[other]
        within = np.zeros(len(self.weight), dtype=np.bool_)
        within[inner] = True
        self.best[within[self.best]] = node
        self.best[node] = self.weight[node].argmax()
        return node

    def _member(self, node: int) -> _Member:
        best = self.best[node]
        return self.words[node], int(self.dependent[node, best]), int(self.head[node, best])

    def _expanded(self) -> list[int]:
        """The arcs of the nodes that are left, then those of each cycle but for the node that an arc enters."""
        found = [-1] * len(self.done)
        outer = [self._member(node) for node in range(1, len(self.done)) if not self.gone[node]]
        for _, dependent, head in outer:
            found[dependent] = head
        for cycle in reversed(self.cycles):
            for words, dependent, head in cycle:
                if all(found[word] < 0 for word in words):
                    found[dependent] = head
        return found[1:]
