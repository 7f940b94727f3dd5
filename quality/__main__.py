"""Scores on the shared corpora, held against the pinned floors: `python -m quality` (or `make quality`).

Goes in: `quality/floors.toml` and the folder `../shared` (or the path given). Comes out: a line a score with
its floor, on standard output; exit 1 where a score fell below its floor or a corpus is not the pinned one.
Where the folder is missing it says so and skips, since the corpora belong to their publishers.
`python -m quality series` scores what `onrecord series` prints (see `quality.series`).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality import SHARED

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One corpus with its scorer.

    `input` is what is read (by `verb`: `read --json`, or as told), `gold` what the scorer (script and sub-command)
    holds the output against. `floors` and `ceilings` (where less is better) are by the dotted path of a score in the
    scorer's JSON line.
    """

    name: str
    input: str
    gold: str
    sha256: str
    scorer: tuple[str, ...]
    verb: tuple[str, ...]
    floors: dict[str, float]
    ceilings: dict[str, float]


def checks() -> list[Check]:
    """The pinned checks, in the order of the file."""
    table = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    return [
        Check(
            name=name,
            input=row["input"],
            gold=row.get("gold", row["input"]),
            sha256=row["sha256"],
            scorer=tuple(row["scorer"]),
            verb=tuple(row.get("verb", ("read", "--json"))),
            floors=row.get("floors", {}),
            ceilings=row.get("ceilings", {}),
        )
        for name, row in table.items()
    ]


def score(check: Check, shared: Path) -> dict[str, Any]:
    """The scorer's JSON line for the input as `onrecord read --json` reads it."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as records:
        reading = [sys.executable, "-m", "onrecord", *check.verb, str(shared / check.input)]
        subprocess.run(reading, stdout=records, check=True)
        script, *arguments = check.scorer
        scoring = [sys.executable, str(shared / "bench" / script), *arguments, str(shared / check.gold), records.name]
        printed = subprocess.run(scoring, stdout=subprocess.PIPE, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return result


def look_up(scores: dict[str, Any], path: str) -> float:
    """The score at a dotted path, such as `attribution.f1`."""
    value: Any = scores
    for key in path.split("."):
        value = value[key]
    return float(value)


def run(check: Check, shared: Path) -> bool:
    """Print every score of one check beside its floor; True where all hold."""
    if hashlib.sha256((shared / check.gold).read_bytes()).hexdigest() != check.sha256:
        print(f"{check.name}: {check.gold} is not the pinned corpus; pin its sha256 and floors anew")
        return False
    scores = score(check, shared)
    good = True
    for path, limit, sign in [
        *((path, floor, 1) for path, floor in check.floors.items()),
        *((path, ceiling, -1) for path, ceiling in check.ceilings.items()),
    ]:
        value = look_up(scores, path)
        holds = sign * value >= sign * limit
        good = good and holds
        word = "floor" if sign > 0 else "ceiling"
        print(
            f"{check.name:<12} {path:<28} {value:>8.1f}   {word} {limit:.1f}{'' if holds else '   FALLEN'}", flush=True
        )
    return good


def main() -> int:
    """Run every check, or those named on the command line."""
    if not SHARED.is_dir():
        print(f"quality: skipped, no folder {SHARED.name} beside the project")
        return 0
    if sys.argv[1:2] == ["series"]:
        from quality import series

        return series.main(sys.argv[2:])
    names = set(sys.argv[1:])
    results = [run(check, SHARED) for check in checks() if not names or check.name in names]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
