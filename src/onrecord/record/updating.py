"""A record read by another engine → read again by this one, from the payloads that it keeps.

A sighting stays the one that it is, a fact that is found again keeps its id, the reading before stays beside the new
one, and `changes` says what is different. Killed and run again, what is read by this engine already is not read again.
What a newer program has read is not taken back by an older one unasked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Literal

from onrecord import codec, pipeline
from onrecord.acquire import again
from onrecord.batch import Died, each, lost
from onrecord.errors import DamagedError, RecordError
from onrecord.model import Document, Failure, Report
from onrecord.record.ledger import AT_ONCE, HEAVY, OFTEN, Step, is_of_record, unkept
from onrecord.record.linking import link_new
from onrecord.settings import Settings
from onrecord.store import Entry, Store

_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}")


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
    written, and what was written before stays; and, but for `every`, where a newer program has read some of it.
    """
    seen = store.overview()
    before = seen.changes
    newer = min((engine for engine in seen.engines if is_newer(engine, pipeline.engine())), default=None)
    if newer is not None and not every:
        remedy = "upgrade onrecord, or give --all to read it with this one; nothing was changed"
        raise RecordError(f"{store.name}: was read by a newer program ({newer}; this is {pipeline.engine()}); {remedy}")
    wanted = list(store.every(engine_is_not=None if every else pipeline.engine()))
    readings = _Readings(store=store, now=now, progress=progress or (lambda _: None), total=len(wanted))
    with closing(each(pipeline.read_encoded, _tasks(readings, wanted), settings.processes)) as results:
        for (old, payload), result in results:
            readings.take(old, payload, result)
    readings.write()
    after = store.overview().changes
    facts = {kind: after.get(kind, 0) - before.get(kind, 0) for kind in ("appeared", "changed", "vanished")}
    return Updated(**facts, **readings.counts)


def is_newer(engine: str, own: str) -> bool:
    """Whether a part of an engine (`onrecord/0.1.0 onrecord-en/0.2.0`) has a higher version in it than in our own."""
    ours = _versions(own)
    return any(name in ours and version > ours[name] for name, version in _versions(engine).items())


def _versions(engine: str) -> dict[str, tuple[int, ...]]:
    """The versions of an engine's parts; 0.2 and 0.2.0 are one. What has no number in front is no version."""
    parts = (part.partition("/") for part in engine.split())
    numbered = {name: _NUMBERS.match(version) for name, _, version in parts}
    return {
        name: tuple(int(digits) for digits in re.sub(r"(\.0+)+$", "", found[0]).split("."))
        for name, found in numbered.items()
        if found
    }


def _tasks(readings: _Readings, wanted: list[str]) -> Iterator[tuple[tuple[Report, bytes], Document]]:
    """The documents of what is to be read, made again of their payloads, one at a time."""
    store = readings.store
    for sighting in wanted:
        try:
            one = next(store.stored([sighting]), None)
            if one is None:
                continue
            payload = store.payload(one.report.id)
        except DamagedError as error:
            remedy = "restore the record from a backup"
            reason = str(error).removeprefix(f"{sighting}: ").removesuffix(f"; {remedy}")
            readings.lost(sighting, Failure(locator=sighting, reason=reason, remedy=remedy))
            continue
        document = again(payload, one.report)
        if isinstance(document, Failure):
            readings.lost(_place(one.report), document)
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
            self.lost(_place(old), result if isinstance(result, Failure) else lost(_place(old), result))
            return
        report = codec.decode(result, _place(old))
        if report.seal == old.seal:
            self._done(old, "same")
            return
        self._entries.append(Entry(payload=payload, report=report))
        self._bytes += len(payload)
        if len(self._entries) == AT_ONCE or self._bytes > HEAVY or time.monotonic() - self._since > OFTEN:
            self.write()

    def lost(self, place: str, failure: Failure) -> None:
        """A report that cannot be read again."""
        self.counts["failed"] += 1
        self.progress(Step(locator=place, became="failed", failure=failure, size=1, total=self.total))

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
            self.lost(_place(entry.report), unkept(_place(entry.report), error))

    def _put(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        with self.store.turn() as turn:  # the moment is of after the wait for it
            outcomes = turn.write(entries, self.now(), again=True)
            link_new(turn, [entry.report for entry, what in zip(entries, outcomes, strict=True) if what != "known"])
        for entry, outcome in zip(entries, outcomes, strict=True):
            self._done(entry.report, "same" if outcome == "known" else "read again")  # another update may be quicker

    def _done(self, report: Report, became: Literal["same", "read again"]) -> None:
        self.counts["same" if became == "same" else "read_again"] += 1
        self.progress(Step(locator=_place(report), became=became, size=1, total=self.total))


def _place(report: Report) -> str:
    return report.url or report.key or report.id
