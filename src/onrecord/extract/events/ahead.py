"""A word and the times beside it → the words of one that lies ahead: "tomorrow", "next week", "on Monday"."""

from __future__ import annotations

from functools import cache

from onrecord.extract.events.cues import beside
from onrecord.extract.tree import Tree
from onrecord.lexicon import table

_TIMES = ("obl", "nmod", "advmod", "obj")
_PERIODS = ("unit", "weekday", "month", "season", "part")  # classes of `time_words`


def time_ahead(tree: Tree, at: int) -> tuple[int, ...] | None:
    """The words of a time beside a verb that lies ahead."""
    for child in tree.children(at, *_TIMES):
        words = ahead(tree, child)
        if words is None and tree.low(child) in _periods("weekday") and _is_bare(tree, child):
            words = (child,)
        if words:
            return words
    return None


def ahead(tree: Tree, at: int) -> tuple[int, ...] | None:
    if beside("time", tree.low(at)) and tree.words[at].upos != "VERB":
        return (at,)
    if not _is_time(tree, at):
        return None
    return next(((child, at) for child in tree.children(at, "amod") if beside("time", tree.low(child))), None)


def _is_bare(tree: Tree, at: int) -> bool:
    """Whether nothing but its preposition stands with a day: no date, as captions have it, no "last" or "every"."""
    return not tree.has(at, "amod", "det", "nmod", "nummod", "appos", "flat", "compound")


def _is_time(tree: Tree, at: int) -> bool:
    return tree.low(at) in _periods(*_PERIODS)


@cache
def _periods(*classes: str) -> frozenset[str]:
    return frozenset(
        form.lower() for kind, forms, *_ in table("time_words") if kind in classes for form in forms.split(", ")
    )
