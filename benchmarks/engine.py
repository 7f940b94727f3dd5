"""The language engine's speed, memory and loading, beside a spaCy pipeline of the shape of its small English model.

`python -m benchmarks.engine` (part of `make bench`). Goes in: raw text of `../shared`, the example reports many times
where it is missing. Comes out: a table; every measure in a process of its own, on one thread. The spaCy pipeline has
no weights but what it learns from three made-up sentences: its speed is the same.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.reference import pipeline

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "data" / "attribution" / "polnear-dev.jsonl"
EXAMPLES = ROOT / "examples" / "reports"
COPIES = 20
RUNS = 3
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def texts() -> list[str]:
    """What is read."""
    if CORPUS.is_file():
        return [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    found = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    return found * COPIES


def own() -> Callable[[list[str]], None]:
    """The engine, loaded: raw text to analyses."""
    acquire, network = import_module("onrecord.acquire"), import_module("onrecord.analyse.network.analyser")
    analyser = network.NetworkAnalyser()

    def read(some: list[str]) -> None:
        for _ in analyser.analyse(map(acquire.from_text, some)):
            pass

    return read


def peer() -> Callable[[list[str]], None]:
    """The spaCy pipeline, loaded."""
    nlp = pipeline()

    def read(some: list[str]) -> None:
        for _ in nlp.pipe(some):
            pass

    return read


def measure(which: str) -> dict[str, float]:
    """In this process: seconds to load, when reading began and ended, words, peak memory in MB."""
    begin = time.perf_counter()
    read = {"own": own, "peer": peer}[which]()
    loaded = time.perf_counter()
    some = texts()
    read(some[:2])  # warm, as the spaCy pipeline is after its few steps of learning
    start = time.perf_counter()
    read(some)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    words = sum(len(text.split()) for text in some)
    return {"load": loaded - begin, "start": start, "end": end, "words": words, "peak": peak}


def apart(which: str, processes: int = 1) -> list[dict[str, float]]:
    """The same in so many new processes at once."""
    command = [sys.executable, "-m", "benchmarks.engine", which]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, **_ONE_THREAD})
        for _ in range(processes)
    ]
    printed = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        raise SystemExit(f"benchmarks: {which} failed")
    found: list[dict[str, Any]] = list(map(json.loads, printed))
    return found


def speed(found: list[dict[str, float]]) -> float:
    """Words a second of all the processes together, by the clock on the wall."""
    taken = max(one["end"] for one in found) - min(one["start"] for one in found)
    return sum(one["words"] for one in found) / taken


def main() -> None:
    """Print the table: the best of some runs, since what else runs on the machine can only slow one down."""
    show = import_module("benchmarks.__main__").show
    runs = [apart("own") for _ in range(RUNS)]
    alone = max(map(speed, runs))
    show("engine, one process", alone, "words/s", f"{'reports' if CORPUS.is_file() else 'examples'}, raw text")
    both = max(speed(apart("own", 2)) for _ in range(RUNS))
    show("engine, two processes", both, "words/s", f"{both / alone:.2f} x one, {os.cpu_count()} cores")
    show("engine, peak memory", max(run[0]["peak"] for run in runs), "MB", "a process")
    show("engine, load", min(run[0]["load"] for run in runs) * 1000, "ms")
    if find_spec("spacy") is None:
        print("spaCy of the same kind    not installed: pip install --group bench", flush=True)
        return
    other = max(speed(apart("peer")) for _ in range(RUNS))
    show("spaCy, one process", other, "words/s", f"the engine has {alone / other:.2f} x its speed")


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
