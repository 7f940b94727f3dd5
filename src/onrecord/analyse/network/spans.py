"""Scores of tags for each word → the best allowed row of tags, and the ranges of words that it means.

Constrained decoding (Viterbi): the row with the highest sum of scores among those where every tag may follow the one
before. Mostly the best tags of the words are such a row; where they are not, only the words are decoded anew that a
repair can reach, which gives the same row as decoding all of them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Allowed = npt.NDArray[np.bool_]
_Groups = list[tuple[list[int], list[int]]]  # tags that may follow the same tags: those before, those after
_BIO = ("O", "B-span", "I-span")
_ROUNDING = 1e-9  # relative: sums in another order


def spans(scores: Scores) -> list[tuple[int, int]]:
    """The ranges that scores [n, 3] for O, B and I mean, in order."""
    return [(start, end) for start, end, _ in named(scores, _BIO)]


def named(scores: Scores, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The ranges and kinds that scores [n, t] mean, where `tags` are "O", "B-kind", "I-kind" and so on."""
    return ranges(constrained(scores, *transitions(tags)), tags)


def ranges(path: list[int], tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The ranges of an allowed row of tags, with their kinds."""
    found: list[tuple[int, int, str]] = []
    for at, number in enumerate(path):
        letter, _, kind = tags[number].partition("-")
        if letter == "B":
            found.append((at, at + 1, kind))
        elif letter == "I":
            found[-1] = (found[-1][0], at + 1, kind)
    return found


@lru_cache(maxsize=32)
def transitions(tags: tuple[str, ...]) -> tuple[Allowed, Allowed]:
    """Which tag may follow which [before, after], and which may be first: "I-kind" follows "B-kind" or "I-kind"."""
    allowed = np.array(
        [[not b.startswith("I-") or (a[:2] in ("B-", "I-") and a[2:] == b[2:]) for b in tags] for a in tags]
    )
    first = np.array([not tag.startswith("I-") for tag in tags])
    allowed.flags.writeable = first.flags.writeable = False
    return allowed, first


def constrained_rows(scores: npt.NDArray[np.float32], allowed: Allowed, first_allowed: Allowed) -> list[list[int]]:
    """The best allowed tags of each of k rows, from scores [k, n, t]."""
    if not scores.size:
        return [[] for _ in scores]
    greedy = scores.argmax(axis=2)
    good = first_allowed[greedy[:, 0]] & allowed[greedy[:, :-1], greedy[:, 1:]].all(axis=1)
    paths: list[list[int]] = greedy.tolist()
    for row in np.flatnonzero(~good).tolist():
        paths[row] = constrained(scores[row], allowed, first_allowed)
    return paths


def constrained(scores: Scores, allowed: Allowed, first_allowed: Allowed) -> list[int]:
    """The tags with the highest sum of scores [n, t], each allowed after the one before; one such row must exist.

    Scores are log-probabilities or logits: both give the same row. A score of minus infinity forbids a tag.
    """
    if not len(scores):
        return []
    greedy = scores.argmax(axis=1)
    wrong = np.append(~first_allowed[greedy[0]], ~allowed[greedy[:-1], greedy[1:]])
    path: list[int] = greedy.tolist()
    if not wrong.any():
        return path
    exact = scores.astype(np.float64)
    fixed = np.flatnonzero(_certain(exact, greedy, wrong, allowed, first_allowed)).tolist()
    bounds = [-1, *fixed, len(path)]
    groups = _groups(allowed)
    for before, after in pairwise(bounds):
        if not wrong[before + 1 : after + 1].any():
            continue
        start = np.flatnonzero(allowed[path[before]] if before >= 0 else first_allowed).tolist()
        end = np.flatnonzero(allowed[:, path[after]]).tolist() if after < len(path) else list(range(len(allowed)))
        path[before + 1 : after] = _viterbi(exact[before + 1 : after].tolist(), groups, start, end)
    return path


def _certain(
    scores: npt.NDArray[np.float64],
    greedy: npt.NDArray[np.int64],
    wrong: npt.NDArray[np.bool_],
    allowed: Allowed,
    first_allowed: Allowed,
) -> npt.NDArray[np.bool_]:
    """The words that surely keep their best tag.

    Giving each wrong word a tag that may stand after all others, and before the next word's, repairs the row. The
    best row loses no more than that; a word whose second tag is further behind than this cannot change.
    """
    free = allowed.all(axis=0) & first_allowed
    places = np.flatnonzero(wrong)
    following = np.append(allowed[:, greedy[1:]].T, np.ones((1, len(allowed)), dtype=np.bool_), axis=0)[places]
    repairs = np.where(free & following, scores[places], -np.inf).max(axis=1)
    best = np.take_along_axis(scores, greedy[:, None], axis=1)[:, 0]
    loss = float((best[places] - repairs).sum()) * (1 + _ROUNDING)
    others = scores.copy()
    others[np.arange(len(scores)), greedy] = -np.inf
    certain: Allowed = best - others.max(axis=1) > loss
    return certain


def _groups(allowed: Allowed) -> _Groups:
    groups: dict[tuple[int, ...], list[int]] = {}
    for tag, column in enumerate(allowed.T.tolist()):
        groups.setdefault(tuple(before for before, may in enumerate(column) if may), []).append(tag)
    return [(list(before), after) for before, after in groups.items() if before]


def _viterbi(scores: list[list[float]], groups: _Groups, start: list[int], end: list[int]) -> list[int]:
    """The best row that begins and ends with one of those tags; plain numbers, for rows are short and tags few."""
    width = len(scores[0])
    values = [-np.inf] * width
    for tag in start:
        values[tag] = scores[0][tag]
    backs: list[list[int]] = []
    for row in scores[1:]:
        back, following = [0] * width, [-np.inf] * width
        for before, after in groups:
            best = max(before, key=values.__getitem__)
            for tag in after:
                back[tag] = best
                following[tag] = values[best] + row[tag]
        backs.append(back)
        values = following
    path = [max(end, key=values.__getitem__)]
    for back in reversed(backs):
        path.append(back[path[-1]])
    return path[::-1]
