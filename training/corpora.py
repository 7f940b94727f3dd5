"""A data folder → corpora: `Passage`s with what each corpus tells of them; what it does not tell is left out.

Which corpus is read how, and under which licence, is in docs/model-card.md. A document is held apart from training
where its corpus has no part of its own to test with: by the parity of the SHA-256 of its id, odd is held.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.analyse.network.rows import touched
from training.appeals import appeals
from training.passages import Attribution, Passage, Range, Trees, prose

NAMES = {
    "Person": "person",
    "PER": "person",
    "Organization": "organisation",
    "ORG": "organisation",
    "Location": "place",
    "Facility": "place",
    "LOC": "place",
    "NORP": "norp",
}
SUBTYPES = frozenset({"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "acl:relcl", "compound:prt", "nmod:poss"})
# The words, and marks, that what modifies a noun from behind begins with.
BEHIND = frozenset({
    "of", "in", "at", "on", "for", "from", "with", "by", "to", "who", "which", "that", "whose", "where", ",", "(",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Passages and how often they are read in all."""

    name: str
    passages: list[Passage]
    passes: float


def load(data: Path, *, open_only: bool = False, everything: bool = False) -> list[Corpus]:
    """The corpora of a folder; `open_only` leaves out those without an open licence, `everything` holds none apart."""
    language, attribution = data / "language", data / "attribution"
    gum = list(trees(language / "ud-gum-train.jsonl", named=open_only))
    ewt = list(trees(language / "ud-ewt-train.jsonl"))
    apart = {row["id"] for row in rows(language / "ud-gum-dev.jsonl")}
    coref = coreference(language / "coref-train.jsonl", skip=apart, everything=everything)
    other = attributions(attribution / "gum-other.jsonl", nested=True, skip=apart, everything=everything)
    shared = [
        Corpus(name="coreference", passages=list(headed(coref, gum)), passes=6),
        Corpus(name="gum-attributions", passages=list(other), passes=6),
    ]
    if open_only:
        appealed = appeals(attribution / "factappeal-train.csv")
        return [
            Corpus(name="ewt", passages=ewt, passes=9),
            Corpus(name="gum", passages=gum, passes=9),
            *shared,
            Corpus(name="factappeal", passages=list(appealed), passes=8),
        ]
    reports = attributions(attribution / "polnear-train.jsonl", everything=True)
    world = newswire(language / "worldwide-ner-train.jsonl", everything=everything)
    return [
        Corpus(name="trees", passages=ewt + gum, passes=9),
        *shared,
        Corpus(name="polnear", passages=list(reports), passes=5),
        Corpus(name="newswire", passages=list(world), passes=2),
    ]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held(key: str) -> bool:
    """Whether a document is held apart from training: the hash of its id is odd."""
    return hashlib.sha256(key.encode()).digest()[-1] % 2 == 1


def trees(path: Path, *, named: bool = False) -> Iterator[Passage]:
    """Universal Dependencies, sentences of one document in a row: passages with trees, and names if asked for."""
    for row in rows(path):
        words: list[str] = []
        begins: list[int] = []
        names: list[str] = []
        found = Trees(upos=[], xpos=[], lemma=[], heads=[], relations=[])
        for sentence in row["sentences"]:
            at = len(words)
            begins.append(at)
            words += sentence["words"]
            names += map(_name, sentence["ner"]) if named else ()
            found.upos.extend(sentence["upos"])
            found.xpos.extend(sentence["xpos"])
            found.lemma.extend(sentence["lemma"])
            found.heads.extend(head - 1 + at if head else -1 for head in sentence["heads"])
            found.relations.extend(map(relation, sentence["deps"]))
        yield Passage(
            id=row["id"], words=words, begins=begins, true_begins=True, trees=found, names=names if named else None
        )


def relation(name: str) -> str:
    """A relation without its subtype, but for the subtypes that facts are read from."""
    return name if name in SUBTYPES else name.split(":")[0]


