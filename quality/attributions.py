"""Source, cue and content of attributions, as the engine reads them in raw text: exact spans, and links on gold spans.

Goes in: the engine and the folder of shared corpora. Comes out: F1 of the spans that the network tags (`source`,
`cue`, `content`), of those in its attributions (`attributed_*`), and the share of gold spans linked to their cue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from onrecord.acquire import from_text
from onrecord.analyse.network.engine import Engine
from onrecord.analyse.network.reading import Range, Reading
from onrecord.analyse.network.rows import Row, row_of, touched
from onrecord.analyse.quotations import quotations
from onrecord.analyse.sentences import sentences
from onrecord.analyse.tokens import tokens
from onrecord.model import Document
from quality.marked import rows

PARTS = ("source", "cue", "content")


def prose(text: str) -> Row:
    """The words of a text as the program reads it."""
    document = from_text(text)
    if not isinstance(document, Document):
        raise TypeError(document)
    found = tuple(tokens(document))
    return row_of(document, found, sentences(document, found), quotations(document, found))


def attributions(engine: Engine, shared: Path) -> dict[str, float]:
    """The scores on the development part of PolNeAR."""
    n: Counter[str] = Counter()
    for row in rows(shared / "data" / "attribution" / "polnear-dev.jsonl"):
        text = prose(row["text"])
        gold = [
            {part: [found for a, b in one[part] if (found := touched(text.offsets, a, b))] for part in PARTS}
            for one in row["gold"]
        ]
        reading = engine.read(text.words, text.cuts, text.breaks, quotes=text.quotes)
        for part in PARTS:
            want = {span for one in gold for span in one[part]}
            for name, have in ((part, _tagged(reading, part)), (f"attributed_{part}", _attributed(reading, part))):
                n[name] += 2 * len(want & have)
                n[f"{name} of"] += len(want) + len(have)
        _links(engine, text, gold, n)
    scores = {
        name: 100 * n[name] / n[f"{name} of"] for stem in ("", "attributed_") for name in (stem + p for p in PARTS)
    }
    return {**scores, "links": 100 * n["links"] / n["links of"]}


def _tagged(reading: Reading, part: str) -> set[Range]:
    return set({"source": reading.sources, "cue": reading.cues, "content": reading.contents}[part])


def _attributed(reading: Reading, part: str) -> set[Range]:
    """The spans of the attributions whose cue the tagger reads; the doubted ones are weighed by rules afterwards."""
    sure = set(reading.cues)
    if part == "cue":
        return {found.cue for found in reading.attributions if found.cue in sure}
    told = (found.source if part == "source" else found.content for found in reading.attributions if found.cue in sure)
    return {span for spans in told for span in spans}


def _links(engine: Engine, text: Row, gold: list[dict[str, list[Range]]], n: Counter[str]) -> None:
    """Count the first source and the first content of each gold attribution that the engine gives to its cue."""
    cues = sorted({one["cue"][0] for one in gold if one["cue"]})
    right: dict[tuple[str, Range], set[Range]] = defaultdict(set)
    for one in gold:
        for part in ("source", "content"):
            if one["cue"] and one[part]:
                right[part, one[part][0]].add(one["cue"][0])
    parts = list(right)
    for key, chosen in zip(parts, engine.links(text.words, text.cuts, text.breaks, cues, parts), strict=True):
        n["links of"] += 1
        n["links"] += cues[chosen] in right[key]
