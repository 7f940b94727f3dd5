"""Corpora marked by word, read by the engine: trees with lemmas and sentences, and names.

Goes in: the engine and the folder of shared corpora. Comes out: scores by name. Trees and names are scored by the
corpora's own scorer; lemmas, tags of the language and sentence starts are counted here.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.analyse.network.engine import Engine
from onrecord.analyse.network.reading import Reading

ENDS = frozenset({".", "!", "?", "…", "...", ".”", '."'})
_KINDS = {"person": "Person", "organisation": "Organization", "place": "Location", "norp": "NORP"}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held(key: str) -> bool:
    """Whether a document is held apart from training: the SHA-256 of its id is odd."""
    return hashlib.sha256(key.encode()).digest()[-1] % 2 == 1


def starts(sentences: Iterable[list[str]]) -> list[int]:
    """The first word of each sentence."""
    found, at = [], 0
    for sentence in sentences:
        found.append(at)
        at += len(sentence)
    return found


def cuts(words: list[str], more: Iterable[int] = ()) -> list[int]:
    """Where a sentence may begin: after a mark that ends one, and at `more`."""
    return sorted({0, *more, *(at for at in range(1, len(words)) if words[at - 1] in ENDS)})


def trees(engine: Engine, shared: Path, name: str) -> dict[str, float]:
    """Scores of a treebank: the engine is given words and sentences, and for `sentences` the words alone."""
    path = shared / "data" / "language" / name
    n: Counter[str] = Counter()
    predicted = []
    for row in rows(path):
        words = [word for sentence in row["sentences"] for word in sentence["words"]]
        begins = starts(sentence["words"] for sentence in row["sentences"])
        reading = engine.read(words, begins, (), sentences=begins)
        predicted.append({"id": row["id"], "sentences": list(_sentences(row, begins, reading))})
        n["words"] += len(words)
        for key, found in (("lemma", reading.lemmas), ("xpos", reading.tags)):
            gold = [value for sentence in row["sentences"] for value in sentence[key]]
            n[key] += sum(a == b for a, b in zip(gold, found, strict=True))
        free = engine.read(words, cuts(words), ()).begins
        n["hit"] += len(set(free) & set(begins))
        n["starts"] += len(free) + len(begins)
    return {
        **_scored(shared, [], path, predicted),
        **{key: 100 * n[key] / n["words"] for key in ("lemma", "xpos")},
        "sentences": 200 * n["hit"] / n["starts"],
    }


def _sentences(row: dict[str, Any], begins: list[int], reading: Reading) -> Iterator[dict[str, Any]]:
    """What was read, as the corpus writes it: heads count from 1 inside the sentence, 0 is the root."""
    for gold, at in zip(row["sentences"], begins, strict=True):
        end = at + len(gold["words"])
        yield {
            "words": gold["words"],
            "upos": reading.upos[at:end],
            "heads": [head - at + 1 if head >= 0 else 0 for head in reading.heads[at:end]],
            "deps": reading.relations[at:end],
        }


def names(engine: Engine, shared: Path) -> dict[str, float]:
    """F1 of names in the reports held apart from training; a list of words is a paragraph."""
    path = shared / "data" / "language" / "worldwide-ner-train.jsonl"
    gold, predicted = [], []
    for row in rows(path):
        if not held(row["id"]):
            continue
        words = [word for paragraph in row["sentences"] for word in paragraph]
        begins = starts(row["sentences"])
        tags = ["O"] * len(words)
        for name in engine.read(words, cuts(words, begins), frozenset(begins)).names:
            first, last = name.words
            kind = _KINDS[name.kind]
            tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
        gold.append(row)
        parts = zip(begins, [*begins[1:], len(words)], strict=True)
        predicted.append({"id": row["id"], "tags": [tags[start:end] for start, end in parts]})
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as apart:
        _write(apart, gold)
        return _scored(shared, ["names"], Path(apart.name), predicted)


def _scored(shared: Path, mode: list[str], gold: Path, predicted: list[dict[str, Any]]) -> dict[str, float]:
    """What the scorer of the corpora says."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as written:
        _write(written, predicted)
        command = [sys.executable, str(shared / "bench" / "score_language.py"), *mode, str(gold), written.name]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    result: dict[str, float] = json.loads(printed)
    return result


def _write(file: Any, objects: Iterable[dict[str, Any]]) -> None:
    file.writelines(json.dumps(value, ensure_ascii=False) + "\n" for value in objects)
    file.flush()
