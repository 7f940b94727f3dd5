"""One open record and what can be done with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from onrecord.model import Failure, Judgement, Report
from onrecord.model.citation import Verdict
from onrecord.model.proof import Lie
from onrecord.record import citing, exporting, proving
from onrecord.record.proving import Derived
from onrecord.settings import Settings
from onrecord.store import Proved, Store, open_store


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

    @property
    def name(self) -> str:
        """The record's place, without a password in it."""
        return self.store.name

    def proofs(self, proved: Proved | None = None) -> Iterator[tuple[str, Lie]]:
        """Everything on the record that does not hold: its place, what it says and what is true.

        Nothing is taken on trust: payloads, texts, spans, hashes, ids, seals and rows are worked out again. `proved`
        counts what was looked at.
        """
        return proving.proofs(self.store, proved or Proved())

    def derivations(self, seen: Callable[[str], None] = lambda _: None) -> Iterator[Derived]:
        """The pages that this version of the program would read otherwise than they were read; no lies."""
        return proving.derivations(self.store, seen)

    def verdicts(self, citations: bytes | BinaryIO, name: str = "citations") -> Iterator[Verdict | Failure]:
        """What comes of each citation of a CSV (url or key or id; quote or figure); see docs/citations.md."""
        return citing.verdicts(self.store, citations, name)

    def export(self, format: str, destination: BinaryIO | Path, what: Iterable[str] = (), *, raw: bool = False) -> None:
        """Write the record, or the reports that urls, keys or ids name, in a format of `onrecord.export.FORMATS`."""
        exporting.write(self.store, format, destination, what, raw=raw)

    def review(self, format: str, lines: Iterable[str | bytes], *, by: str, at: str) -> Iterator[Judgement | Failure]:
        """Keep what people said in an annotator's file, beside what the machine found."""
        return exporting.review(self.store, format, lines, by=by, at=at)

    def judgements(self, what: str | None = None) -> list[Judgement]:
        """What people said: of everything, or of a fact, a sighting or a report."""
        return self.store.judgements(what)

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
