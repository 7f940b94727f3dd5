"""A record of many reports: does adding stay quick and memory flat, and how long do questions take.

`python -m benchmarks.record --reports 100000` (SQLite, in a temporary folder), with `--record postgresql://…` on that
database, with `--record postgresql` on a server of its own, set up as the package comes. Goes in: the invented news of
`benchmarks.reports`. Comes out: reports a second of every tenth, memory beside them, the last thousand reports as a
ratio of the first, and what each kind of question takes at the median and the 95th percentile.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.reports import reports
from onrecord.store import Entry, Store, open_store

AT = "2032-01-01T00:00:00Z"
ASKED = 400  # times that each kind of question is asked
# As PostgreSQL's manual has it for a machine of its own: a share of the memory, and a disk without a head to move.
TUNED = ("shared_buffers=4GB", "effective_cache_size=16GB", "random_page_cost=1.1", "work_mem=32MB")
EDGE = 1_000  # reports at either end whose rates are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What to ask about: some of what was added."""

    urls: Sequence[str]
    sightings: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How long each batch took to write, without its making, and the reports in it."""

    took: Sequence[float]
    sizes: Sequence[int]

    def rate(self, first: int, last: int) -> float:
        """Reports a second of those from `first` to `last`, by whole batches."""
        ends = list(itertools.accumulate(self.sizes))
        within = [index for index, end in enumerate(ends) if first < end <= last]
        return sum(self.sizes[index] for index in within) / sum(self.took[index] for index in within)


def main() -> None:
    """Add, ask, and print what it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--batch", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--record", help="postgresql://…, or postgresql for a server of its own (default: SQLite)")
    given = asked.parse_args()
    with place(given.record) as where, open_store(where, create=True, write=True) as store:
        added, sample = add(store, given.reports, given.batch, given.seed)
        edge = min(EDGE, given.reports)
        first, last = added.rate(0, edge), added.rate(given.reports - edge, given.reports)
        show("the first thousand", first, "reports a second")
        show("the last thousand", last, f"reports a second, {first / last:.2f} x the time of the first")
        show("most memory", memory("VmHWM"), "MiB, with what is mapped of the file")
        if Path(where).is_file():
            show("on disk", Path(where).stat().st_size / given.reports / 1024, "KiB a report")
        for kind, question in questions(store, sample).items():
            ask(kind, question, given.seed)


@contextmanager
def place(record: str | None) -> Iterator[str]:
    """Where the record is made."""
    if record == "postgresql":
        from tests.postgres import running

        with running(tuned=TUNED) as server:
            yield server.url("postgres")
    elif record:
        yield record
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield os.fspath(Path(folder) / "onrecord.db")


def add(store: Store, count: int, size: int, seed: int) -> tuple[Added, Sample]:
    """Write the reports, a line of the table at every tenth."""
    took: list[float] = []
    sizes: list[int] = []
    urls: list[str] = []
    sightings: list[str] = []
    made = reports(count, seed)
    tenth = max(count // 10, 1)
    for number in range(0, count, size):
        batch = [Entry(payload=payload, report=report) for payload, report in itertools.islice(made, size)]
        begin = time.perf_counter()
        store.write(batch, AT)
        took.append(time.perf_counter() - begin)
        sizes.append(len(batch))
        urls.append(batch[0].report.url or "")
        sightings.append(batch[-1].report.sighting)
        done = number + len(batch)
        if done // tenth > number // tenth:
            so_far = Added(took=took, sizes=sizes)
            show(
                f"{done:,} reports",
                so_far.rate(done - tenth, done),
                f"a second, {memory('RssAnon'):.0f} MiB own memory",
            )
    return Added(took=took, sizes=sizes), Sample(urls=urls, sightings=sightings)


def questions(store: Store, sample: Sample) -> dict[str, Callable[[Random], object]]:
    """Kinds of questions, each asked about something drawn."""
    return {
        "show a URL": lambda random: list(store.stored(store.named(random.choice(sample.urls)))),
        "show a sighting": lambda random: list(store.stored(store.named(random.choice(sample.sightings)))),
    }


def ask(kind: str, question: Callable[[Random], object], seed: int) -> None:
    """Ask again and again, about other things each time."""
    random = Random(seed)
    took = []
    for _ in range(ASKED):
        begin = time.perf_counter()
        question(random)
        took.append((time.perf_counter() - begin) * 1000)
    took.sort()
    show(kind, took[len(took) // 2], f"ms at the median, {took[len(took) * 95 // 100]:.1f} ms at the 95th percentile")


def memory(line: str) -> float:
    """Of this process, in MiB: RssAnon is its own now, VmHWM the most at any moment with pages of files."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{line}:")[2].split()[0]) / 1024


def show(measure: str, value: float, unit: str) -> None:
    """A line of the table."""
    print(f"{measure:<22}{value:9.1f} {unit}", flush=True)


if __name__ == "__main__":
    main()
