"""Pieces → shards → what was read from them, each once: the corpus that many processes or machines share.

In: pieces of files, what reads a shard, an engine that does many, and a folder for what is done. Out: every shard with
what it came to, in order. A shard whose product is in the folder is not read again. A shard that ends who reads it is
halved until the one input that does it is alone; that one becomes a failure, and no other is lost for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from onrecord.batch.engines import Engine
from onrecord.batch.folder import Folder
from onrecord.batch.processes import Died, lost
from onrecord.model import Failure, Piece, Product, Shard
from onrecord.model.shard import ALL

INPUTS, BYTES = 32, 8_000_000  # after so many inputs, or bytes, a shard ends
FEW = 4  # inputs of a shard that nobody keeps: at the end no process waits for long until the others are done
_ENDS = 16  # of 256 hashes, after how many a shard ends: one more file in a folder is one new shard, not all of them

Read: TypeAlias = Callable[[Shard], Product]
Split: TypeAlias = Callable[[Piece], Iterable[Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A shard that is done: how many reports, its failures, and its reports' lines where no folder holds them.

    `before` tells whether an earlier run did it.
    """

    shard: Shard
    reports: int
    failures: tuple[Failure, ...]
    lines: tuple[bytes, ...] | None
    before: bool = False


def shards(
    pieces: Iterable[Piece], *, engine: str, published: str | None, limit: int, together: int = INPUTS
) -> Iterator[Shard]:
    """The pieces, so many inputs of them together, in order."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        inputs = sum(one.part.count if one.part else 1 for one in group)
        full = inputs >= together or sum(one.size for one in group) >= BYTES
        if full or int(piece.sha256[:2], 16) < _ENDS:
            yield Shard(pieces=tuple(group), engine=engine, published=published, limit=limit)
            group = []
    if group:
        yield Shard(pieces=tuple(group), engine=engine, published=published, limit=limit)


def read_shards(
    given: Iterable[Shard], read: Read, split: Split, engine: Engine, workers: int, folder: Folder | None = None
) -> Iterator[Done]:
    """Every shard, done, in order; `split` cuts a piece into halves, as far as that goes.

    `read` is found by its name on every machine (a top-level function). Raises RecordError where nobody can be
    started to read, and what the engine raises.
    """
    waiting: dict[int, Done] = {}
    following = 0

    def tasks() -> Iterator[tuple[tuple[int, Shard], Shard]]:
        for number, shard in enumerate(given):
            if folder and shard.id in folder:
                waiting[number] = _before(folder, shard)
            else:
                yield (number, shard), shard

    with closing(engine(partial(do, read, folder), tasks(), workers)) as results:
        for (number, shard), result in results:
            if isinstance(result, Died):
                result = _kept(shard, _apart(shard, result, read, split, engine), folder)
            waiting[number] = result
            while following in waiting:
                yield waiting.pop(following)
                following += 1
    yield from (waiting.pop(number) for number in sorted(waiting))


def do(read: Read, folder: Folder | None, shard: Shard) -> Done:
    """What a worker does: the shard, read, and kept where there is a folder."""
    return _kept(shard, read(shard), folder)


def _kept(shard: Shard, product: Product, folder: Folder | None) -> Done:
    lines = None if folder and product.lasting else product.reports
    if folder and product.lasting:
        folder.keep(shard.id, product)
    return Done(shard=shard, reports=len(product.reports), failures=product.failures, lines=lines)


def _before(folder: Folder, shard: Shard) -> Done:
    count, failures = folder.told(shard.id)
    return Done(shard=shard, reports=count, failures=failures, lines=None, before=True)


def _apart(shard: Shard, died: Died, read: Read, split: Split, engine: Engine) -> Product:
    """A shard that ended its worker twice, by halves."""
    found = list(_halved(shard, died, read, split, engine))
    return Product(
        reports=tuple(line for product in found for line in product.reports),
        failures=tuple(failure for product in found for failure in product.failures),
        lasting=all(product.lasting for product in found),
    )


def _halved(shard: Shard, died: Died, read: Read, split: Split, engine: Engine) -> Iterator[Product]:
    """The products of a shard's halves. What cannot be halved any more is the culprit."""
    middle = (len(shard.pieces) + 1) // 2
    if len(shard.pieces) > 1:
        halves = [replace(shard, pieces=half) for half in (shard.pieces[:middle], shard.pieces[middle:])]
    else:
        halves = [replace(shard, pieces=(piece,)) for piece in split(shard.pieces[0])]
    if len(halves) == 1:
        yield Product(reports=(), failures=(lost(_locator(shard.pieces[0]), died),))
        return
    results = dict(engine(read, list(enumerate(halves)), 2))  # never in this process, which has to live
    for number, half in enumerate(halves):
        result = results[number]
        if isinstance(result, Died):
            yield from _halved(half, result, read, split, engine)
        else:
            yield result


def _locator(piece: Piece) -> str:
    part = piece.part
    if part is None:
        return piece.name
    last = f"{part.before + part.count}" if part.count < ALL else f"after {part.before}"
    return f"{piece.name}, {part.of} {last}"
