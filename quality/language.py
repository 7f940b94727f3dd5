"""The language engine on the shared corpora, held against its floors (part of `make quality`).

    python -m quality.language [--weights FOLDER] [NAME ...]     names as in quality/language.toml

Goes in: `quality/language.toml` and the folder `../shared`. Comes out: a JSON line a check, with the floor beside each
score that has one; exit 1 where a score fell below its floor. Everything is measured through the run-time code.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.analyse.network.engine import WEIGHTS, Engine
from quality import SHARED
from quality.attributions import attributions
from quality.marked import names, trees
from quality.references import references

CHECKS: dict[str, Callable[[Engine, Path], dict[str, float]]] = {
    "trees ewt": lambda engine, shared: trees(engine, shared, "ud-ewt-dev.jsonl"),
    "trees gum": lambda engine, shared: trees(engine, shared, "ud-gum-dev.jsonl"),
    "names": names,
    "attributions": attributions,
    "coreference": references,
}


def beside(scores: dict[str, float], floors: dict[str, float]) -> tuple[dict[str, Any], bool]:
    """Scores with their floors, and whether all hold; a floor without its score is one that fell."""
    line: dict[str, Any] = {key: round(value, 1) for key, value in scores.items()}
    fallen = [key for key, floor in floors.items() if key not in line or line[key] < floor]
    if floors:
        line["floors"] = floors
    if fallen:
        line["fallen"] = fallen
    return line, not fallen


def main() -> int:
    """Run every check, or those named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("checks", nargs="*", metavar="NAME", help=", ".join(CHECKS))
    asked = parser.parse_args()
    if unknown := set(asked.checks) - set(CHECKS):
        parser.error(f"no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
    if not SHARED.is_dir():
        print(f"quality: skipped, no folder {SHARED.name} beside the project")
        return 0
    floors = tomllib.loads((Path(__file__).parent / "language.toml").read_text(encoding="utf-8"))
    engine = Engine(asked.weights)
    good = True
    for name in asked.checks or CHECKS:
        begin = time.perf_counter()
        line, holds = beside(CHECKS[name](engine, SHARED), floors.get(name, {}))
        good = good and holds
        print(json.dumps({"check": name, **line, "seconds": round(time.perf_counter() - begin)}), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
