"""One open record and what can be done with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from onrecord.model import Report
from onrecord.settings import Settings
from onrecord.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Record:
    """An open record; close it, or use it in a `with` block.

    Methods raise RecordError where the database cannot do what is asked.
    """

    store: Store
    settings: Settings

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self.store.close()

    def reports(self) -> Iterator[Report]:
        """Every report on the record, in the order in which they were read."""
        return self.store.reports()


def open_record(
    place: str | os.PathLike[str], *, create: bool = True, write: bool = True, settings: Settings | None = None
) -> Record:
    """Open a record: the path of a SQLite file, or `postgresql://…`.

    `create`: make it where there is none. `write`: False opens it so that nothing in it can change.
    """
    store = open_store(os.fspath(place), create=create and write, write=write)
    return Record(store, settings or Settings())
