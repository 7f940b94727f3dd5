"""A shard: some of the inputs of a corpus, and what was read from them; ids from content, as everywhere.

In: the bytes of files, by their hashes. Out: what one machine can read without asking another, and what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.document import Failure
from onrecord.model.ids import shard_id

ALL = 10**15  # inputs of a part, where nobody has counted them


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a file of many inputs, lines of JSON or records of an archive: how many are before it and in it.

    `start` is the first byte that is read, and `passed` how many inputs are passed over from there. One of ALL inputs
    goes to the end of its file.
    """

    start: int
    before: int
    count: int
    passed: int = 0
    of: Literal["line", "record"] = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file, or a part of one; `path` opens it from any folder, `name` is what its locators and keys name it.

    `sha256` and `size` are of its bytes, with those that are passed over, and that come after it in half of a part.
    """

    path: str
    name: str
    part: Part | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Pieces that are read together, by which engine, and with which options."""

    pieces: tuple[Piece, ...]
    engine: str
    published: str | None
    limit: int

    @property
    def id(self) -> str:
        """`p_…`, of the engine, the options, and what each piece is called and holds; not of where it lies."""
        parts = (
            (piece.name, piece.sha256, f"{piece.part.before}+{piece.part.count}" if piece.part else None)
            for piece in self.pieces
        )
        return shard_id(self.engine, self.published, self.limit, parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What was read from a shard: reports as JSON lines, and failures, each in the order of the input.

    `lasting` tells whether it is the same whenever the shard is read; a file that changed meanwhile is not.
    """

    reports: tuple[bytes, ...]
    failures: tuple[Failure, ...]
    lasting: bool = True
