"""Reports a second through `onrecord read --json`, in one process and in two, and in which room the time goes.

`python -m benchmarks.rooms`. Goes in: the development part of PolNeAR, the example reports many times where it is
missing. Comes out: two tables. Two processes read every other report each. The time in a room is processor time, so
that what else runs on the machine hardly matters; the rate is by the clock on the wall, start-up included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.engine import _ONE_THREAD, ROOT, RUNS, texts

ROOMS = ("acquire", "analyse", "trees", "mentions", "statements", "times", "quantities", "events", "resolve", "seal")


def seconds_by_room(some: list[str]) -> dict[str, float]:
    """Processor seconds in each room, all reports read in this process."""
    from onrecord import acquire, extract
    from onrecord.analyse import analyser
    from onrecord.codec import encode, seal
    from onrecord.extract.tree import Tree
    from onrecord.model import Document, Extraction
    from onrecord.resolve import resolve

    spent: dict[str, float] = defaultdict(float)

    def timed(room: str, work: Callable[..., Any], *given: Any) -> Any:
        begin = time.process_time()
        result = work(*given)
        spent[room] += time.process_time() - begin
        return result

    by = analyser()
    for number, text in enumerate([some[0], *some]):
        if number == 1:
            spent.clear()  # what is loaded once is loaded
        document = timed("acquire", acquire.from_text, text)
        if not isinstance(document, Document):
            raise SystemExit(f"benchmarks: {document}")
        analysis = timed("analyse", lambda one: next(iter(by.analyse([one]))), document)
        tree = timed("trees", Tree, document.text, analysis.words)
        named = timed("mentions", extract.mentions, analysis)
        told = timed("times", extract.times, analysis)
        found = Extraction(
            times=told,
            mentions=named,
            attributions=timed("statements", extract.attributions, analysis, named, tree),
            quantities=timed("quantities", extract.quantities, analysis, told, named),
            occurrences=timed("events", extract.events, analysis, told, named, tree),
        )
        report = timed("resolve", resolve, analysis, found)
        timed("seal", lambda one: encode(seal(one)), report)
    return spent


def rate(some: list[str], processes: int) -> float:
    """Reports a second of so many `onrecord read --json` at once, each with its share."""
    with tempfile.TemporaryDirectory() as folder:
        shares = []
        for place in range(processes):
            shares.append(Path(folder) / f"{place}.jsonl")
            lines = [json.dumps({"text": text}) for text in some[place::processes]]
            shares[-1].write_text("\n".join(lines), encoding="utf-8")
        begin = time.perf_counter()
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "onrecord", "read", "--json", str(share)],
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, **_ONE_THREAD},
            )
            for share in shares
        ]
        ended = [process.wait() for process in started]
        if any(ended):
            raise SystemExit("benchmarks: reading failed")
        return len(some) / (time.perf_counter() - begin)


def main() -> None:
    """Print both tables: of rates the best of some runs, since what else runs can only slow one down."""
    from benchmarks.__main__ import show

    some = texts()
    alone, both = (max(rate(some, processes) for _ in range(RUNS)) for processes in (1, 2))
    show("read --json, one process", alone, "reports/s", f"{len(some)} reports, {sum(map(len, some)):,} characters")
    show("read --json, two processes", both, "reports/s", f"{both / alone:.2f} x one, {os.cpu_count()} cores")
    spent = seconds_by_room(some)
    for room in ROOMS:
        show(
            room,
            1000 * spent[room] / len(some),
            "ms",
            f"{100 * spent[room] / sum(spent.values()):.1f} % of a report's time",
        )


if __name__ == "__main__":
    main()
