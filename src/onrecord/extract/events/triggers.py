"""Words and their heads → the words that tell of an event: verbs, and nouns for what happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.tree import Range, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words for an event: `at` is the one that the tree hangs on, `span` all of them ("broke down")."""

    at: int
    span: Range
    predicate: str
    confidence: float


def triggers(tree: Tree) -> Iterator[Trigger]:
    """Every trigger, in order."""
    for at, word in enumerate(tree.words):
        if word.upos == "VERB":
            yield Trigger(at=at, span=(at, at + 1), predicate=word.lemma.lower(), confidence=0.9)
