"""What is to be added → the files to read: folders opened up, the record's own files left out.

In: paths, and the failures to try again. Out: files (`-` is standard input), each with the publication date given for
its reports; a folder comes after its files, with what could not be looked into.

A file goes by the path that was given, which its keys are made of, from whatever folder it is tried again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.acquire import Input, below, files, is_passing
from onrecord.model import Failure
from onrecord.model.place import is_address
from onrecord.store import Failed, path_given, path_kept, path_same


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A page of the web that is what it was when it was read: where, and its sighting on the record."""

    locator: str
    sighting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, and the publication date of its reports that give none; or a folder, with its own failures.

    `path` opens it, `name` is the path as it was given, and `kept` what a failure of it is kept under. What lies on the
    web is `opened` by who asks for it there.
    """

    path: str
    name: str
    kept: str
    published: str | None
    failures: tuple[Failure, ...] | None = None
    opened: Callable[[], Iterator[Input | Same]] | None = None

    @property
    def size(self) -> int | None:
        """Its bytes; None where they cannot be counted beforehand."""
        if self.failures is not None:
            return 0
        if self.opened is not None:
            return None
        try:
            return Path(self.path).stat().st_size if self.path != "-" and Path(self.path).is_file() else None
        except (OSError, ValueError):
            return None

    @property
    def is_there(self) -> bool:
        """Whether it is a file or folder, whose end is near, and no pipe that may be slow."""
        return self.size is not None

    @property
    def is_passing(self) -> bool:
        """Whether it is another stream in every run, as standard input is."""
        return is_passing(self.path)

    @property
    def same(self) -> str:
        """One and the same for one file, however it was given."""
        return path_same(self.kept)


def sources(paths: Iterable[str], published: str | None, place: str) -> Iterator[Source]:
    """The files of paths; those of the record itself, which lie in a folder that is added, are none."""
    folder = str(Path.cwd())
    for given in paths:
        yield from _of_one(given, given, folder, published, place)


def failed_sources(kept: Iterable[Failed], place: str) -> Iterator[Source]:
    """The files in which something failed, under the names that they were given. What came by a stream is gone."""
    again = dict.fromkeys((each.path, each.published) for each in kept if not is_passing(each.path))
    for path, published in again:
        folder, given = path_given(path)
        opening = given if folder == str(Path.cwd()) else path
        yield from _of_one(opening, given, folder, published, place)


def total(found: Iterable[Source]) -> int | None:
    """The bytes of all of them; None where some come through a pipe."""
    counted = 0
    for source in found:
        size = source.size
        if size is None and (source.path == "-" or Path(source.path).exists()):
            return None
        counted += size or 0
    return counted


def _of_one(opening: str, given: str, folder: str, published: str | None, place: str) -> Iterator[Source]:
    """The files behind one path; `opening` leads to it from here, as `given` did in the folder."""
    refused: list[Failure] = []
    for path in files([opening]):
        if isinstance(path, Failure):
            refused.append(replace(path, locator=_named(path.locator, opening, given)))
        elif path == opening or not _of_record(path, place):
            name = _named(path, opening, given)
            yield Source(path=path, name=name, kept=_kept(name, folder), published=published)
    if given != "-" and Path(opening).is_dir():
        kept = _kept(given, folder)
        yield Source(path=opening, name=given, kept=kept, published=published, failures=tuple(refused))


def _kept(name: str, folder: str) -> str:
    return name if is_passing(name) else path_kept(name, folder)


def _named(path: str, opening: str, given: str) -> str:
    """The path as it would be, had it been opened in the folder in which it was given."""
    if opening == given:
        return path
    inside = os.path.relpath(path, opening)
    return given if inside == os.curdir else below(given, inside)


def _of_record(path: str, place: str) -> bool:
    if is_address(place):
        return False
    record, file = Path(place).resolve(), Path(path)
    own = [record.name + ending for ending in ("", "-wal", "-shm", "-journal", "-web.json")]
    if file.name not in own and not file.name.startswith(f"{record.name}.backup-"):
        return False
    return file.resolve().parent == record.parent
