"""Series of daily bulletins held against their gold numbers: `python -m quality series`.

Goes in: `series/bulletins-dev.jsonl` of the shared corpora (a bulletin a day; gold numbers by outcome and scope, typed
in by those who keep the public data set), and what `onrecord series killed FILE --json` prints for it, nothing else.
Comes out: a JSON line, in percent.

The gold's day is the bulletin's publication day. `cumulative`: of the days with a gold number of scope `cumulative`,
how many have exactly that number as the point of that day on the cumulative line. Which line that is, is not chosen by
its numbers: it counts anybody, in the outlet's own words, from the earliest day of all cumulative lines. A day without
a point, or with other numbers beside it, is wrong. `since_ceasefire`: the same of the line that counts from the next
later day. `apart`: of the points of all cumulative lines that count anybody, how many are gold numbers of a cumulative
scope of that day; a period's or an incident's number there is wrong. `period_apart`: of the points of other lines, how
many are no gold number of a cumulative scope. A gold number counts where it is asked for, whether it stands in the text
or was filled in by those who keep the data.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from quality import SHARED

BULLETINS = Path("data", "series", "bulletins-dev.jsonl")
Lines = list[dict[str, Any]]
Gold = dict[str, dict[str, set[int]]]  # by day and scope


def gold(path: Path, outcome: str = "killed") -> Gold:
    """The gold numbers of an outcome, by day and scope."""
    days: Gold = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        scopes = days.setdefault(report["published"][:10], {})
        for one in report["gold"]:
            if one["outcome"] == outcome:
                scopes.setdefault(one["scope"], set()).add(one["value"])
    return days


def series(path: Path, outcome: str = "killed") -> Lines:
    """The lines that the command prints."""
    command = [sys.executable, "-m", "onrecord", "series", outcome, str(path), "--json"]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def score(lines: Lines, days: Gold) -> dict[str, Any]:
    """The shares, in percent, and what they are of."""
    anybody = [line for line in lines if line["counted"] is None and line["source"] is None]
    running = [line for line in anybody if line["kind"] == "cumulative"]
    by_window = sorted((line for line in running if len(line["window"] or "") == 10), key=lambda line: line["window"])
    asked = {"cumulative": by_window[:1], "since_ceasefire": by_window[1:2]}
    result: dict[str, Any] = {}
    for scope, found in asked.items():
        right, total = _right(found, days, scope)
        result[scope] = _share(right, total)
        result[f"{scope}_days"] = total
        result[f"{scope}_right"] = right
    whole = {day: _cumulative(scopes) for day, scopes in days.items()}
    apart = [value in whole[day] for line in running for day, value in _points(line)]
    others = [line for line in lines if line["kind"] != "cumulative"]
    away = [value not in whole[day] for line in others for day, value in _points(line)]
    return result | {
        "apart": _share(sum(apart), len(apart)),
        "points_apart": len(apart),
        "period_apart": _share(sum(away), len(away)),
        "points_period": len(away),
        "lines": len(lines),
    }


def _right(lines: Lines, days: Gold, scope: str) -> tuple[int, int]:
    points: dict[str, list[Any]] = {}
    for line in lines:
        for point in line["points"]:
            points.setdefault(point["day"], []).append(None if point["beside"] else point["value"])
    asked = {day: scopes[scope] for day, scopes in days.items() if scope in scopes}
    right = sum(len(points.get(day, [])) == 1 and points[day][0] in values for day, values in asked.items())
    return right, len(asked)


def _cumulative(scopes: dict[str, set[int]]) -> set[int]:
    return {value for scope, values in scopes.items() if scope.startswith(("cumulative", "since")) for value in values}


def _points(line: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(point["day"], point["value"]) for point in line["points"]]


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def main(arguments: list[str]) -> int:
    """Print the scores of the bulletins, or of the file named."""
    path = Path(arguments[0]) if arguments else SHARED / BULLETINS
    if not path.is_file():
        print(f"quality: skipped, no file {path.name}")
        return 0
    print(json.dumps(score(series(path), gold(path))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
