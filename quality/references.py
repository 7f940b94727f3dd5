"""Coreference as the engine reads it: pronouns with the right antecedent, and the CoNLL F1 of exact spans.

Goes in: the engine and the folder of shared corpora. Comes out: `pronouns`, the share of personal pronouns with an
earlier gold mention whose antecedent is one; `pronouns_linked`, the share that has any; `conll` and its three parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from onrecord.analyse.network.engine import Engine
from onrecord.analyse.network.reading import Range, Reading, ReferenceRead
from quality.coreference import Cluster, Conll
from quality.marked import cuts, held, rows, starts

_DIALOGUE = frozenset({"interview", "conversation", "vlog"})
_PRONOUNS = frozenset(
    {
        *("he", "she", "it", "they", "him", "her", "them"),
        *("his", "hers", "its", "their", "theirs"),
        *("himself", "herself", "itself", "themself", "themselves"),
    }
)


def references(engine: Engine, shared: Path) -> dict[str, float]:
    """The scores on the documents of GUM that are no dialogue and were held apart from training."""
    n: Counter[str] = Counter()
    conll = Conll()
    for row in rows(shared / "data" / "language" / "coref-train.jsonl"):
        if not row["id"].startswith("GUM_") or row["genre"] in _DIALOGUE or not held(row["id"]):
            continue
        words = [word for sentence in row["sentences"] for word in sentence]
        reading = engine.read(words, cuts(words, starts(row["sentences"])), ())
        gold = [frozenset((a, b) for a, b in cluster) for cluster in row["clusters"]]
        conll.add(gold, clusters(reading))
        _pronouns(words, gold, reading, n)
    return {
        "pronouns": 100 * n["right"] / n["pronouns"],
        "pronouns_linked": 100 * n["linked"] / n["pronouns"],
        "conll": conll.f1(),
        "muc": conll.muc.f1(),
        "b_cubed": conll.b_cubed.f1(),
        "ceaf_e": conll.ceaf.f1(),
    }


def clusters(reading: Reading) -> list[Cluster]:
    """The chains of antecedents as sets of ranges; of two references with the same words the first counts."""
    chain: list[int] = []
    members: dict[int, set[Range]] = defaultdict(set)
    seen: set[Range] = set()
    for number, found in enumerate(reading.references):
        chain.append(number if found.antecedent is None else chain[found.antecedent])
        if found.words not in seen:
            seen.add(found.words)
            members[chain[-1]].add(found.words)
    return [frozenset(cluster) for cluster in members.values()]


def _pronouns(words: list[str], gold: list[Cluster], reading: Reading, n: Counter[str]) -> None:
    by_words: dict[Range, Any] = {found.words: found for found in reading.references}
    for cluster in gold:
        for start, end in cluster:
            before = [span for span in cluster if span[1] <= start]
            if end - start != 1 or words[start].lower() not in _PRONOUNS or not before:
                continue
            n["pronouns"] += 1
            found = by_words.get((start, end))
            if found is None or found.antecedent is None:
                continue
            n["linked"] += 1
            n["right"] += any(_same(reading.references[found.antecedent], span, reading.heads) for span in before)


def _same(found: ReferenceRead, span: Range, heads: list[int]) -> bool:
    """Whether a reference is that mention: the same words, or its head is the mention's head in the engine's tree."""
    start, end = span
    return found.words == span or (start <= found.head < end and not start <= heads[found.head] < end)
