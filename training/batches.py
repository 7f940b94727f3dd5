"""Passages → windows → batches of tensors, with noise in the case of letters."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from onrecord.analyse.network.pieces import Pieces, Window
from training.corpora import Passage

LONGEST = 200  # pieces of a window
NOISE = {"upper": 0.05, "title": 0.04, "lower": 0.04}


@dataclass(slots=True)
class Sample:
    """Words `start` to `end` of a passage, as the network reads them."""

    passage: Passage
    start: int
    end: int
    window: Window


@dataclass(slots=True)
class Batch:
    """Windows padded to one length."""

    samples: list[Sample]
    pieces: Tensor
    shapes: Tensor
    first: Tensor
    mask: Tensor


def stretches(passage: Passage, pieces: Pieces, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges of words of at most `longest` pieces, cut where a sentence begins; at a word where a sentence is longer."""
    sizes = [len(parts) for parts in pieces.of(passage.words)]
    ends = [*passage.begins[1:], len(sizes)]
    start = end = size = 0
    for stop in ends:
        more = sum(sizes[end:stop])
        if size + more > longest and end > start:
            yield start, end
            start, size = end, 0
        while more > longest:  # one sentence alone
            cut, room = end, longest
            while sizes[cut] <= room:
                room -= sizes[cut]
                cut += 1
            yield start, cut
            more -= longest - room
            start = end = cut
        end, size = stop, size + more
    if end > start:
        yield start, end


def cased(words: list[str], random_: random.Random | None) -> list[str]:
    """The words, sometimes all in capitals, with capitals first, or without capitals."""
    if random_ is None:
        return words
    drawn = random_.random()
    for kind, share in NOISE.items():
        drawn -= share
        if drawn < 0:
            change = {"upper": str.upper, "title": _titled, "lower": str.lower}[kind]
            return [change(word) for word in words]
    return words


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


def sample(passage: Passage, start: int, end: int, pieces: Pieces, random_: random.Random | None) -> Sample:
    """One window. In training, the breaks that a corpus of sentences does not have are made up for some sentences."""
    words = cased(passage.words[start:end], random_)
    breaks = [at in passage.breaks for at in range(start, end)]
    if passage.true_begins and random_ is not None:
        begins = set(passage.begins)
        share = random_.choice((0.0, 0.2, 0.5))
        breaks = [at in begins and random_.random() < share for at in range(start, end)]
    return Sample(passage, start, end, pieces.window(words, breaks))


def batches(samples: Iterable[Sample], size: int, random_: random.Random) -> list[list[Sample]]:
    """Samples of like length together, at most `size` pieces with their padding, in random order."""
    ordered = sorted(samples, key=lambda s: len(s.window.pieces) * random_.uniform(0.9, 1.1))
    out: list[list[Sample]] = [[]]
    longest = 0
    for one in ordered:
        longest = max(longest, len(one.window.pieces))
        if out[-1] and longest * (len(out[-1]) + 1) > size:
            out.append([])
            longest = len(one.window.pieces)
        out[-1].append(one)
    random_.shuffle(out)
    return out


def collate(samples: list[Sample]) -> Batch:
    """Padded tensors of the windows of samples."""
    length = max(len(s.window.pieces) for s in samples)
    count = max(len(s.window.first) for s in samples)
    pieces, shapes = (torch.zeros(len(samples), length, dtype=torch.long) for _ in range(2))
    first = torch.zeros(len(samples), count, dtype=torch.long)
    mask = torch.zeros(len(samples), length, dtype=torch.bool)
    for number, one in enumerate(samples):
        size = len(one.window.pieces)
        pieces[number, :size] = torch.from_numpy(one.window.pieces)
        shapes[number, :size] = torch.from_numpy(one.window.shapes)
        mask[number, :size] = True
        first[number, : len(one.window.first)] = torch.from_numpy(one.window.first)
    return Batch(samples, pieces, shapes, first, mask)
