"""FactAppeal: sentences with a tagged source and the fact that is appealed to, as passages with attributions.

In: the CSV file of the corpus. Out: a `Passage` a sentence. The cue is not tagged: what stands between the source and
the content nearest to it, without commas, is taken for the cue where it is six words or fewer. A sentence whose tags
give no attribution is left out; one without tags is kept, with none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.analyse.network.rows import touched
from training.passages import Attribution, Passage, Range, prose

LONGEST_CUE = 6  # words
_TAG = re.compile(r"<(/?)([A-Za-z_]+)(?::([A-Za-z_:]+))?>")
_MARKS = frozenset({",", ".", '"', "”", "'", "’", "“", "‘"})
_CLOSING = _MARKS - {"“", "‘"}
_OPENING = _MARKS - {".", "”", "’"}


def appeals(path: Path) -> Iterator[Passage]:
    """The sentences of a file, each a passage of its own."""
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            text, spans = _untag(row["annotation"])
            passage, offsets = prose(f"factappeal-{number}", text)
            parts: dict[str, list[Range]] = {"Source": [], "Fact_Appeal": []}
            for name, start, end in spans:
                span = touched(offsets, start, end)
                if span and name in parts:
                    parts[name].append(span)
            found = _attributions(passage.words, parts["Source"], parts["Fact_Appeal"])
            if found or not (parts["Source"] or parts["Fact_Appeal"]):
                yield replace(passage, attributions=found)


def _attributions(words: list[str], sources: list[Range], contents: list[Range]) -> list[Attribution]:
    """The one attribution of a sentence with one source and one content; none where no cue is found."""
    if len(sources) != 1 or len(contents) != 1:
        return []
    content = _trimmed(words, contents[0])
    cue = _cue(words, sources[0], content)
    return [Attribution(cue=cue, source=[_trimmed(words, sources[0])], content=[content])] if cue else []


def _untag(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its tags, and the name, start and end of what each pair of tags stood around."""
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


def _trimmed(words: list[str], span: Range) -> Range:
    """A range without the marks at its ends, of one word at least."""
    start, end = span
    while end - start > 1 and words[end - 1] in _CLOSING:
        end -= 1
    while end - start > 1 and words[start] in _OPENING:
        start += 1
    return start, end


def _cue(words: list[str], source: Range, content: Range) -> Range | None:
    """The words between source and content; the word behind a source that follows its content at once."""
    if source[1] <= content[0]:
        start, end = source[1], content[0]
    else:
        start, end = content[1], source[0]
        if not any(word[0].isalpha() for word in words[start:end]):  # “…,” the mayor said on Monday.
            start, end = source[1], min(len(words), source[1] + 1)
    while start < end and (not words[start][0].isalpha() or words[start].lower() == "that"):
        start += 1
    while end > start and (not words[end - 1][0].isalpha() or words[end - 1].lower() in {"that", "the", "a"}):
        end -= 1
    return (start, end) if 0 < end - start <= LONGEST_CUE else None
