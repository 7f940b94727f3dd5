"""Analysis, times and mentions → occurrences: every mention of an event, read off the trees."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.events.circumstances import when, where
from onrecord.extract.events.codes import code
from onrecord.extract.events.participants import participants
from onrecord.extract.events.same import same_events
from onrecord.extract.events.statuses import status
from onrecord.extract.events.triggers import Trigger, triggers
from onrecord.extract.tree import Tree
from onrecord.model import Analysis, Mention, Occurrence, Timex

_UNREAD = frozenset({"header", "byline", "credit", "promo"})  # blocks that tell of nothing that happened


def events(analysis: Analysis, times: Sequence[Timex], mentions: Sequence[Mention]) -> tuple[Occurrence, ...]:
    """The occurrences of the text, in order; none without trees (an analysis by rules)."""
    text = analysis.document.text
    tree = Tree(text, analysis.words)
    unread = [block.span for block in analysis.document.blocks if block.kind in _UNREAD]
    skipped = {at for span in unread for at in tree.inside((span.start, span.end))}
    found = [
        _occurrence(tree, one, times, mentions) for one in triggers(tree, mentions, times) if one.at not in skipped
    ]
    return same_events(text, found)


def _occurrence(tree: Tree, trigger: Trigger, times: Sequence[Timex], mentions: Sequence[Mention]) -> Occurrence:
    told, evidence = status(tree, trigger.at)
    parts = participants(tree, trigger.at)
    return Occurrence(
        trigger=tree.place(trigger.span),
        predicate=trigger.predicate,
        status=told,
        parts=parts,
        time=when(tree, trigger.at, times),
        place=where(tree, trigger.at, mentions),
        code=code(trigger.predicate, [role for role, _ in parts]),
        evidence=evidence,
        confidence=trigger.confidence,
    )
