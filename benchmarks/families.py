"""How long it takes to link reports to their like, and whether that stays as the record grows.

`python -m benchmarks.families [10000]`. Goes in: invented reports (`benchmarks.reports`; one in seven a copy). Comes
out: a line for each tenth of them: milliseconds a report, of the clock and of the processor, on a record in a file,
and the memory used; a thousand more one at a time, with the 95th percentile; how many families and incidents there
are; and the time of making all of it again in memory, which has to give the same groups.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.reports import reports
from onrecord.model import Report
from onrecord.record.linking import link_new
from onrecord.relate import Memory, link, trace
from onrecord.store import Entry, Store, open_store

AT_ONCE, SEED, ALONE = 50, 8, 1000
MOMENT = "2031-05-14T08:30:00Z"


def main(count: int) -> None:
    """Print every measure."""
    alone = min(ALONE, count // 2)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "onrecord.db"), create=True, write=True)
        with store:
            several, done = reports(count, SEED), 0
            while done < count:
                part = list(islice(several, min(max(AT_ONCE, count // 10), count - alone - done) or alone))
                at_once = 1 if done >= count - alone else AT_ONCE
                spent = list(_added(store, part, at_once))
                done += len(part)
                _tell(done, len(part), spent, alone=at_once == 1)
            groups = {each.sighting: each for each in store.groups()}
    families = len({each.family for each in groups.values()})
    incidents = len({each.incident for each in groups.values()})
    print(f"{len(groups):,} reports, {families:,} wordings, {incidents:,} incidents")
    begin, shelf = time.perf_counter(), Memory()
    link(shelf, {report.sighting: trace(report) for _, report in reports(count, SEED)})
    same = "the same" if shelf.groups == groups else "OTHER"
    print(f"made again in memory in {time.perf_counter() - begin:.1f} s: {same} groups")


def _tell(done: int, several: int, spent: Sequence[tuple[float, float]], *, alone: bool) -> None:
    clock, processor = (1000 * sum(each) / several for each in zip(*spent, strict=True))
    told = f"{done:>9,} reports  {clock:7.2f} ms a report, {processor:7.2f} ms of the processor"
    if alone:
        ninety_five = (1000 * statistics.quantiles(each, n=20)[-1] for each in zip(*spent, strict=True))
        told += ", one at a time; 95 in 100 under {:.1f} ms, {:.1f} ms of the processor".format(*ninety_five)
    print(f"{told}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB", flush=True)


def _added(store: Store, part: Sequence[tuple[bytes, Report]], at_once: int) -> Iterator[tuple[float, float]]:
    """The seconds that linking takes, for each batch; writing the reports is not counted."""
    for start in range(0, len(part), at_once):
        some = part[start : start + at_once]
        with store.turn() as turn:
            turn.write([Entry(payload=payload, report=report) for payload, report in some], MOMENT)
            begin = time.perf_counter(), time.process_time()
            link_new(turn, [report for _, report in some])
            yield time.perf_counter() - begin[0], time.process_time() - begin[1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
