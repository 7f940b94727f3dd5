"""What is to be added → the files to read: folders opened up, the record's own files left out.

In: paths, and the failures to try again. Out: files (`-` is standard input), each with the publication date given for
its reports; a folder comes after its files, with what could not be looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.acquire import files
from onrecord.model import Failure
from onrecord.store import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, and the publication date of its reports that give none; or a folder, with its own failures."""

    path: str
    published: str | None
    failures: tuple[Failure, ...] | None = None

    @property
    def size(self) -> int | None:
        """Its bytes; None where they cannot be counted beforehand."""
        if self.failures is not None:
            return 0
        try:
            return Path(self.path).stat().st_size if self.path != "-" and Path(self.path).is_file() else None
        except (OSError, ValueError):
            return None

    @property
    def is_there(self) -> bool:
        """Whether it is a file or folder, whose end is near, and no pipe that may be slow."""
        return self.size is not None


def sources(paths: Iterable[str], published: str | None, place: str) -> Iterator[Source]:
    """The files of paths; those of the record itself, which lie in a folder that is added, are none."""
    for given in paths:
        refused: list[Failure] = []
        for path in files([given]):
            if isinstance(path, Failure):
                refused.append(path)
            elif path == given or not _of_record(path, place):
                yield Source(path=path, published=published)
        if given != "-" and Path(given).is_dir():
            yield Source(path=given, published=published, failures=tuple(refused))


def failed_sources(kept: Iterable[Failed], place: str) -> Iterator[Source]:
    """The files in which something failed. Standard input is gone, and is left out."""
    again = dict.fromkeys((each.path, each.published) for each in kept if each.path != "-")
    for path, published in again:
        yield from sources([path], published, place)


def total(found: Iterable[Source]) -> int | None:
    """The bytes of all of them; None where some come through a pipe."""
    counted = 0
    for source in found:
        size = source.size
        if size is None and (source.path == "-" or Path(source.path).exists()):
            return None
        counted += size or 0
    return counted


def _of_record(path: str, place: str) -> bool:
    if "://" in place:
        return False
    record, file = Path(place).resolve(), Path(path)
    own = [record.name + ending for ending in ("", "-wal", "-shm", "-journal")]
    if file.name not in own and not file.name.startswith(f"{record.name}.backup-"):
        return False
    return file.resolve().parent == record.parent
