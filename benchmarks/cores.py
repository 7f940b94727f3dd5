"""Two processes beside one: how much sooner `onrecord read` is done, and what keeps it from half the time.

`python -m benchmarks.cores`. Goes in: invented reports (`benchmarks.reports`), read by `onrecord read --json` with
`--processes 1` and `--processes 2` by turns. Comes out: seconds by the clock, the ratio with start-up and without (the
time of one report being taken off), and processor seconds, of which those of the process that asks the others are what
two cannot share. The clock of a machine that has other work tells nothing: it wants two cores to itself.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.__main__ import show
from benchmarks.engine import ROOT
from benchmarks.reports import reports

# In the process that asks: its own processor seconds at the end, and those of the processes beside it.
_ASKED = """
import resource, sys
from onrecord.cli import main
try:
    sys.exit(main())
finally:
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(whose)
        print("processor", used.ru_utime + used.ru_stime, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Seconds of a run: by the clock, of the processor in the process that asks, and in those beside it."""

    clock: float
    asking: float
    beside: float


def main() -> None:
    """Print both rates and their ratio: of each the best of some rounds, since what else runs only slows one down."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.cores", description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--reports", type=int, default=400)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"text": payload.decode()}) for payload, _ in reports(given.reports, 3)]
        many, one = Path(folder, "many.jsonl"), Path(folder, "one.jsonl")
        many.write_text("\n".join(lines), encoding="utf-8")
        one.write_text(lines[0], encoding="utf-8")
        runs = [(taken(one, 1), taken(many, 1), taken(one, 2), taken(many, 2)) for _ in range(given.rounds)]
    start, alone, start_both, both = (min(some, key=lambda each: each.clock) for some in zip(*runs, strict=True))
    show("one process", alone.clock, "s", f"{given.reports / alone.clock:.2f} reports a second")
    show("two processes", both.clock, "s", f"{given.reports / both.clock:.2f} reports a second")
    show(
        "start-up included",
        alone.clock / both.clock,
        "x one",
        f"start-up {start.clock:.2f} and {start_both.clock:.2f} s",
    )
    show("start-up left out", (alone.clock - start.clock) / (both.clock - start_both.clock), "x one")
    show("processor, one", alone.asking, "s")
    show("processor, two", both.beside, "s", f"and {both.asking:.2f} s in the process that asks them")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


def taken(file: Path, processes: int) -> Taken:
    """What a run took."""
    command = [sys.executable, "-c", _ASKED, "read", "--json", "--processes", str(processes), str(file)]
    begin = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    clock = time.perf_counter() - begin
    if ran.returncode:
        raise SystemExit(f"benchmarks: reading failed: {ran.stderr[-2000:]}")
    used = [float(line.partition(" ")[2]) for line in ran.stderr.splitlines() if line.startswith("processor ")]
    return Taken(clock=clock, asking=used[0], beside=used[1])


if __name__ == "__main__":
    main()
