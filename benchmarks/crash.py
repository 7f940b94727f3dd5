"""Reports are added, killed at random moments and resumed: does the record equal one made in a single run?

    python -m benchmarks.crash reports.jsonl more.jsonl --postgres postgresql://…/empty

Each run is `onrecord add` as a person starts it. A moment is a share of all inputs and some tenths of a second, drawn
by a seed; at it the run is ended by SIGKILL. Compared are all tables, every column of every row, but for the numbers
that a database gives and the times seen. Both records are then proved whole. Exit code 1: something differs.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contents import contents, differences
from onrecord.errors import RecordError
from onrecord.record import open_record


def main() -> int:
    """The experiment on SQLite, and on PostgreSQL where a URL is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, help="files of reports")
    parser.add_argument("--postgres", help="the URL of an empty database")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the records, which are else thrown away")
    given = parser.parse_args()
    corpora = [str(path.resolve()) for path in given.corpora]
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        whole = str(folder / "whole.db")
        print(f"single run: {add(whole, corpora, given.processes):.0f} s", flush=True)
        right = contents(whole)
        print(", ".join(f"{len(lines):,} {table}" for table, lines in right.items() if lines), flush=True)
        failed = proved(whole)
        for place in (str(folder / "killed.db"), *([given.postgres] if given.postgres else [])):
            draw = random.Random(given.seed)
            kill(place, corpora, given.processes, given.kills, len(right["readings"]), draw)
            wrong = list(differences(right, contents(place)))
            print("\n".join(wrong) or f"equal in every row of {len(right)} tables", flush=True)
            failed += len(wrong) + proved(place)
    return 1 if failed else 0


def start(place: str, corpora: Sequence[str], processes: int) -> subprocess.Popen[bytes]:
    """`onrecord add`, under way."""
    command = [sys.executable, "-m", "onrecord", "add", "--record", place, "--processes", str(processes), *corpora]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def add(place: str, corpora: Sequence[str], processes: int) -> float:
    """One run to its end; the seconds that it took. Inputs that fail are recorded, and are no fault."""
    began = time.monotonic()
    running = start(place, corpora, processes)
    _, told = running.communicate()
    if running.returncode not in (0, 3):
        raise SystemExit(f"onrecord add left with {running.returncode}: {told.decode()[-2000:]}")
    return time.monotonic() - began


def kill(place: str, corpora: Sequence[str], processes: int, kills: int, total: int, draw: random.Random) -> None:
    """Runs that are killed at so many moments, and one that is not."""
    began = time.monotonic()
    print(place.split("@")[-1], flush=True)
    for share in sorted(draw.random() for _ in range(kills)):
        wanted, more = round(share * total), draw.random()
        running = start(place, corpora, processes)
        while running.poll() is None and on_record(place) < wanted:
            time.sleep(0.1)
        time.sleep(more)
        done = running.poll() is not None
        running.kill()
        running.communicate()
        what = "was done already" if done else "killed"
        print(f"  {what} {more:.2f} s after report {wanted:,} of {total:,}: {on_record(place):,} there", flush=True)
    add(place, corpora, processes)
    print(f"  {time.monotonic() - began:.0f} s in all", flush=True)


def on_record(place: str) -> int:
    """How many reports are on a record, which may not be there yet."""
    try:
        with open_record(place, create=False, write=False) as record:
            return record.stats().totals["readings"]
    except RecordError:
        return 0


def proved(place: str) -> int:
    """How many lies are on a record."""
    began = time.monotonic()
    with open_record(place, create=False, write=False) as record:
        lies = list(record.proofs())
    print(f"proved in {time.monotonic() - began:.0f} s: {len(lies)} lies {lies[:3] or ''}", flush=True)
    return len(lies)


if __name__ == "__main__":
    sys.exit(main())
