"""Products of shards in a folder: each there whole or not at all, under its shard's id.

In: ids and products. Out: `ID.jsonl`, a record a line, and `ID.failures.jsonl` where something failed. Many processes
and machines may write to one folder: who comes second writes the same.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import Failure, Product


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of products, by the path that opens it on every machine."""

    path: str

    def make(self) -> None:
        """Make it where it is not there. Raises InputError where that cannot be."""
        try:
            Path(self.path).mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path):
                pass
        except OSError as error:
            why = error.strerror or str(error)
            raise InputError(f"{self.path}: no shards can be kept there ({why}); name a folder of yours") from None

    def __contains__(self, shard: object) -> bool:
        return self._reports(str(shard)).exists()

    def keep(self, shard: str, product: Product) -> None:
        """Keep a product; its reports come last, since it is done when they are there."""
        if product.failures:
            self._write(self._failures(shard), (json.dumps(asdict(each)).encode() for each in product.failures))
        self._write(self._reports(shard), product.reports)

    def lines(self, shard: str) -> Iterator[bytes]:
        """The reports of a shard, one by one."""
        with self._reports(shard).open("rb") as stream:
            yield from (line.rstrip(b"\n") for line in stream)

    def told(self, shard: str) -> tuple[int, tuple[Failure, ...]]:
        """How many reports a shard has, and its failures."""
        with self._reports(shard).open("rb") as stream:
            count = sum(1 for _ in stream)
        failures = self._failures(shard)
        lines = failures.read_text(encoding="utf-8").splitlines() if failures.exists() else []
        return count, tuple(Failure(**json.loads(line)) for line in lines)

    def _write(self, file: Path, lines: Iterable[bytes]) -> None:
        """Under a name that nobody else writes to, then under its own, when it is on the disk."""
        descriptor, part = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=self.path)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                for line in lines:
                    stream.write(line + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
            Path(part).chmod(0o644)
            Path(part).replace(file)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise

    def _reports(self, shard: str) -> Path:
        return Path(self.path, f"{shard}.jsonl")

    def _failures(self, shard: str) -> Path:
        return Path(self.path, f"{shard}.failures.jsonl")
