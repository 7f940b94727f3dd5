"""Corpora → the batches of one round, in order, fixed by the seed and the round's number."""

from __future__ import annotations

import random
from collections.abc import Iterator

from onrecord.analyse.network.pieces import Pieces
from training.batches import LONGEST, Sample, batches, windows
from training.corpora import Corpus
from training.passages import Passage

SIZE = 1600  # pieces of a batch


def plan(corpora: list[Corpus], pieces: Pieces, number: int, rounds: int, chance: random.Random) -> list[list[Sample]]:
    """The batches of round `number` (from 0) of so many, those of all corpora shuffled together."""
    found: list[list[Sample]] = []
    for corpus in corpora:
        passages = _drawn(corpus, number, rounds, chance)
        if corpus.name == "coreference":
            found += [group for passage in passages for group in _documents(passage, pieces, chance)]
            continue
        samples = [
            one
            for passage in passages
            for one in windows(passage, pieces, chance.randint(24 if passage.trees else 100, LONGEST), chance)
        ]
        found += batches(samples, SIZE, chance)
    chance.shuffle(found)
    return found


def _drawn(corpus: Corpus, number: int, rounds: int, chance: random.Random) -> list[Passage]:
    """A round's part of the passes over a corpus: each pass in an order of its own, fixed by its number."""
    at, last = corpus.passes * number / rounds, corpus.passes * (number + 1) / rounds
    drawn: list[Passage] = []
    while at < last - 1e-9:
        whole = int(at + 1e-9)
        order = corpus.passages[:]
        random.Random(f"{corpus.name} {whole}").shuffle(order)
        stop = min(last, whole + 1)
        drawn += order[round((at - whole) * len(order)) : round((stop - whole) * len(order))]
        at = stop
    chance.shuffle(drawn)
    return drawn


def _documents(passage: Passage, pieces: Pieces, chance: random.Random) -> Iterator[list[Sample]]:
    """The windows of a document in order, up to `SIZE` pieces together."""
    group: list[Sample] = []
    for one in windows(passage, pieces, chance.randint(150, LONGEST), chance):
        group.append(one)
        if len(group) * LONGEST >= SIZE:
            yield group
            group = []
    if group:
        yield group
