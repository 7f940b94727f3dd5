"""Many reports read by one process: does its memory stay flat, and its speed.

`python -m benchmarks.flat --reports 10000`. Goes in: the invented news of `benchmarks.reports`, every other one as a
web page. Comes out: at every tenth its own memory and reports a second of the processor, and the last tenth as a
ratio of the first.
"""

from __future__ import annotations

import argparse
import itertools
import time

from benchmarks.peers import page
from benchmarks.record import memory
from benchmarks.reports import reports
from onrecord import acquire, codec, pipeline
from onrecord.model import Failure


def main() -> None:
    """Read, and print."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.flat", description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=3)
    given = asked.parse_args()
    made = reports(given.reports, given.seed)
    tenth = max(given.reports // 10, 1)
    seen: list[tuple[float, float]] = []
    for number in range(0, given.reports, tenth):
        began, spent = time.process_time(), 0.0
        for at, (payload, report) in enumerate(itertools.islice(made, tenth)):
            document = acquire.from_html(page(report).encode()) if at % 2 else acquire.from_text(payload.decode())
            read = next(pipeline.read_documents([document]))
            if isinstance(read, Failure):
                raise SystemExit(f"benchmarks: {read}")
            codec.encode(read)
        spent = time.process_time() - began
        seen.append((memory("RssAnon"), tenth / spent))
        print(f"{number + tenth:7,} reports {seen[-1][0]:7.0f} MiB {seen[-1][1]:7.2f} reports a second", flush=True)
    (first, quick), (last, slow) = seen[0], seen[-1]
    print(f"memory of the last tenth {last / first:.2f} x the first's, speed {slow / quick:.2f} x")


if __name__ == "__main__":
    main()
