"""Every report of the shared corpora, read and proved: `python -m quality.corpora` (part of `make quality`).

Goes in: the JSON lines of `../shared/data` that hold reports. Comes out: a line a corpus with its reports,
failures, facts and seconds; exit 1 where a report is refused, changed, or has a span or reference that is not so.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from onrecord.model import Failure
from onrecord.model.proof import lies
from onrecord.pipeline import read_all
from onrecord.settings import Settings
from quality import SHARED

KINDS = ("attribution", "times", "figures", "series", "events", "articles", "pages", "groups")


def corpora() -> list[Path]:
    """The files with reports, by name."""
    return sorted(path for kind in KINDS for path in (SHARED / "data" / kind).glob("*.jsonl"))


def run(path: Path) -> bool:
    """Read one corpus; True where every report came out whole."""
    n: Counter[str] = Counter()
    begin = time.perf_counter()
    with path.open("rb") as lines:
        for line, report in zip(lines, read_all([str(path)], Settings()), strict=True):
            n["reports"] += 1
            if isinstance(report, Failure):
                n["failures"] += 1
                print(report)
                continue
            given = json.loads(line)
            n["changed"] += "text" in given and given["text"] != report.text
            for lie in lies(report):
                n["lies"] += 1
                print(f"{report.key}: {lie}")
            n["statements"] += len(report.statements)
            n["figures"] += len(report.figures)
            n["times"] += len(report.times)
    taken = time.perf_counter() - begin
    counted = ("reports", "failures", "changed", "lies", "statements", "figures", "times")
    counts = ", ".join(f"{n[key]} {key}" for key in counted)
    print(f"{path.name:<28} {counts}, {n['reports'] / taken:.0f} reports/s", flush=True)
    return not (n["failures"] or n["changed"] or n["lies"])


def main() -> int:
    """Run every corpus."""
    if not SHARED.is_dir():
        print(f"quality: skipped, no folder {SHARED.name} beside the project")
        return 0
    results = [run(path) for path in corpora()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
