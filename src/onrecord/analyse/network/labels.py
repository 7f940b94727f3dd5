"""What the network's outputs mean: the inventories, as `labels.json` beside the weights holds them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

# The pair vectors of a word, in order.
DEPENDENT, HEAD, CUE, FILLER, ANAPHOR, ANTECEDENT = range(6)
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of each head, in the order of its outputs.

    `lemma` holds edit scripts ("lemmas.py"); `names` BIO tags; source, cue and content have the three tags O, B, I.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    names: tuple[str, ...]
    relations: tuple[str, ...]

    def layout(self) -> dict[str, slice]:
        """Where each head's scores stand among the scores of a word."""
        sizes = {
            "upos": len(self.upos),
            "xpos": len(self.xpos),
            "lemma": len(self.lemma),
            "names": len(self.names),
            "begins": 1,
            "source": 3,
            "cue": 3,
            "content": 3,
            "negative": 1,
            "mention": 1,
        }
        slices, at = {}, 0
        for name, size in sizes.items():
            slices[name] = slice(at, at + size)
            at += size
        return slices

    def width(self) -> int:
        """How many scores a word has."""
        return sum(part.stop - part.start for part in self.layout().values())


def load(path: Path) -> Labels:
    """The labels of a file."""
    return Labels(**{name: tuple(values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()})


def save(labels: Labels, path: Path) -> None:
    """Write them."""
    path.write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
