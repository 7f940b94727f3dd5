"""Which block repeats an earlier one: equal words, or a caption that takes up a sentence of the story.

In: blocks in the order of the text. Out: the same blocks with `repeats` set. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from onrecord.model import Block

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+")
_FEWEST = 4  # words that a caption must share with a paragraph; shorter ones agree by chance
_STORY = ("paragraph", "list_item", "subhead", "title")


def with_repeats(blocks: Iterable[Block], story_of: Callable[[str], str]) -> tuple[Block, ...]:
    """Blocks that name the earlier block they repeat; `story_of` takes the credit off a caption."""
    seen: dict[str, int] = {}
    sentences: dict[str, int] = {}
    done: list[Block] = []
    for index, block in enumerate(blocks):
        words = _folded_space(block.span.exact)
        earlier = seen.setdefault(words, index)
        repeats = earlier if earlier < index else None
        if repeats is None and block.kind == "caption":
            repeats = _told(story_of(block.span.exact), sentences)
        if block.kind in _STORY:
            for sentence in _sentences(block.span.exact):
                sentences.setdefault(sentence, index)
        done.append(block if repeats is None else replace(block, repeats=repeats))
    return tuple(done)


def _told(caption: str, sentences: dict[str, int]) -> int | None:
    """The earlier block in which the caption's sentences stand, where all of them stand in it."""
    places = {sentences.get(sentence) for sentence in _sentences(caption)}
    return places.pop() if len(places) == 1 else None


def _sentences(words: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(words):
        tokens = _WORD.findall(sentence.casefold())
        if len(tokens) >= _FEWEST:
            yield " ".join(tokens)


def _folded_space(words: str) -> str:
    return " ".join(words.casefold().split())
