"""Reports linked to their like on a record that grows: how long one more takes, what memory, and is it the same.

`python -m benchmarks.families --reports 100000` (SQLite, in a temporary folder, or where `--record` says). Goes in: the
invented news of `benchmarks.reports`, one in seven a copy. Comes out: for each tenth of them, added `--batch` at a
time and the last fifty one at a time, milliseconds a report of the clock and of the processor, and the memory; of
`--more` reports that come one at a time after them the same; and whether the groups and bonds of the first `--again`
reports were those that are made of them in memory, in another order and all at once. A record that has the first of
the reports already is gone on with.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.record import memory, show
from benchmarks.reports import reports
from onrecord.model import Report
from onrecord.model.trace import Bonded, Grouped
from onrecord.record.linking import link_new
from onrecord.relate import Memory, link, trace
from onrecord.store import Entry, Store, open_store

SEED = 8
MOMENT = "2031-05-14T08:30:00Z"
EDGE = 50  # reports at the end of each tenth that come one at a time
TAKEN = ("one more, the clock", "one more, processor")
Numbered = Iterator[tuple[bytes, Report]]


@dataclass(slots=True)
class Spent:
    """Seconds that linking took, by the clock and of the processor, a batch after another; the most memory (MiB)."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    most: float = 0.0


def main() -> None:
    """Print every measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--batch", type=int, default=500)
    asked.add_argument("--more", type=int, default=200)
    asked.add_argument("--again", type=int, default=5_000)
    asked.add_argument("--record", help="the place of the record, which stays (default: a temporary folder)")
    given = asked.parse_args()
    several, spent = reports(given.reports + given.more, SEED), Spent()
    with _place(given.record) as where, open_store(where, create=True, write=True) as store:
        done, first, kept = sum(1 for _ in store.groups()), min(given.again, given.reports), None
        next(islice(several, done, done), None)
        if done <= first:
            _grow(store, several, first - done, given.batch, spent)
            done, kept = first, _digest(store.groups(), _bonds(store))
        tenth = max(given.reports // 10, 1)
        for end in (*range((done // tenth + 1) * tenth, given.reports, tenth), given.reports):
            edge = min(EDGE, max(end - done, 0))
            _grow(store, several, end - done - edge, given.batch, spent)
            done = max(done, end)
            _one_by_one(store, islice(several, edge), spent)
            show(f"{done:,} reports", memory("RssAnon"), f"MiB own memory, {spent.most:.0f} at most")
        _one_by_one(store, islice(several, given.more), spent)
        show("most memory", spent.most, f"MiB own, {memory('VmHWM'):.0f} with what is mapped of the file")
        if Path(where).is_file():
            show("on disk", Path(where).stat().st_size / 2**20, "MiB")
    if kept is not None:
        _again(first, given.reports + given.more, kept)


@contextmanager
def _place(record: str | None) -> Iterator[str]:
    if record:
        yield record
        return
    with tempfile.TemporaryDirectory() as folder:
        yield os.fspath(Path(folder) / "onrecord.db")


def _grow(store: Store, several: Numbered, count: int, size: int, spent: Spent) -> None:
    """Add so many more, many at a time."""
    own, begin, left = Spent(), time.perf_counter(), count
    while left > 0:
        part = list(islice(several, min(size, left)))
        _add(store, part, own)
        left -= len(part)
    spent.most = max(spent.most, own.most)
    if count > 0:
        clock, processor = (1000 * sum(each) / count for each in (own.clock, own.processor))
        whole = 1000 * (time.perf_counter() - begin) / count
        show(
            f"{count:,} in batches", clock, f"ms a report, {processor:.1f} of the processor ({whole:.1f} with writing)"
        )


def _one_by_one(store: Store, several: Numbered, spent: Spent) -> None:
    own = Spent()
    for one in several:
        _add(store, [one], own)
    spent.most = max(spent.most, own.most)
    for what, took in zip(TAKEN, (own.clock, own.processor), strict=True):
        ordered = sorted(took)
        if ordered:
            ninety_five = ordered[min(len(took) * 95 // 100, len(took) - 1)]
            told = (
                f"ms at the median, {1000 * ninety_five:.1f} at the 95th percentile, {1000 * ordered[-1]:.1f} at most"
            )
            show(what, 1000 * ordered[len(took) // 2], told)


def _add(store: Store, part: Sequence[tuple[bytes, Report]], own: Spent) -> None:
    """Write reports and link them; the writing is not counted."""
    with store.turn() as turn:
        turn.write([Entry(payload=payload, report=report) for payload, report in part], MOMENT)
        begin = time.perf_counter(), time.process_time()
        link_new(turn, [report for _, report in part])
        own.clock.append(time.perf_counter() - begin[0])
        own.processor.append(time.process_time() - begin[1])
        own.most = max(own.most, memory("RssAnon"))


def _again(first: int, count: int, kept: str) -> None:
    """Make the groups of the first reports again in memory, in another order and at once."""
    traces = {report.sighting: trace(report) for _, report in islice(reports(count, SEED), first)}
    names = list(traces)
    Random(SEED).shuffle(names)
    begin, shelf = time.process_time(), Memory()
    link(shelf, {name: traces[name] for name in names})
    same = _digest(shelf.groups.values(), shelf.bonds(names)) == kept
    show("made again at once", time.process_time() - begin, f"s, {first:,} reports: {'the same' if same else 'OTHER'}")


def _bonds(store: Store) -> list[Bonded]:
    names = [each.sighting for each in store.groups()]
    with store.turn() as turn:
        return turn.shelf().bonds(names)


def _digest(groups: Iterable[Grouped], bonds: Iterable[Bonded]) -> str:
    told = sorted({*map(repr, groups), *map(repr, bonds)})
    return sha256("\n".join(told).encode()).hexdigest()


if __name__ == "__main__":
    main()
