"""Damaged inputs through every reader, and a share of them the whole way: nothing crashes, hangs or swells.

`python -m benchmarks.fuzz --cases 10000`. Goes in: the inputs of `benchmarks.mutations`. Comes out: how many reports
and refusals they came to, the slowest report, the most memory, and every fault. A fault is an error that is no
`Failure`, a refusal that does not say where, what and what to do, a report that does not hold, 10 seconds of the
processor for one report, whatever its length, or a process of more than 1 GB. The inputs are read by a process beside
this one, which is ended when one takes too long; another goes on after it. Exit code 1: there was a fault;
`--keep DIR` keeps the inputs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from benchmarks.engine import ROOT
from benchmarks.mutations import case

SECONDS = 10.0  # of the processor that one report may take
PATIENCE = 300.0  # seconds without a word, on a busy machine
BYTES = 1_000_000_000
_TOLD = ("case", "reports", "refused", "slowest", "memory", "faults")


@dataclass(slots=True, kw_only=True)
class Seen:
    """What the inputs came to."""

    cases: int = 0
    reports: int = 0
    refused: int = 0
    slowest: float = 0.0
    memory: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        """One more input."""
        self.cases += 1
        self.reports += told["reports"]
        self.refused += told["refused"]
        self.slowest = max(self.slowest, told["slowest"])
        self.memory = max(self.memory, told["memory"])
        self.faults += [(told["case"], fault) for fault in told["faults"]]


def main() -> int:
    """Run, and tell."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--cases", type=int, default=10_000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--whole", type=int, default=25, help="of how many inputs one goes the whole way")
    asked.add_argument("--keep", type=Path, help="a folder for the inputs that a fault came of")
    asked.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        child(given.first, given.cases, given.seed, given.whole)
        return 0
    began, seen = time.monotonic(), Seen()
    for told in watched(given.first, given.cases, given.seed, given.whole):
        seen.add(told)
        for fault in told["faults"]:
            print(f"case {told['case']}: {fault}", flush=True)
        if told["faults"] and given.keep:
            ending, data = case(told["case"], given.seed)
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{told['case']}{ending}").write_bytes(data)
        if seen.cases % 1_000 == 0:
            print(line(seen, time.monotonic() - began), flush=True)
    print(line(seen, time.monotonic() - began))
    kinds = Counter(fault.partition(":")[0] for _, fault in seen.faults)
    print(", ".join(f"{count} times {kind}" for kind, count in kinds.most_common()) or "no fault")
    return 1 if seen.faults else 0


def line(seen: Seen, seconds: float) -> str:
    """What it came to so far."""
    return (
        f"{seen.cases:,} inputs, {seen.reports:,} reports, {seen.refused:,} refused, {len(seen.faults)} faults; "
        f"slowest report {seen.slowest:.2f} s, most memory {seen.memory / 1e6:.0f} MB; {seconds:.0f} s"
    )


def watched(first: int, cases: int, seed: int, whole: int) -> Iterator[dict[str, Any]]:
    """What each input came to; one at which the process ends, or says nothing, is a fault, and the next one follows."""
    at, end = first, first + cases
    while at < end:
        command = ["--child", "--first", str(at), "--cases", str(end - at), "--seed", str(seed), "--whole", str(whole)]
        running = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.fuzz", *command], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        lines: Queue[str] = Queue()
        Thread(target=_listen, args=(running, lines), daemon=True).start()
        while at < end:
            try:
                said = lines.get(timeout=PATIENCE)
            except Empty:
                yield _fault(at, f"hang: nothing for {PATIENCE:.0f} s")
                break
            if not said:
                yield _fault(at, f"death: the process left with {running.wait()}")
                break
            told = json.loads(said)
            if told:  # an empty one is a report within an input, or the start
                yield told
                at += 1
        running.kill()
        running.communicate()
        at += at < end


def _listen(running: subprocess.Popen[str], lines: Queue[str]) -> None:
    assert running.stdout is not None
    for said in running.stdout:
        lines.put(said)
    lines.put("")


def _fault(number: int, fault: str) -> dict[str, Any]:
    return dict(zip(_TOLD, (number, 0, 0, 0.0, 0, [fault]), strict=True))


def child(first: int, cases: int, seed: int, whole: int) -> None:
    """Read the inputs, and say what each came to."""
    from onrecord import pipeline

    pipeline.read_text("Two people were hurt in Oranto on Tuesday, she said.")  # what is loaded once is loaded
    say({})
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + cases):
            ending, data = case(number, seed)
            say(tried(number, Path(folder, f"input{ending}"), data, whole=number % whole == 0))


def say(told: dict[str, Any]) -> None:
    """A line to who watches."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def tried(number: int, file: Path, data: bytes, *, whole: bool) -> dict[str, Any]:
    """What one input comes to: as a file, and as a listing of addresses."""
    from onrecord.acquire import inputs
    from onrecord.acquire.listings.listing import listing
    from onrecord.model import Failure

    reports = refused = 0
    slowest, faults = 0.0, list[str]()
    file.write_bytes(data)
    began = time.process_time()
    try:
        for one in inputs(str(file)):
            if isinstance(one.acquired, Failure):
                refused += 1
                faults += unsaid(one.acquired)
            else:
                reports += 1
                faults += untrue(one.acquired, whole=whole)
            slowest = max(slowest, time.process_time() - began)
            say({})
            began = time.process_time()
        found = listing(data, "https://courier.example/feed")
        faults += unsaid(found) if isinstance(found, Failure) else []
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        faults.append(f"error: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"[:400])
    slowest = max(slowest, time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1024 if sys.platform == "linux" else 1)
    faults += [f"slow: {slowest:.1f} s"] if slowest > SECONDS else []
    faults += [f"memory: {memory / 1e6:.0f} MB"] if memory > BYTES else []
    return dict(zip(_TOLD, (number, reports, refused, slowest, memory, faults), strict=True))


def unsaid(failure: Any) -> list[str]:
    """What a refusal does not say."""
    bug = ["error: " + failure.reason] if "the program failed" in failure.reason else []
    return bug + [f"unsaid: {name}" for name in ("locator", "reason", "remedy") if not getattr(failure, name).strip()]


def untrue(document: Any, *, whole: bool) -> list[str]:
    """What does not hold of a document, or of its report where it goes the whole way."""
    from onrecord import codec, pipeline
    from onrecord.analyse import analyser
    from onrecord.model import Failure
    from onrecord.model.proof import lies

    found = [
        f"untrue: block {block.span.start}-{block.span.end}"
        for block in document.blocks
        if document.text[block.span.start : block.span.end] != block.span.exact
    ]
    if not whole:
        return found
    report = pipeline.read_document(document, analyser())
    if isinstance(report, Failure):
        return found + unsaid(report)
    if codec.decode(codec.encode(report)) != report or not codec.is_sealed(report):
        found.append("untrue: it is not sealed")
    return found + [f"untrue: {lie}" for lie in lies(report)]


if __name__ == "__main__":
    sys.exit(main())
