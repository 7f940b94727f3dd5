"""Start-up and reading speed as ratios, so that figures of different machines can be held together.

`python -m benchmarks` (or `make bench`). Goes in: nothing but the example reports. Comes out: a line a
measure: `import onrecord` and `onrecord --help` beside bare Python, and reports a second of the whole way.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
RUNS = 9
COPIES = 50


def seconds(*command: str) -> float:
    """The median wall time of a command over RUNS runs, in seconds, after one that is not counted."""
    taken = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken[1:])


def main() -> None:
    """Print every measure."""
    bare = seconds(sys.executable, "-c", "pass")
    imported = seconds(sys.executable, "-c", "import onrecord")
    helped = seconds(sys.executable, "-m", "onrecord", "--help")
    show("bare Python", bare * 1000, "ms")
    show("import onrecord", imported * 1000, "ms", f"{(imported - bare) * 1000:+.0f} ms, {imported / bare:.2f} x bare")
    show("onrecord --help", helped * 1000, "ms", f"{helped / bare:.2f} x bare")
    examples = len(list(EXAMPLES.iterdir()))
    once = seconds(sys.executable, "-m", "onrecord", "read", "--json", str(EXAMPLES))
    with tempfile.TemporaryDirectory() as folder:
        for copy in range(COPIES):
            shutil.copytree(EXAMPLES, Path(folder) / str(copy))
        many = seconds(sys.executable, "-m", "onrecord", "read", "--json", folder)
    more = (many - once) / (examples * (COPIES - 1))
    show("read --json, start-up too", once * 1000, "ms", f"{once / bare:.2f} x bare, {examples} reports")
    show("read --json, each more", more * 1000, "ms", f"{1 / more:.0f} reports a second")


def show(measure: str, value: float, unit: str, ratio: str = "") -> None:
    """A line of the table."""
    print(f"{measure:<26}{value:8.1f} {unit}   {ratio}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
