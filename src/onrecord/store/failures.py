"""What could not be read, kept until it can be: the reason, what to do, and how often it was tried.

A path is kept so that it leads to its file from everywhere, and still tells how it was given, since that is what a
report's key is made of: `/home/ana/news/./flood.txt` was given as `flood.txt` in `/home/ana/news`. One file is one
path, however it was given; its failures keep the locator under which they were met first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import Connection, delete, select, update

from onrecord.model import Failure
from onrecord.model.ids import DIGITS, sha256
from onrecord.store import schema
from onrecord.store.bulk import chunks, insert

_GIVEN = "/./"  # between the folder in which a path was given, and the path
_BYTE = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte of a file's name that is no text, as it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A failure on the record. `path` is what to read again, `published` the date that was given for it.

    What stands behind `/./` in the path is how it was given.
    """

    path: str
    published: str | None
    failure: Failure
    attempts: int
    first_seen: str
    last_seen: str


def path_kept(given: str, folder: str) -> str:
    """What a path that was given in a folder is kept as; see `path_given`."""
    if given.startswith("/"):
        return f"{_GIVEN}{given}" if _GIVEN in given else given
    return folder.rstrip("/") + _GIVEN + given


def path_given(path: str) -> tuple[str, str]:
    """The folder and the path that was given in it, of a path as it is kept."""
    folder, marked, given = path.partition(_GIVEN)
    return (folder or "/", given) if marked else ("/", path)


def path_same(path: str) -> str:
    """One and the same for all that `path_kept` makes of one file."""
    return str(PurePath(path))


def fail(connection: Connection, path: str, failures: Sequence[Failure], at: str, published: str | None = None) -> None:
    """Keep failures of one path; one that is there was tried once more."""
    of = schema.failures.c
    latest = {_id(path, failure.locator): failure for failure in failures}
    there: set[str] = set()
    for some in chunks(latest):
        there |= set(connection.scalars(select(of.id).where(of.id.in_(some))))
    for identity in sorted(there):
        values = {"reason": kept(latest[identity].reason), "remedy": kept(latest[identity].remedy), "last_seen": at}
        again = values | {"attempts": of.attempts + 1, "published": published}
        connection.execute(update(schema.failures).where(of.id == identity).values(again))
    insert(
        connection,
        schema.failures,
        [
            {
                "id": identity,
                "locator": kept(failure.locator),
                "path": kept(path),
                "path_id": _path_id(path),
                "published": published,
                "reason": kept(failure.reason),
                "remedy": kept(failure.remedy),
                "attempts": 1,
                "first_seen": at,
                "last_seen": at,
            }
            for identity, failure in latest.items()
            if identity not in there
        ],
    )


def settle(connection: Connection, path: str, still: Collection[str]) -> None:
    """A path was read to its end: its failures that did not come again are no more."""
    of = schema.failures.c
    stays = {_id(path, locator) for locator in still}
    there = connection.scalars(select(of.id).where(of.path_id == _path_id(path)))
    for some in chunks([identity for identity in there if identity not in stays]):
        connection.execute(delete(schema.failures).where(of.id.in_(some)))


def failed(connection: Connection) -> Iterator[Failed]:
    """Every failure, by path."""
    of = schema.failures.c
    for row in connection.execute(select(schema.failures).order_by(of.path, of.locator)).mappings():
        failure = Failure(locator=row["locator"], reason=row["reason"], remedy=row["remedy"])
        yield Failed(
            path=_given(row["path"]),
            published=row["published"],
            failure=failure,
            attempts=row["attempts"],
            first_seen=row["first_seen"],
            last_seen=row["last_seen"],
        )


def _path_id(path: str) -> str:
    return _hash(kept(path_same(path)))


def _id(path: str, locator: str) -> str:
    """Of a failure: its file, and its place in there, however the file was given."""
    return _hash(f"{_path_id(path)} {kept(locator.removeprefix(path_given(path)[1]))}")


def _hash(words: str) -> str:
    """What a long locator or path is found by: an index holds no more than a few thousand bytes."""
    return sha256(words)[:DIGITS]


def _given(path: str) -> str:
    """A path as the system has it."""
    return _BYTE.sub(lambda found: chr(0xDC00 + int(found[1], 16)), path)


def kept(words: str) -> str:
    """Words as a database takes them: bytes of a file's name that are no text, and NUL, are written as escapes."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
