"""Bonds between reports → incidents: clusters by average link, with what people said of them above.

What goes in: families (reports of one wording count as one), bonds with their log odds, and what people said. What
comes out: a set of names for each incident. It is a function of its input alone, in whatever order that comes: odds are
whole numbers, and of equals the first by name is joined first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from onrecord.model.trace import Tie

JOINED = 1000  # thousandths of log odds, on the average of two clusters' pairs, from which they are one
UNBOUND = -4000  # what a pair counts that has no bond
MANY = 500  # families that hang together from which weak bonds are left out beforehand

Odds = Mapping[tuple[str, str], int]


def pieces(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The sets of names that edges hold together, ordered by their first names."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in edges:
        if one in parent and other in parent:
            first, second = sorted((root(one), root(other)))
            parent[second] = first
    found: dict[str, set[str]] = {}
    for name in sorted(parent):
        found.setdefault(root(name), set()).add(name)
    return list(found.values())


def settled(ties: Iterable[Tie]) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs that people put together, and those that they hold apart: of one pair the last word counts.

    What would put together two that a later word holds apart is left out, also where it would do so through others.
    """
    last: dict[tuple[str, str], Tie] = {}
    for tie in sorted(ties, key=lambda each: (each.at, each.by, each.verdict)):
        last[min(tie.one, tie.other), max(tie.one, tie.other)] = tie
    newest = sorted(last.items(), key=lambda item: (item[1].at, item[1].by, item[0]), reverse=True)
    together: list[tuple[str, str]] = []
    apart: set[tuple[str, str]] = set()
    for pair, tie in newest:
        if tie.verdict == "different" and not _joins([*together], {pair}):
            apart.add(pair)
        elif tie.verdict == "same" and not _joins([*together, pair], apart):
            together.append(pair)
    return together, apart


def _joins(edges: Collection[tuple[str, str]], apart: Collection[tuple[str, str]]) -> bool:
    """Whether edges lead from one to the other of a pair that is to be apart."""
    names = {name for pair in (*edges, *apart) for name in pair}
    return any({one, other} <= piece for piece in pieces(names, edges) for one, other in apart)


def bound(
    names: Iterable[str], edges: Iterable[tuple[str, str]], apart: Collection[tuple[str, str]]
) -> list[frozenset[str]]:
    """The sets that edges hold together, the first edges first; an edge that would join a pair held apart is none."""
    inside = {name: {name} for name in names}
    barriers: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        barriers[one].add(other)
        barriers[other].add(one)
    for one, other in edges:
        mine, yours = inside.get(one), inside.get(other)
        if mine is None or yours is None or mine is yours:
            continue
        if any(barriers[name] & yours for name in mine if name in barriers):
            continue
        small, large = sorted((mine, yours), key=len)
        large |= small
        for name in small:
            inside[name] = large
    return sorted({min(each): frozenset(each) for each in inside.values()}.values(), key=min)


def clusters(atoms: Collection[frozenset[str]], odds: Odds, apart: Collection[tuple[str, str]]) -> list[set[str]]:
    """Atoms (a family, or what people put together) → incidents, ordered by their first names."""
    of = {name: min(atom) for atom in atoms for name in atom}
    links: dict[tuple[str, str], int] = {}
    for (one, other), value in odds.items():
        pair = min(of[one], of[other]), max(of[one], of[other])
        if pair[0] != pair[1]:
            links[pair] = max(value, links.get(pair, value))
    barred = {(min(of[one], of[other]), max(of[one], of[other])) for one, other in apart if one in of and other in of}
    members = {min(atom): atom for atom in atoms}
    found = [
        set[str]().union(*(members[atom] for atom in cluster))
        for piece in _manageable(set(members), links)
        for cluster in _averaged(
            piece, {pair: links[pair] for pair in links if pair[0] in piece and pair[1] in piece}, barred
        )
    ]
    return sorted(found, key=min)


def _manageable(atoms: set[str], links: Mapping[tuple[str, str], int]) -> Iterator[set[str]]:
    """What hangs together; by bonds that would join alone, where that is too much."""
    for piece in pieces(atoms, links):
        if len(piece) <= MANY:
            yield piece
        else:
            yield from pieces(piece, (pair for pair, value in links.items() if value >= JOINED))


def _averaged(atoms: set[str], links: Mapping[tuple[str, str], int], barred: set[tuple[str, str]]) -> list[set[str]]:
    """Clusters by average link: the two that are closest become one, until none are close enough."""
    inside = {atom: {atom} for atom in atoms}
    sums: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)  # of two clusters: their odds, and how many pairs
    for (one, other), value in links.items():
        sums[one][other] = sums[other][one] = (value, 1)
    barriers: dict[str, set[str]] = defaultdict(set)
    for one, other in barred:
        barriers[one].add(other)
        barriers[other].add(one)

    def mean(one: str, other: str) -> float:
        value, pairs = sums[one][other]
        size = len(inside[one]) * len(inside[other])
        return (value + UNBOUND * (size - pairs)) / size

    waiting = [(-mean(one, other), one, other) for one, other in links]
    heapq.heapify(waiting)
    while waiting:
        strength, one, other = heapq.heappop(waiting)
        if -strength < JOINED:
            break
        if other not in sums.get(one, {}) or -strength != mean(one, other) or other in barriers[one]:
            continue
        for third, (value, pairs) in sums.pop(other).items():
            del sums[third][other]
            if third != one:
                before = sums[one].get(third, (0, 0))
                sums[one][third] = sums[third][one] = (before[0] + value, before[1] + pairs)
        inside[one] |= inside.pop(other)
        for third in barriers.pop(other, set()):
            barriers[third].discard(other)
            barriers[third].add(one)
            barriers[one].add(third)
        for third in sums[one]:
            first, second = min(one, third), max(one, third)
            heapq.heappush(waiting, (-mean(first, second), first, second))
    return list(inside.values())
