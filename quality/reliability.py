"""Whether confidence means something: `python -m quality.reliability` (with `--fit`: fit its weights anew).

Goes in: the development part of PolNeAR, which the engine was not trained on. A statement is right where it is matched
in the sense of the corpus's scorer: its content shares half of its characters with a gold one, and its source any with
that one's; one to one, nested statements apart, which the corpus does not mark. Comes out: the share of statements with
a confidence of 0.9 or more and how many of those are right, and a table of ten bins, twice:

- crossed: the weights that a report is read with are fitted on the other reports (ten parts, by the hash of its id);
- shipped: with the weights in `confidence.tsv`, which are fitted on all of these reports.

The crossed figures are the honest ones. Last comes the share alone, with the shipped weights, on text of other kinds
(interviews, speeches, essays) that nothing was fitted on: the documents of GUM whose id has an odd hash. Contents end
there where discourse units do, so fewer are right. `--fit` writes `confidence.tsv`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord import extract
from onrecord.acquire import from_text
from onrecord.analyse import analyser
from onrecord.extract.statements import confidence
from onrecord.model import Document, Statement
from onrecord.resolve import resolve
from quality import SHARED
from quality.marked import held, rows

Floats = npt.NDArray[np.float64]
PARTS = 10
PENALTY = 3.0  # on the squares of the weights; from 1 to 10 the log loss is the same in two digits
HIGH = 0.9
HEADER = """# How sure each sign makes that a statement is right; `confidence.py` adds them up (a logistic regression).
# Fitted on the development part of PolNeAR by `python -m quality.reliability --fit`, which shows how well they do.
# sign	what speaks for or against a statement
# weight	log odds for each 1 of it
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A statement: its report, its confidence, its signs (none where no network read it), whether it is right."""

    report: str
    confidence: float
    signs: Mapping[str, float]
    right: bool


def judged(path: Path, *, held_apart: bool = False) -> Iterator[Judged]:
    """Every statement of the reports of a file that is not inside another; of those held apart, or of all."""
    by = analyser()
    for row in rows(path):
        if held_apart and not held(row["id"]):
            continue
        document = from_text(row["text"], key=row["id"])
        if not isinstance(document, Document):
            raise TypeError(document)
        (analysis,) = by.analyse([document])
        found = extract.extract(analysis)
        around = confidence.Surroundings(analysis.words, found.mentions)
        told = {each.content: each for each in found.attributions}
        said = [each for each in resolve(analysis, found).statements if each.parent is None]
        right = matched(row["gold"], said)
        for at, statement in enumerate(said):
            one = told[tuple((span.start, span.end) for span in statement.content)]
            yield Judged(
                report=row["id"],
                confidence=statement.confidence,
                signs={} if one.score is None else confidence.signs(one, around),
                right=at in right,
            )


def matched(gold: Sequence[Mapping[str, Any]], said: Sequence[Statement]) -> set[int]:
    """Which statements are right: pairs of contents, the likest first, of which each is taken once."""
    wanted = [_characters(one["content"]) for one in gold]
    have = [_characters((span.start, span.end) for span in one.content) for one in said]
    pairs = sorted(
        (
            (len(a & b) / len(a | b), i, j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(have)
            if 2 * len(a & b) >= len(a | b)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        source, named = said[j].source, _characters(gold[i]["source"])
        sourced = not named or (source is not None and bool(named & set(range(source.start, source.end))))
        if i not in taken and j not in right and sourced:
            taken.add(i)
            right.add(j)
    return right


def _characters(spans: Any) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def fitted(some: Sequence[Judged]) -> dict[str, float]:
    """The weight of each sign: a logistic regression with a penalty, by Newton's method."""
    names = sorted({name for one in some for name in one.signs})
    values = np.array([[one.signs.get(name, 0.0) for name in names] for one in some])
    right = np.array([float(one.right) for one in some])
    weights: Floats = np.zeros(len(names))
    for _ in range(25):
        odds = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (odds - right) + PENALTY * weights
        curve = (values * (odds * (1 - odds))[:, None]).T @ values + PENALTY * np.eye(len(names))
        weights = weights - np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def crossed(some: Sequence[Judged]) -> list[float]:
    """The confidence of each statement by weights that know nothing of its report."""
    parts = [int(hashlib.sha256(one.report.encode()).hexdigest(), 16) % PARTS for one in some]
    weights = [
        fitted([one for one, at in zip(some, parts, strict=True) if one.signs and at != part]) for part in range(PARTS)
    ]
    return [
        confidence.summed(weights[part], one.signs) if one.signs else one.confidence
        for one, part in zip(some, parts, strict=True)
    ]


def table(told: Sequence[float], right: Sequence[bool]) -> str:
    """Ten bins: how many statements, their mean confidence, how many of them are right, in percent."""
    lines = ["| confidence | statements | mean | right |", "|---|---|---|---|"]
    for low in range(10):
        inside = [
            (one, is_right) for one, is_right in zip(told, right, strict=True) if min(9, int(one * 10 + 1e-9)) == low
        ]
        if inside:
            mean = 100 * sum(one for one, _ in inside) / len(inside)
            share = 100 * sum(is_right for _, is_right in inside) / len(inside)
            lines.append(f"| {low / 10} to {(low + 1) / 10} | {len(inside)} | {mean:.1f} | {share:.1f} |")
    return "\n".join(lines)


def high(told: Sequence[float], right: Sequence[bool]) -> str:
    """What part has a high confidence, and how many of it are right."""
    inside = [is_right for one, is_right in zip(told, right, strict=True) if one >= HIGH]
    share, good = 100 * len(inside) / len(told), 100 * sum(inside) / max(1, len(inside))
    return f"{share:.1f} % of {len(told)} statements have {HIGH} or more, and {good:.1f} % of those are right"


def main() -> int:
    """Print both tables, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="write the weights")
    asked = parser.parse_args()
    path = SHARED / "data" / "attribution" / "polnear-dev.jsonl"
    if not path.is_file():
        print(f"quality: skipped, no file {path.name} beside the project")
        return 0
    some = list(judged(path))
    right = [one.right for one in some]
    for name, told in (("crossed", crossed(some)), ("shipped", [one.confidence for one in some])):
        print(f"{name}: {high(told, right)}\n\n{table(told, right)}\n")
    others = list(judged(path.with_name("gum-other.jsonl"), held_apart=True))
    print(f"other text: {high([one.confidence for one in others], [one.right for one in others])}")
    if asked.fit:
        weights = fitted([one for one in some if one.signs])
        lines = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
        confidence.WEIGHTS.write_text(HEADER + lines, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
