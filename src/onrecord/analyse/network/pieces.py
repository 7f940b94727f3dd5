"""Words → what the network reads: word pieces, and for each piece the shape of its word.

The vocabulary is uncased; the shape gives the network the case back, and says where a line or block begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

LONGEST_WORD = 12  # pieces; what is longer is cut: addresses of the web, mostly
_LETTERS = 200  # of a word that are looked at: those of its first pieces
_REMEMBERED = 200_000  # words
_SHAPES = 8
_EDGE = 7  # the shape of the two marks around a window
BREAK = _SHAPES  # added to the shape of a word that begins a line or a block
SHAPES = 2 * _SHAPES


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words as the network reads it; arrays of int64.

    `pieces` and `shapes` have one value a piece, [CLS] first and [SEP] last; `first` gives the place of each
    word's first piece, after a 0 for [CLS], which stands for the root of the trees.
    """

    pieces: npt.NDArray[np.int64]
    shapes: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]


class Pieces:
    """The vocabulary. Remembers the pieces of the words that it has seen."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        known = self._tokenizer.get_vocab()
        self._begin, self._end, self._unknown = known["[CLS]"], known["[SEP]"], known["[UNK]"]
        self._known = frozenset(known)
        self._seen: dict[str, list[int]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is a whole piece of the vocabulary."""
        return word in self._known

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """The pieces of each word; at least one, at most `LONGEST_WORD`."""
        words = [word[:_LETTERS] for word in words]
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        new = list(dict.fromkeys(word for word in words if word not in self._seen))
        for word, encoding in zip(new, self._tokenizer.encode_batch_fast(new, add_special_tokens=False), strict=True):
            self._seen[word] = encoding.ids[:LONGEST_WORD] or [self._unknown]
        return [self._seen[word] for word in words]

    def window(self, words: Sequence[str], breaks: Sequence[bool]) -> Window:
        """The window of those words; `breaks` says which of them begin a line or a block."""
        pieces, shapes, first = [self._begin], [_EDGE], [0]
        for word, parts, begins in zip(words, self.of(words), breaks, strict=True):
            first.append(len(pieces))
            pieces += parts
            kind = shape(word)
            shapes += [kind + BREAK if begins else kind, *[kind] * (len(parts) - 1)]
        pieces.append(self._end)
        shapes.append(_EDGE)
        return Window(*(np.asarray(values, dtype=np.int64) for values in (pieces, shapes, first)))


def shape(word: str) -> int:
    """0 lower case, 1 capital first, 2 capitals, 3 digits, 4 no letter or digit, 5 a capital inside, 6 one capital."""
    if word.islower() and word.isalpha():
        return 0
    if not any(map(str.isalpha, word)):
        return 3 if any(map(str.isdigit, word)) else 4
    if word.isupper():
        return 2 if len(word) > 1 else 6
    if word[0].isupper() and word[1:].islower():
        return 1
    return 5 if any(map(str.isupper, word)) else 0
