"""A record read by another engine → read again by this one, from the payloads that it keeps.

A sighting stays the one that it is, a fact that is found again keeps its id, the reading before stays beside the new
one, and `changes` says what is different. Killed and run again, what is read by this engine already is not read again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from onrecord import codec, pipeline
from onrecord.acquire import again
from onrecord.batch import Died, each
from onrecord.model import Document, Failure, Report
from onrecord.record.adding import died
from onrecord.record.ledger import AT_ONCE, HEAVY, OFTEN, Step, is_of_record, unkept
from onrecord.settings import Settings
from onrecord.store import Entry, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What a run came to: reports by what became of them, and facts by how they differ from what they were."""

    read_again: int = 0
    same: int = 0
    failed: int = 0
    appeared: int = 0
    changed: int = 0
    vanished: int = 0


def update(
    store: Store,
    settings: Settings,
    *,
    now: Callable[[], str],
    every: bool = False,
    progress: Callable[[Step], None] | None = None,
) -> Updated:
    """Read again what another engine than this program's has read, or all of it (`every`).

    A report that cannot be read again keeps the reading that it has. Raises RecordError where the record cannot be
    written; what was written before stays.
    """
    before = store.overview().changes
    wanted = list(store.every(engine_is_not=None if every else pipeline.engine()))
    readings = _Readings(store=store, now=now, progress=progress or (lambda _: None), total=len(wanted))
    with closing(each(pipeline.read_encoded, _tasks(readings, wanted), settings.processes)) as results:
        for (old, payload), result in results:
            readings.take(old, payload, result)
    readings.write()
    after = store.overview().changes
    facts = {kind: after.get(kind, 0) - before.get(kind, 0) for kind in ("appeared", "changed", "vanished")}
    return Updated(**facts, **readings.counts)


def _tasks(readings: _Readings, wanted: list[str]) -> Iterator[tuple[tuple[Report, bytes], Document]]:
    """The documents of what is to be read, made again of their payloads."""
    for first in range(0, len(wanted), AT_ONCE):
        for one in list(readings.store.stored(wanted[first : first + AT_ONCE])):
            payload = readings.store.payload(one.report.id)
            document = again(payload, one.report)
            if isinstance(document, Failure):
                readings.lost(one.report, document)
            else:
                yield (one.report, payload), document


@dataclass(slots=True, kw_only=True)
class _Readings:
    """What was read again and is not yet written."""

    store: Store
    now: Callable[[], str]
    progress: Callable[[Step], None]
    total: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("read_again", "same", "failed"), 0))
    _entries: list[Entry] = field(default_factory=list)
    _bytes: int = 0
    _since: float = field(default_factory=time.monotonic)

    def take(self, old: Report, payload: bytes, result: bytes | Failure | Died) -> None:
        """What was read of a report."""
        if isinstance(result, Failure | Died):
            self.lost(old, result if isinstance(result, Failure) else died(_place(old), result))
            return
        report = codec.decode(result, _place(old))
        if report.seal == old.seal:
            self.counts["same"] += 1
            self.progress(Step(locator=_place(old), became="same", size=1, total=self.total))
            return
        self._entries.append(Entry(payload=payload, report=report))
        self._bytes += len(payload)
        if len(self._entries) == AT_ONCE or self._bytes > HEAVY or time.monotonic() - self._since > OFTEN:
            self.write()

    def lost(self, old: Report, failure: Failure) -> None:
        """A report that cannot be read again."""
        self.counts["failed"] += 1
        self.progress(Step(locator=_place(old), became="failed", failure=failure, size=1, total=self.total))

    def write(self) -> None:
        """Put everything that waits on the record."""
        entries, self._entries = self._entries, []
        try:
            self._put(entries)
        except Exception as error:
            if is_of_record(error):
                raise
            for entry in entries:
                self._alone(entry)
        self._bytes, self._since = 0, time.monotonic()

    def _alone(self, entry: Entry) -> None:
        try:
            self._put([entry])
        except Exception as error:
            if is_of_record(error):
                raise
            self.lost(entry.report, unkept(_place(entry.report), error))

    def _put(self, entries: Iterable[Entry]) -> None:
        put = list(entries)
        if put:
            self.store.write(put, self.now(), again=True)
        for entry in put:
            self.counts["read_again"] += 1
            self.progress(Step(locator=_place(entry.report), became="read again", size=1, total=self.total))


def _place(report: Report) -> str:
    return report.url or report.key or report.id
