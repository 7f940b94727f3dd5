"""The reading room over a large record: how long every page takes for several readers while `onrecord add` runs.

`python -m benchmarks.room --reports 100000` makes a record of that many invented reports (`--record FILE` keeps it, and
takes it again the next time), opens `onrecord serve` over it on this machine, lets eight readers ask for every page and
facet, each the next as soon as the last one came, and meanwhile reads more reports on the record with `onrecord add`.
Comes out: for each page the median and the 95th percentile, and what went wrong. Exit code 1: an answer was an error,
something that was added is not there, or a page is not under --bound milliseconds at the 95th percentile.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks import room_record
from benchmarks.room_pages import Draw, pages
from onrecord.codec import is_sealed
from onrecord.store import open_store

PORT = 8139
FURTHER = 2_000  # reports that the adder has before it
LEAST = 20  # times that each page is asked for
_PROVED = 500  # of the reports that came last, their seals
_WAIT = 60.0  # seconds for the server to answer first


@dataclass(slots=True, kw_only=True)
class Seen:
    """What one reader saw: milliseconds by page, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Make the record, ask, and print what it took."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.room", description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--record", type=Path, help="keep the record here, or take the one that is here")
    asked.add_argument("--readers", type=int, default=8)
    asked.add_argument("--seconds", type=float, default=120, help="that the readers go on")
    asked.add_argument("--pause", type=float, default=0, help="seconds that a reader looks at a page")
    asked.add_argument("--bound", type=float, default=200, help="milliseconds")
    asked.add_argument("--only", default="", help="pages whose names have these words")
    asked.add_argument("--quiet", action="store_true", help="nothing is added meanwhile")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.record or Path(folder, "onrecord.db")
        room_record.made(place, given.reports)
        with open_store(str(place)) as store:
            several = {name: draw for name, draw in pages(store, given.seed).items() if given.only in name}
            before = room_record.every(store)
        load = os.getloadavg()[0]
        print(f"{before:,} reports, {given.readers} readers, {os.cpu_count()} cores, load {load:.1f}", flush=True)
        more = Path(folder, "more.jsonl")
        room_record.written(more, 0 if given.quiet else FURTHER, seed=int(time.time()))
        with served(place) as address, adding(place, None if given.quiet else more) as added:
            seen = asking(address, several, given)
        faults = _lost(place, before, added)
    return _told(seen, [*faults, *(fault for each in seen for fault in each.faults)], given.bound)


def asking(port: int, several: Mapping[str, Draw], given: argparse.Namespace) -> list[Seen]:
    """The readers, all at once."""
    seen = [Seen() for _ in range(given.readers)]
    until = time.monotonic() + given.seconds
    threads = [
        threading.Thread(target=_read, args=(port, several, each, Random(given.seed + number), until, given.pause))
        for number, each in enumerate(seen)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return seen


def _read(port: int, several: Mapping[str, Draw], seen: Seen, draw: Random, until: float, pause: float) -> None:
    """One reader: every page in an order of its own, again and again."""
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    names = list(several)
    while time.monotonic() < until:
        draw.shuffle(names)
        for name in names:
            path = several[name](draw)
            begin = time.perf_counter()
            try:
                door.request("GET", path, headers={"accept": "text/html", "accept-encoding": "gzip"})
                answer = door.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                seen.faults.append(f"{path}: {error!r}")
                door.close()
                continue
            seen.took.setdefault(name, []).append((time.perf_counter() - begin) * 1000)
            if answer.status != http.client.OK:
                seen.faults.append(f"{path}: {answer.status}")
            if time.monotonic() > until:
                return
            time.sleep(pause)


@contextmanager
def served(place: Path) -> Iterator[int]:
    """`onrecord serve` over a record, once it answers: its port."""
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(place), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _WAIT
        while True:
            try:
                door = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
                door.request("GET", "/robots.txt")
                door.getresponse().read()
                break
            except OSError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.1)
        if server.poll() is not None:
            raise RuntimeError(f"somebody else answers on port {PORT}; end that first")
        yield PORT
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def adding(place: Path, more: Path | None) -> Iterator[list[int]]:
    """`onrecord add` meanwhile: at its end, how many reports it says that it has added."""
    added: list[int] = []
    if more is None:
        yield [0]
        return
    command = [sys.executable, "-m", "onrecord", "add", "--record", str(place), "--processes", "1", str(more)]
    adder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield added
    finally:
        adder.send_signal(signal.SIGTERM)
        out, err = adder.communicate()
        said = re.search(r": ([\d,]+) added", out) or re.search(r"stopped; ([\d,]+) reports? of", err)
        added.append(int(said[1].replace(",", "")) if said else 0)
        if not said and adder.returncode not in (0, 128 + signal.SIGTERM):
            print(err[-2000:], file=sys.stderr)


def _lost(place: Path, before: int, added: Sequence[int]) -> list[str]:
    """What was told of and is not there, and what does not hold of what came last."""
    with open_store(str(place)) as store:
        names = list(store.every())
        last = store.stored(names[-_PROVED:])
        faults = [f"{one.report.sighting}: broken seal" for one in last if not is_sealed(one.report)]
    print(f"{sum(added):,} reports added meanwhile, {len(names) - before:,} more are there")
    return faults + ([] if len(names) - before == sum(added) else ["reports are missing, or too many"])


def _told(seen: Sequence[Seen], faults: Sequence[str], bound: float) -> int:
    names = {name: None for each in seen for name in each.took}
    slow, every = 0, list[float]()
    print(f"{'':32}{'times':>7}{'p50 ms':>9}{'p95 ms':>9}")
    for name in sorted(names):
        took = sorted(one for each in seen for one in each.took.get(name, ()))
        high = took[len(took) * 95 // 100]
        every += took
        slow += high >= bound
        few = f"  (few: {len(took)})" if len(took) < LEAST else ""
        print(
            f"{name:32}{len(took):7}{statistics.median(took):9.0f}{high:9.0f}{'  SLOW' if high >= bound else ''}{few}"
        )
    every.sort()
    print(f"{'all':32}{len(every):7}{statistics.median(every):9.0f}{every[len(every) * 95 // 100]:9.0f}")
    print(f"load {os.getloadavg()[0]:.1f}; {slow} of {len(names)} pages are not under {bound:.0f} ms")
    print("\n".join(faults[:20]) or "no fault")
    return 1 if slow or faults else 0


if __name__ == "__main__":
    sys.exit(main())
