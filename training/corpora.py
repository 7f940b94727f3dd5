"""Corpora → stretches of words with what is known of each word; what a corpus does not say is left out.

Every reader yields `Passage`s: whole documents, never cut. Which corpus is read how, and under which licence, is
in docs/model-card.md. A document is held apart from training where the corpus asks for it (`held`): by the
parity of the SHA-256 of its id, odd is held.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.acquire import from_text
from onrecord.analyse import sentences, tokens
from onrecord.analyse.network.words import words
from onrecord.model import Document

Range = tuple[int, int]
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
_HEAD_ENDS = {
    "of",
    "in",
    "at",
    "on",
    "for",
    "from",
    "with",
    "by",
    "to",
    "who",
    "which",
    "that",
    "whose",
    "where",
    ",",
    "(",
}


class Attribution(NamedTuple):
    """Ranges of words: one cue (None where there is none), its source's and its content's stretches."""

    cue: Range | None
    source: list[Range]
    content: list[Range]
    negative: bool | None


@dataclass(slots=True)
class Passage:
    """A document's words. Each list that is not None has a value for every word (None: not known of this one).

    `begins` are the places where a sentence may be cut from what is before it; `breaks` where a line begins.
    Heads count from 0, -1 is the root; `clusters` are ranges of words with the same referent.
    """

    id: str
    words: list[str]
    begins: list[int]
    breaks: set[int] = field(default_factory=set)
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[str] | None = None
    true_begins: bool = False
    attributions: list[Attribution] | None = None
    nested: bool = False
    clusters: list[list[Range]] | None = None
    mention_heads: dict[Range, int] = field(default_factory=dict)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held(key: str) -> bool:
    """Whether a document is held apart from training: the hash of its id is odd."""
    return hashlib.sha256(key.encode()).digest()[-1] % 2 == 1


def trees(path: Path) -> Iterator[Passage]:
    """Universal Dependencies: sentences with part of speech, lemma, heads and relations without subtypes but for the passive."""
    for row in rows(path):
        passage = Passage(
            id=row["id"], words=[], begins=[], upos=[], xpos=[], lemma=[], heads=[], relations=[], true_begins=True
        )
        for sentence in row["sentences"]:
            at = len(passage.words)
            passage.begins.append(at)
            passage.words += sentence["words"]
            passage.upos += sentence["upos"]  # type: ignore[operator]
            passage.xpos += sentence["xpos"]  # type: ignore[operator]
            passage.lemma += sentence["lemma"]  # type: ignore[operator]
            passage.heads += [head - 1 + at if head else -1 for head in sentence["heads"]]  # type: ignore[operator]
            passage.relations += [relation(name) for name in sentence["deps"]]  # type: ignore[operator]
        yield passage


def relation(name: str) -> str:
    """A relation with the subtypes that facts are read from."""
    return (
        name
        if name in {"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "acl:relcl", "compound:prt", "nmod:poss"}
        else name.split(":")[0]
    )


def newswire(path: Path, *, parity: int | None = 0) -> Iterator[Passage]:
    """Names in world news: a list of words is a paragraph. `parity` None takes all documents."""
    for row in rows(path):
        if parity is not None and held(row["id"]) != bool(parity):
            continue
        passage = Passage(id=row["id"], words=[], begins=[], names=[])
        for paragraph, tags in zip(row["sentences"], row["tags"], strict=True):
            passage.breaks.add(len(passage.words))
            passage.begins.append(len(passage.words))
            for number, (word, tag) in enumerate(zip(paragraph, tags, strict=True)):
                if number and paragraph[number - 1] in {".", "!", "?"}:
                    passage.begins.append(len(passage.words))
                passage.words.append(word)
                prefix, _, kind = tag.partition("-")
                passage.names.append(f"{prefix}-{NAMES[kind]}" if kind in NAMES else "O")  # type: ignore[union-attr]
        yield passage


def attributions(
    path: Path, *, nested: bool = False, skip: Iterable[str] = (), parity: int | None = None
) -> Iterator[Passage]:
    """Reports with source, cue and content spans over their text."""
    skipped = set(skip)
    for row in rows(path):
        if row["id"] in skipped or parity is not None and held(row["id"]) != bool(parity):
            continue
        passage, offsets = prose(row["id"], row["text"])
        passage.nested = nested
        passage.attributions = []
        starts = [start for start, _ in offsets]
        for gold in row["gold"]:
            cue, source, content = (
                [_range(starts, offsets, a, b) for a, b in gold[part]] for part in ("cue", "source", "content")
            )
            passage.attributions.append(
                Attribution(
                    cue[0] if cue else None, [s for s in source if s], [c for c in content if c], gold.get("negative")
                )
            )
        yield passage


def prose(key: str, text: str) -> tuple[Passage, list[Range]]:
    """The words of a text as it is read at run time, with their offsets."""
    document = from_text(text)
    assert isinstance(document, Document)
    found = tuple(tokens(document))
    offsets = words(document.text, found)
    index = {start: number for number, (start, _) in enumerate(offsets)}
    begins = [index[sentence.start] for sentence in sentences(document, found)]
    lines = {
        number
        for number, (start, _) in enumerate(offsets)
        if number == 0 or "\n" in text[offsets[number - 1][1] : start]
    }
    return Passage(id=key, words=[text[a:b] for a, b in offsets], begins=begins, breaks=lines), offsets


def _range(starts: list[int], offsets: list[Range], start: int, end: int) -> Range | None:
    """The words that a span of characters touches."""
    from bisect import bisect_left, bisect_right

    first = max(0, bisect_right(starts, start) - 1)
    if first < len(offsets) and offsets[first][1] <= start:
        first += 1
    last = bisect_left(starts, end)
    return (first, last) if first < last else None


_TAG = re.compile(r"<(/?)([A-Za-z_]+)(?::([A-Za-z_:]+))?>")


def appeals(path: Path) -> Iterator[Passage]:
    """FactAppeal: sentences with a tagged source and the fact that is appealed to; the cue is not tagged.

    What stands between the source and the content nearest to it, without commas, is taken for the cue where it is
    six words or fewer.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            text, spans = _untag(row["annotation"])
            passage, offsets = prose(f"factappeal-{number}", text)
            starts = [start for start, _ in offsets]
            passage.attributions = []
            sources = [r for name, a, b in spans if name == "Source" and (r := _range(starts, offsets, a, b))]
            contents = [
                _trimmed(passage.words, r)
                for name, a, b in spans
                if name == "Fact_Appeal" and (r := _range(starts, offsets, a, b))
            ]
            if len(sources) == 1 and len(contents) == 1:
                cue = _between(passage.words, sources[0], contents[0])
                if cue:
                    passage.attributions.append(Attribution(cue, [_trimmed(passage.words, sources[0])], contents, None))
            if passage.attributions or not (sources or contents):
                yield passage