def newswire(path: Path, *, everything: bool = False) -> Iterator[Passage]:
    """Names in world news: passages with names. A list of words is a paragraph."""
    for row in rows(path):
        if held(row["id"]) and not everything:
            continue
        words: list[str] = []
        names: list[str] = []
        begins: list[int] = []
        breaks: set[int] = set()
        for paragraph, tags in zip(row["sentences"], row["tags"], strict=True):
            breaks.add(len(words))
            begins += _begins(paragraph, len(words), {".", "!", "?"})
            words += paragraph
            names += map(_name, tags)
        yield Passage(id=row["id"], words=words, begins=begins, breaks=frozenset(breaks), names=names)


def _name(tag: str) -> str:
    """A corpus's BIO tag in the kinds of names that the network tells."""
    prefix, _, kind = tag.partition("-")
    return f"{prefix}-{NAMES[kind]}" if kind in NAMES else "O"


def _begins(words: list[str], at: int, ends: set[str]) -> list[int]:
    """Where sentences may begin in words that begin at word `at` of a document: after each word of `ends`."""
    return [at + number for number in range(len(words)) if number == 0 or words[number - 1] in ends]


def attributions(
    path: Path, *, nested: bool = False, skip: Iterable[str] = (), everything: bool = False
) -> Iterator[Passage]:
    """Reports with source, cue and content spans over their text: passages with attributions."""
    skipped = frozenset(skip)
    for row in rows(path):
        if row["id"] in skipped or (held(row["id"]) and not everything):
            continue
        passage, offsets = prose(row["id"], row["text"])
        found = [_attribution(gold, offsets) for gold in row["gold"]]
        yield replace(passage, nested=nested, attributions=found)


def _attribution(gold: dict[str, Any], offsets: list[Range]) -> Attribution:
    """An attribution whose parts are spans of characters, in ranges of words."""
    # A part's first span may touch no word: then it has no cue.
    cue, source, content = ([touched(offsets, a, b) for a, b in gold[part]] for part in ("cue", "source", "content"))
    return Attribution(
        cue=cue[0] if cue else None,
        source=[span for span in source if span],
        content=[span for span in content if span],
        negative=gold.get("negative"),
    )


def coreference(path: Path, *, skip: Iterable[str] = (), everything: bool = False) -> Iterator[Passage]:
    """Clusters of mentions over the words of a document: passages with clusters."""
    skipped = frozenset(skip)
    for row in rows(path):
        if row["id"] in skipped or (held(row["id"]) and not everything):
            continue
        words: list[str] = []
        begins: list[int] = []
        for sentence in row["sentences"]:
            begins += _begins(sentence, len(words), {".", "!", "?", ".”", '."'})
            words += sentence
        clusters = [[(a, b) for a, b in cluster] for cluster in row["clusters"]]
        heads = {span: mention_head(words, span) for cluster in clusters for span in cluster}
        yield Passage(id=row["id"], words=words, begins=begins, clusters=clusters, mention_heads=heads)


def mention_head(words: list[str], span: Range) -> int:
    """The head of a mention without a tree: the last word before what modifies it from behind."""
    start, end = span
    end = next((at for at in range(start + 1, end) if words[at].lower() in BEHIND), end)
    while end - start > 1 and (not words[end - 1][0].isalnum() or words[end - 1] in {"'s", "’s"}):
        end -= 1
    return end - 1


def headed(passages: Iterable[Passage], treed: Iterable[Passage]) -> Iterator[Passage]:
    """The same passages, mentions headed by the trees of the same document where its words are the same."""
    forest = {passage.id: passage for passage in treed}
    for passage in passages:
        tree = forest.get(passage.id)
        if tree is None or tree.trees is None or tree.words != passage.words:
            yield passage
            continue
        heads = tree.trees.heads
        yield replace(
            passage,
            mention_heads={
                (a, b): next((at for at in range(a, b) if not a <= heads[at] < b), b - 1)
                for a, b in passage.mention_heads
            },
        )
