"""Passages → windows → batches of tensors; in training with noise in the case of letters.

Everything that is drawn by lot comes from the `random.Random` given: the same seed, the same batches.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from onrecord.analyse.network.engine import stretches
from onrecord.analyse.network.pieces import Pieces, Window
from training.passages import Passage

LONGEST = 256  # pieces of a window
NOISE = {"upper": 0.05, "title": 0.04, "lower": 0.04}  # shares of windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Words `start` to `end` of a passage, as the network reads them."""

    passage: Passage
    start: int
    end: int
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows padded to one length: pieces, their shapes, where they are [B, P]; words' first pieces [B, W]."""

    samples: list[Sample]
    pieces: Tensor
    shapes: Tensor
    first: Tensor
    mask: Tensor


def windows(passage: Passage, pieces: Pieces, longest: int, random_: random.Random) -> Iterator[Sample]:
    """The windows of a passage, for training: of at most `longest` pieces, cut as the engine cuts them."""
    sizes = [len(parts) for parts in pieces.of(passage.words)]
    for start, end in stretches(sizes, passage.begins, longest):
        yield sample(passage, start, end, pieces, random_)


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
    return Sample(passage=passage, start=start, end=end, window=pieces.window(words, breaks))


def batches(samples: Iterable[Sample], size: int, random_: random.Random) -> list[list[Sample]]:
    """Samples of like length together, at most `size` pieces with their padding, in random order."""
    ordered = sorted(samples, key=lambda s: len(s.window.pieces) * random_.uniform(0.9, 1.1))
    out: list[list[Sample]] = []
    longest = 0
    for one in ordered:
        longest = max(longest, len(one.window.pieces))
        if not out or longest * (len(out[-1]) + 1) > size:
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
    return Batch(samples=samples, pieces=pieces, shapes=shapes, first=first, mask=mask)
