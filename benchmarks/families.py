"""How long it takes to link reports to their like, and whether that stays as the record grows.

`python -m benchmarks.families [10000]`. Goes in: invented reports (`benchmarks.reports`; one in seven a copy). Comes
out: a line for each tenth of them: milliseconds a report, on a record in a file; the last tenth one report at a time,
with the 95th percentile; how many families and incidents there are; and the time of making all of it again in memory,
which has to give the same groups.
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
from onrecord.model.trace import Trace
from onrecord.record.linking import link_new
from onrecord.relate import Memory, link, trace
from onrecord.store import Entry, Store, open_store

AT_ONCE = 50
MOMENT = "2031-05-14T08:30:00Z"


def main(count: int) -> None:
    """Print every measure."""
    traces: dict[str, Trace] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "onrecord.db"), create=True, write=True)
        with store:
            several = reports(count, seed=8)
            tenth = max(AT_ONCE, count // 10)
            done = 0
            while part := list(islice(several, tenth)):
                last = done + len(part) >= count
                spent = list(_added(store, part, 1 if last else AT_ONCE, traces))
                done += len(part)
                told = f"{done:>9,} reports  {1000 * sum(spent) / len(part):7.2f} ms a report"
                if last:
                    told += f", one at a time; 95 in 100 under {1000 * statistics.quantiles(spent, n=20)[-1]:.1f} ms"
                print(f"{told}  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB", flush=True)
            groups = {each.sighting: each for each in store.groups()}
    families = len({each.family for each in groups.values()})
    incidents = len({each.incident for each in groups.values()})
    print(f"{len(groups):,} reports, {families:,} wordings, {incidents:,} incidents")
    begin, shelf = time.perf_counter(), Memory()
    link(shelf, traces)
    same = "the same" if shelf.groups == groups else "OTHER"
    print(f"made again in memory in {time.perf_counter() - begin:.1f} s: {same} groups")


def _added(
    store: Store, part: Sequence[tuple[bytes, Report]], at_once: int, traces: dict[str, Trace]
) -> Iterator[float]:
    """The seconds that linking takes, for each batch; writing the reports is not counted."""
    for start in range(0, len(part), at_once):
        some = part[start : start + at_once]
        traces.update((report.sighting, trace(report)) for _, report in some)
        with store.turn() as turn:
            turn.write([Entry(payload=payload, report=report) for payload, report in some], MOMENT)
            begin = time.perf_counter()
            link_new(turn, [report for _, report in some])
            yield time.perf_counter() - begin


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