def _untag(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, spans, opened, at = "", [], [], 0
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            opened.append((tag[2], len(text)))
        elif opened:
            name, start = opened.pop()
            spans.append((name, start, len(text)))
    return text + marked[at:], spans


def _trimmed(words_: list[str], span: Range) -> Range:
    start, end = span
    while end - start > 1 and words_[end - 1] in {",", ".", '"', "”", "'", "’"}:
        end -= 1
    while end - start > 1 and words_[start] in {",", '"', "“", "'", "‘"}:
        start += 1
    return start, end


def _between(words_: list[str], source: Range, content: Range) -> Range | None:
    if source[1] <= content[0]:
        start, end = source[1], content[0]
    else:
        start, end = content[1], source[0]
        if start == end or all(not w[0].isalpha() for w in words_[start:end]):
            start, end = source[1], min(len(words_), source[1] + 3)  # “…,” the mayor said on Monday.
            while end > start + 1 and not words_[end - 1].isalpha():
                end -= 1
            end = min(end, start + 1)
    while start < end and (not words_[start][0].isalpha() or words_[start].lower() == "that"):
        start += 1
    while end > start and (not words_[end - 1][0].isalpha() or words_[end - 1].lower() in {"that", "the", "a"}):
        end -= 1
    return (start, end) if 0 < end - start <= 6 else None


def coreference(path: Path, *, skip: Iterable[str] = (), parity: int | None = 0, keep: str = "") -> Iterator[Passage]:
    """Clusters of mentions over the words of a document; ids that begin with `keep`."""
    skipped = set(skip)
    for row in rows(path):
        if (
            row["id"] in skipped
            or not row["id"].startswith(keep)
            or parity is not None
            and held(row["id"]) != bool(parity)
        ):
            continue
        passage = Passage(id=row["id"], words=[], begins=[])
        for sentence in row["sentences"]:
            for number, word in enumerate(sentence):
                if number == 0 or sentence[number - 1] in {".", "!", "?", ".”", '."'}:
                    passage.begins.append(len(passage.words))
                passage.words.append(word)
        passage.clusters = [[(a, b) for a, b in cluster] for cluster in row["clusters"]]
        passage.mention_heads = {span: _head(passage.words, span) for cluster in passage.clusters for span in cluster}
        yield passage


def _head(words_: list[str], span: Range) -> int:
    """The head of a mention without a tree: the last word before what modifies it from behind."""
    start, end = span
    for at in range(start + 1, end):
        if words_[at].lower() in _HEAD_ENDS:
            end = at
            break
    while end - start > 1 and (not words_[end - 1][0].isalnum() or words_[end - 1] in {"'s", "’s"}):
        end -= 1
    return end - 1


def with_trees(passages: Iterable[Passage], forest: dict[str, Passage]) -> Iterator[Passage]:
    """The same passages, mentions headed by the trees of the same document where its words are the same."""
    for passage in passages:
        tree = forest.get(passage.id)
        if tree is not None and tree.words == passage.words and tree.heads is not None:
            heads = tree.heads
            passage.mention_heads = {
                (a, b): next((at for at in range(a, b) if not a <= heads[at] < b), b - 1)
                for a, b in passage.mention_heads
            }
        yield passage
