"""Which reports tell of the same incident: `python -m quality.groups` (with `--fit`: fit its weights anew).

Goes in: the development file of groups (local US news of shootings, each report with its incident), and the world news
with pairs that were judged by eye (`world_pairs.tsv`). Comes out: scores by B-cubed and by pairs, and how many pairs of
world news are bound, and rightly; twice:

- crossed: the odds of a pair come from weights fitted on the incidents of other parts (five parts, by the hash of the
  incident), neither report's own part among them;
- shipped: with the weights in `incidents.tsv`, which are fitted on all of these reports.

The crossed figures are the honest ones. First comes how many of the pairs that families put together have the same
incident. `--fit` writes `incidents.tsv` and `commonness.tsv`. Pairs are fitted on twice, the second time without any
date, so that undated reports are judged by the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord import codec, pipeline
from onrecord.model import Report
from onrecord.model.trace import Trace
from onrecord.relate import families, grouping, incidents, rarity, traces
from onrecord.relate.linking import keys_of
from onrecord.relate.shelf import Memory
from onrecord.settings import Settings
from quality import SHARED

Floats = npt.NDArray[np.float64]
GOLD = Path("data/groups/gva-groups-dev.jsonl")
CORPORA = ("data/articles/worldwide.jsonl", "data/attribution/polnear-train.jsonl", "data/groups/gva-groups-dev.jsonl")
WORLD = Path("data/articles/worldwide.jsonl")
JUDGED = Path(__file__).with_name("world_pairs.tsv")
PARTS = 5
STRANGERS = 3  # how often a pair of world news counts: of reports that are read, most tell of different things
PENALTY = 1.0  # on the squares of the weights
COMMON = 10  # of a thousand reports, from which a word is not rare
GROWING = (
    "words",
    "words, root",
    "rare words",
    "first words",
    "people",
    "people at first",
)  # may speak for a pair alone: see `relate.incidents`
HEADER = """# How much each sign tells that two reports are of the same incident; `incidents.py` adds them up (logistic
# regression). Fitted on the development file of groups (local US news, 2013-2017) and on pairs of world news judged by
# eye, by `python -m quality.groups --fit`, which shows how well they do.
# sign	what two reports have in common, or what sets them apart
# weight	log odds for each 1 of it
"""
WORDS = """# How common a word is in news: in how many of a thousand reports it stands in lower case, so that no name is
# counted. Counted by `python -m quality.groups --fit` over three development corpora (world news, US politics, US local
# news); of each word the share in the corpus where it is most common, if 10 or more. What is not here is rare.
# word	without case
# share	of a thousand reports
"""


def main() -> int:
    """Print the scores; fit the weights where asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", nargs="?", type=Path, default=SHARED)
    options.add_argument("--fit", action="store_true", help="write the weights")
    options.add_argument("--records", type=Path, help="what `onrecord read --json` printed of the development file")
    options.add_argument("--world", type=Path, help="and of the world news")
    given = options.parse_args()
    path = given.shared / GOLD
    if not path.exists():
        print(f"{path}: is not there, nothing is scored")
        return 0
    gold = {row["id"]: str(row["gold"]["incident"]) for row in map(json.loads, path.read_text("utf-8").splitlines())}
    if given.fit:
        traces.COMMONNESS.write_text(WORDS + _commonness(given.shared), encoding="utf-8")
    found = {report.key or "": traces.trace(report) for report in _reports(path, given.records)}
    world = {report.key or "": traces.trace(report) for report in _reports(given.shared / WORLD, given.world)}
    pairs = list(_pairs(found, gold))
    undated = list(_pairs({key: _undated(each) for key, each in found.items()}, gold))
    worldwide = _judged(list(_pairs(world, {key: key for key in world})))
    all_pairs = [*pairs, *undated, *worldwide * STRANGERS]
    atoms = _families(found)
    together = [gold[one] == gold[other] for atom in atoms for one, other in combinations(sorted(atom), 2)]
    print(f"families: {len(together)} pairs, {100 * sum(together) / max(1, len(together)):.1f} % of one incident")
    print("crossed:", scores(_grouped(atoms, pairs, _crossed(pairs, all_pairs)), gold))
    print("world, crossed:", _of_world(worldwide, _crossed(worldwide, all_pairs)))
    names = sorted({sign for each in all_pairs for sign in each.signs})
    weights = _fitted(all_pairs, names)
    if given.fit:
        lines = [f"{name}\t{weights[name]:.3f}\n" for name in names]
        incidents.WEIGHTS.write_text(HEADER + "".join(lines), encoding="utf-8")
    print("fitted:", scores(_grouped(atoms, pairs, [_odds(each, weights) for each in pairs]), gold))
    print("world, fitted:", _of_world(worldwide, [_odds(each, weights) for each in worldwide]))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports: their signs, the parts that their incidents are in, and whether that is one incident."""

    one: str
    other: str
    signs: Mapping[str, float]
    parts: frozenset[int]
    right: bool


def scores(groups: Sequence[set[str]], gold: Mapping[str, str]) -> dict[str, float]:
    """B-cubed and pairwise, in percent."""
    of = Counter(gold.values())
    precision = recall = both = 0.0
    for group in groups:
        inside = Counter(gold[key] for key in group)
        precision += sum(count * count for count in inside.values()) / len(group)
        recall += sum(count * count / of[incident] for incident, count in inside.items())
        both += sum(comb(count, 2) for count in inside.values())
    together, same = sum(comb(len(group), 2) for group in groups), sum(comb(count, 2) for count in of.values())
    cubed = _harmonic(precision / len(gold), recall / len(gold))
    paired = _harmonic(both / together if together else 0.0, both / same)
    return {"bcubed": cubed, "pairwise": paired, "pairs": together, "pairs right": both}


def _harmonic(precision: float, recall: float) -> float:
    return round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0


def _reports(path: Path, records: Path | None) -> Iterator[Report]:
    if records is not None:
        with records.open("rb") as lines:
            yield from (codec.decode(line) for line in lines)
        return
    for read in pipeline.read_all([str(path)], Settings()):
        if isinstance(read, Report):
            yield read


def _undated(trace: Trace) -> Trace:
    return replace(trace, day=None, days=())


def _pairs(found: Mapping[str, Trace], gold: Mapping[str, str]) -> Iterator[Pair]:
    """Every pair that has signs."""
    shelf = Memory()
    shelf.put(found, {key: keys_of(each) for key, each in found.items()})
    sights = {key: rarity.Sight(each) for key, each in found.items()}
    keys = {key for one, other in combinations(sights.values(), 2) for key in rarity.pair_keys(one, other)}
    left = rarity.Rarity(shelf.tallies(keys))
    for one, other in combinations(sorted(found), 2):
        seen = incidents.signs(sights[one], sights[other], left)
        if seen is not None:
            parts = frozenset((_part(gold[one]), _part(gold[other])))
            yield Pair(one=one, other=other, signs=seen, parts=parts, right=gold[one] == gold[other])


def _judged(pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs of world news as they were judged by eye, without those that were left open."""
    lines = (line.split("\t") for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#"))
    by = {(one, other): judged for one, other, judged in lines}
    known = ((pair, by.get((pair.one, pair.other), "different")) for pair in pairs)
    return [replace(pair, right=judged == "same") for pair, judged in known if judged != "open"]


def _of_world(pairs: Sequence[Pair], odds: Sequence[float]) -> dict[str, int]:
    """How many pairs are bound, how many of them rightly, and how many should be."""
    bound = [pair for pair, value in zip(pairs, odds, strict=True) if 1000 * value >= grouping.JOINED]
    return {"bound": len(bound), "right": sum(pair.right for pair in bound), "same": sum(pair.right for pair in pairs)}


def _part(incident: str) -> int:
    return int(hashlib.sha256(incident.encode()).hexdigest(), 16) % PARTS


def _families(found: Mapping[str, Trace]) -> list[frozenset[str]]:
    """Reports of one wording, by every pair."""
    holders: dict[int, set[str]] = defaultdict(set)
    for key, each in found.items():
        for number in each.prints:
            holders[number].add(key)
    leads = {number: len({found[key].lead for key in keys}) for number, keys in holders.items()}
    standing = {number for number, keys in holders.items() if rarity.is_boilerplate(leads[number], len(keys))}
    edges = [
        (one, other)
        for one, other in combinations(sorted(found), 2)
        if (bond := families.kinship(found[one], found[other], standing)) and bond.kind == "copy"
    ]
    return [frozenset(piece) for piece in grouping.pieces(found, edges)]


def _grouped(atoms: list[frozenset[str]], pairs: Sequence[Pair], odds: Iterable[float]) -> list[set[str]]:
    told = {(pair.one, pair.other): round(1000 * value) for pair, value in zip(pairs, odds, strict=True)}
    return grouping.clusters(atoms, {pair: value for pair, value in told.items() if value >= incidents.KEPT}, ())


def _crossed(pairs: Sequence[Pair], fitted_on: Sequence[Pair]) -> list[float]:
    """The odds of every pair, by weights that neither of its incidents had a part in."""
    names = sorted({sign for each in fitted_on for sign in each.signs})
    weights = {
        parts: _fitted([each for each in fitted_on if not each.parts & parts], names)
        for parts in {each.parts for each in pairs}
    }
    return [_odds(each, weights[each.parts]) for each in pairs]


def _odds(pair: Pair, weights: Mapping[str, float]) -> float:
    return sum(weights[sign] * value for sign, value in pair.signs.items())


def _fitted(pairs: Sequence[Pair], names: Sequence[str]) -> dict[str, float]:
    """Weights by Newton's method; those that must not be negative are held at 0."""
    table = np.array([[pair.signs.get(name, 0.0) for name in names] for pair in pairs])
    right = np.array([float(pair.right) for pair in pairs])
    held = np.zeros(len(names), dtype=bool)
    while True:
        weights: Floats = np.zeros(len(names))
        free = np.flatnonzero(~held)
        some = table[:, free]
        for _ in range(30):
            told = 1 / (1 + np.exp(-np.clip(some @ weights[free], -30, 30)))
            slope = some.T @ (told - right) + PENALTY * weights[free]
            curve = (some * (told * (1 - told))[:, None]).T @ some + PENALTY * np.eye(len(free))
            weights[free] -= np.linalg.solve(curve, slope)
        wrong = np.array([name in GROWING and weights[at] < 0 for at, name in enumerate(names)])
        if not wrong.any():
            return {name: float(weight) for name, weight in zip(names, weights, strict=True)}
        held |= wrong


def _commonness(shared: Path) -> str:
    most: Counter[str] = Counter()
    for name in CORPORA:
        rows = [json.loads(line) for line in (shared / name).read_text("utf-8").splitlines()]
        counted = Counter(word for row in rows for word in set(_lower(row["text"])))
        for word, count in counted.items():
            share = round(1000 * count / len(rows))
            if share >= COMMON:
                most[word] = max(most[word], share)
    return "".join(f"{word}\t{share}\n" for word, share in sorted(most.items()))


def _lower(text: str) -> Iterator[str]:
    return (
        word
        for word in re.findall(r"[^\W_]+", text.replace("’", "'").replace("'s", ""))
        if word.islower() and word.isalpha()
    )


if __name__ == "__main__":
    sys.exit(main())
