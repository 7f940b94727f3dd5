"""What was read and is not yet written: it goes on the record a batch at a time, each whole or not at all.

In: reports, failures, sightings that are known, files that were read to their end. Out: steps, each when it is on the
record. A report that the database does not take becomes a failure, and no other is lost for it.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from onrecord.errors import OnrecordError, RefusedError
from onrecord.model import Failure, Report
from onrecord.record.linking import link_new
from onrecord.record.sources import Source
from onrecord.store import Entry, Outcome, Store

AT_ONCE = 50  # inputs in one transaction
OFTEN = 0.5  # seconds after which what is read is written, though it is fewer
HEAVY = 16_000_000  # bytes of payloads after which it is, so that memory is flat

Became: TypeAlias = Literal["added", "known", "failed", "read again", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One input is done, and on the record: its locator, and its size of the total (bytes, reports) where known."""

    locator: str
    became: Became
    facts: int = 0
    failure: Failure | None = None
    size: int = 0
    total: int | None = None


@dataclass(slots=True, kw_only=True)
class File:
    """A file that is being read: how many of its inputs are on their way, and which have failed."""

    source: Source
    under_way: int = 0
    whole: bool = False
    failed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document on its way: where it comes from, what it is known by, and what is kept of it."""

    file: File
    locator: str
    sighting: str
    payload: bytes
    size: int


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What waits to be written to a store; `troubled` are the files in which something failed in an earlier run."""

    store: Store
    now: Callable[[], str]
    step: Callable[[Step], None]
    troubled: set[str]
    _reading: set[str] = field(default_factory=set)
    _twins: dict[str, list[Seen]] = field(default_factory=dict)  # they wait for what comes of the first
    _reports: list[tuple[Seen, Report]] = field(default_factory=list)
    _known: list[Seen] = field(default_factory=list)
    _failures: list[tuple[File, int, Failure]] = field(default_factory=list)
    _ended: list[File] = field(default_factory=list)
    _bytes: int = 0
    _since: float = field(default_factory=time.monotonic)

    def takes(self, seen: Seen) -> bool:
        """Whether it is to be read: nothing with its id is on its way. Else what becomes of that becomes of it."""
        if seen.sighting not in self._reading:
            self._reading.add(seen.sighting)
            return True
        if any(one.sighting == seen.sighting for one, _ in self._reports):
            self.known(seen)
        else:
            self._twins.setdefault(seen.sighting, []).append(_light(seen))
        return False

    def report(self, seen: Seen, report: Report) -> None:
        """A report, read."""
        self._reports.append((seen, report))
        self._bytes += len(seen.payload)
        for twin in self._twins.pop(seen.sighting, ()):
            self.known(twin)
        self._leave(seen.file)

    def known(self, seen: Seen) -> None:
        """A sighting that is on the record, or read and about to be."""
        self._known.append(_light(seen))
        self._leave(seen.file)

    def lost(self, seen: Seen, failure: Failure) -> None:
        """A document of which no report came, nor of those that wait for it."""
        self._reading.discard(seen.sighting)
        for one in (seen, *self._twins.pop(seen.sighting, ())):
            self._failed(one.file, one.size, dataclasses.replace(failure, locator=one.locator))
            self._leave(one.file)

    def failure(self, file: File, size: int, failure: Failure) -> None:
        """An input of a file that is no document."""
        self._failed(file, size, failure)
        self._write_when_due()

    def whole(self, file: File) -> None:
        """A file has no more inputs."""
        file.whole = True
        self._end(file)

    def write(self) -> None:
        """Put everything that waits on the record."""
        try:
            outcomes = self._written()
        except Exception as error:
            if is_of_record(error):
                raise
            outcomes = self._one_by_one()
        self._tell(outcomes)
        self._reading.difference_update(seen.sighting for seen, _ in self._reports)
        for waiting in (self._reports, self._known, self._failures, self._ended):
            waiting.clear()
        self._bytes, self._since = 0, time.monotonic()

    def _written(self) -> list[Outcome]:
        """All of it in one transaction. Its moment is of after the wait for the turn, so that moments go upwards."""
        if not (self._reports or self._known or self._failures or self._ended):
            return []
        entries = [Entry(payload=seen.payload, report=report) for seen, report in self._reports]
        with self.store.turn() as turn:
            at = self.now()
            outcomes = turn.write(entries, at) if entries else []
            link_new(turn, _added(entries, outcomes))
            turn.touch([seen.sighting for seen in self._known], at)
            for file, failures in self._failures_by_file():
                turn.fail(file.source.kept, failures, at, file.source.published)
            for file in self._ended:
                turn.settle(file.source.kept, file.failed)
        return outcomes

    def _one_by_one(self) -> list[Outcome]:
        """Each report in a transaction of its own; one that cannot be kept is a failure. The rest after them."""
        reports, self._reports = self._reports, []
        outcomes: list[Outcome] = []
        taken: list[tuple[Seen, Report]] = []
        for seen, report in reports:
            try:
                with self.store.turn() as turn:
                    entry = Entry(payload=seen.payload, report=report)
                    found = turn.write([entry], self.now())
                    link_new(turn, _added([entry], found))
                outcomes += found
                taken.append((seen, report))
            except Exception as error:
                if is_of_record(error):
                    raise
                self._refused(seen, error)
        self._written()
        self._reports = taken
        return outcomes

    def _refused(self, seen: Seen, error: Exception) -> None:
        """A report that the record does not take, nor those that are the same."""
        self._reading.discard(seen.sighting)
        twins = [one for one in self._known if one.sighting == seen.sighting]
        self._known = [one for one in self._known if one.sighting != seen.sighting]
        for one in (seen, *twins):
            self._failed(one.file, one.size, unkept(one.locator, error))

    def _tell(self, outcomes: list[Outcome]) -> None:
        for (seen, report), outcome in zip(self._reports, outcomes, strict=True):
            added = outcome == "added"
            facts = len(report.statements) + len(report.figures) + len(report.events) if added else 0
            self.step(Step(locator=seen.locator, became="added" if added else "known", facts=facts, size=seen.size))
        for seen in self._known:
            self.step(Step(locator=seen.locator, became="known", size=seen.size))
        for _, size, failure in self._failures:
            self.step(Step(locator=failure.locator, became="failed", failure=failure, size=size))

    def _failures_by_file(self) -> Iterator[tuple[File, list[Failure]]]:
        found: dict[int, tuple[File, list[Failure]]] = {}
        for file, _, failure in self._failures:
            found.setdefault(id(file), (file, []))[1].append(failure)
        return iter(found.values())

    def _failed(self, file: File, size: int, failure: Failure) -> None:
        file.failed.add(failure.locator)
        self._failures.append((file, size, failure))

    def _leave(self, file: File) -> None:
        file.under_way -= 1
        self._end(file)
        self._write_when_due()

    def _end(self, file: File) -> None:
        """Of a file that was read to its end, failures of an earlier run that did not come again are no more."""
        source = file.source
        if file.whole and not file.under_way and source.same in self.troubled and not source.is_passing:
            self._ended.append(file)

    def _write_when_due(self) -> None:
        waiting = len(self._reports) + len(self._known) + len(self._failures)
        if waiting >= AT_ONCE or self._bytes > HEAVY or time.monotonic() - self._since > OFTEN:
            self.write()


def _added(entries: list[Entry], outcomes: list[Outcome]) -> list[Report]:
    return [entry.report for entry, what in zip(entries, outcomes, strict=True) if what != "known"]


def _light(seen: Seen) -> Seen:
    """Without its payload, which the record has already."""
    return dataclasses.replace(seen, payload=b"")


def is_of_record(error: Exception) -> bool:
    """Whether it is the record that cannot be written, not one report that it does not take."""
    return isinstance(error, OnrecordError) and not isinstance(error, RefusedError)


def unkept(locator: str, error: Exception) -> Failure:
    """What is told of a report that the record does not take."""
    why = str(error) if isinstance(error, RefusedError) else f"{type(error).__name__}: {error}"
    return Failure(
        locator=locator,
        reason=f"it was read, and the record does not take it ({why})",
        remedy="the others are kept; please report this one as a bug",
    )
