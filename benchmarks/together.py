"""Two processes add to a record and five read it at the same time: is anybody turned away, is anything lost?

    python -m benchmarks.together reports.jsonl more.jsonl --postgres postgresql://…/empty --seconds 60

The adders are `onrecord add`, one over the files in their order and one the other way round, so that they meet. Each
reader opens the record again and again, counts, and proves the seals of the reports that came last. Printed is how
often that was done and how long it took at most. Exit code 1: an error reached somebody, a report that an adder told
of is not there or there twice, a count fell, or a record does not hold.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.codec import is_sealed
from onrecord.errors import RecordError
from onrecord.record import open_record

_LAST = 20  # reports that a reader proves


@dataclass(slots=True, kw_only=True)
class Seen:
    """What one reader saw: how many rounds, the slowest of them in seconds, and what went wrong."""

    rounds: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """The experiment on SQLite, and on PostgreSQL where a URL is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, help="files of reports")
    parser.add_argument("--postgres", help="the URL of an empty database")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--adders", type=int, default=2)
    parser.add_argument("--readers", type=int, default=5)
    given = parser.parse_args()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for place in (str(Path(folder, "together.db")), *([given.postgres] if given.postgres else [])):
            told = together(place, [str(path) for path in given.corpora], given.seconds, given.adders, given.readers)
            print(f"{place.split('@')[-1]}: {told.pop(0)}", flush=True)
            faults += told
    print("\n".join(faults) or "no fault")
    return 1 if faults else 0


def together(place: str, corpora: Sequence[str], seconds: float, adders: int = 2, readers: int = 5) -> list[str]:
    """What it came to, in a line, and then every fault. It ends when all is added, or after so many seconds."""
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        end = Path(folder, "end")
        adding = [_adder(place, corpora if number % 2 == 0 else corpora[::-1]) for number in range(adders)]
        reading = [_started("benchmarks.together_reader", place, str(end)) for _ in range(readers)]
        while time.monotonic() < until and any(each.poll() is None for each in adding):
            time.sleep(0.1)
        for each in adding:
            each.terminate()
        faults: list[str] = []
        added = sum(_added(each, faults) for each in adding)
        end.touch()
        seen = [_seen(each, faults) for each in reading]
    with open_record(place, create=False, write=False) as record:
        there = record.stats().totals["sightings"]
        faults += [f"{where}: {lie}" for where, lie in record.proofs()]
    if there != added:
        faults.append(f"{added} reports were told of, and {there} are there")
    rounds, slowest = sum(each.rounds for each in seen), max(each.slowest for each in seen)
    return [f"{there:,} reports added, {rounds:,} times read, {slowest:.2f} s at most", *faults]


def _added(adder: subprocess.Popen[str], faults: list[str]) -> int:
    """How many reports an adder says that it has added."""
    out, err = adder.communicate()
    if adder.returncode not in (0, 3, 128 + signal.SIGTERM):
        faults.append(f"an adder left with {adder.returncode}: {err[-2000:]}")
    said = re.search(r": ([\d,]+) added", out) or re.search(r"stopped; ([\d,]+) reports? of", err)
    return int(said[1].replace(",", "")) if said else 0


def _seen(reader: subprocess.Popen[str], faults: list[str]) -> Seen:
    out, err = reader.communicate()
    if reader.returncode:
        return Seen(rounds=0, slowest=0.0, faults=[err[-2000:]])
    seen = Seen(**json.loads(out))
    faults += seen.faults
    return seen


def _adder(place: str, corpora: Sequence[str]) -> subprocess.Popen[str]:
    return _started("onrecord", "add", "--record", place, "--processes", "1", *corpora)


def _started(module: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def read(place: str, end: Path) -> Seen:
    """One reader, until the file `end` is there."""
    seen, counted = Seen(), 0
    while not end.exists():
        began = time.monotonic()
        try:
            with open_record(place, create=False, write=False) as record:
                there = record.stats().totals["facts"]
                last = list(record.store.every())[-_LAST:]
                broken = [each.report.id for each in record.store.stored(last) if not is_sealed(each.report)]
        except RecordError as error:
            if "no record" not in str(error):  # it is made by who adds, a moment after
                seen.faults.append(str(error))
            time.sleep(0.1)
            continue
        seen.faults += [f"{report}: broken seal" for report in broken]
        if there < counted:
            seen.faults.append(f"{counted} facts were there, and then {there}")
        seen.rounds, seen.slowest, counted = seen.rounds + 1, max(seen.slowest, time.monotonic() - began), there
        time.sleep(0.05)
    return seen


if __name__ == "__main__":
    sys.exit(main())
