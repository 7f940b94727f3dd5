"""Analysis, times and mentions → occurrences: every mention of an event, read off the trees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.events.circumstances import when, where
from onrecord.extract.events.codes import Asked, code
from onrecord.extract.events.happenings import Told
from onrecord.extract.events.participants import participants
from onrecord.extract.events.same import same_events
from onrecord.extract.events.scene import Scene
from onrecord.extract.events.sharing import sharing
from onrecord.extract.events.statuses import status
from onrecord.extract.events.triggers import Trigger, triggers
from onrecord.extract.tree import Tree
from onrecord.model import Analysis, Mention, Occurrence, Timex

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNREAD = frozenset({"header", "byline", "credit", "promo"})  # blocks that tell of nothing that happened


def events(
    analysis: Analysis, times: Sequence[Timex], mentions: Sequence[Mention], tree: Tree | None = None
) -> tuple[Occurrence, ...]:
    """The occurrences of the text, in order; none without trees (an analysis by rules).

    `tree` is that of the analysis, where it is made already.
    """
    text = analysis.document.text
    tree = tree or Tree(text, analysis.words)
    scene = Scene(tree, times, mentions)
    unread = [block.span for block in analysis.document.blocks if block.kind in _UNREAD]
    skipped = {at for span in unread for at in tree.inside((span.start, span.end))}
    published = analysis.document.published.value if analysis.document.published else ""
    found = [_told(scene, one, published) for one in triggers(tree, mentions, times) if one.at not in skipped]
    return same_events(text, scene, found)


def _is_to_come(time: Timex, published: str) -> bool:
    """Whether a time lies after the day of the report."""
    value = time.value or ""
    both = min(len(value), len(published))
    dated = _DATE.fullmatch(value) and _DATE.match(published)
    return bool(dated) and value[:both] > published[:both]


def _told(scene: Scene, trigger: Trigger, published: str) -> Told:
    tree = scene.tree
    found, evidence = status(tree, trigger.at)
    parts, shared = participants(scene, trigger.at), tuple(sharing(tree, trigger.at))
    time, place = when(scene, shared), where(scene, shared)
    if time is not None and found == "happened" and _is_to_come(time, published):
        if tree.words[trigger.at].tag in ("VBD", "VBN"):
            time = None  # "was invited to Norvale in July": not the day of what was done
        else:
            found = "planned"  # "her trial opens on 2 June"
    if time is not None:
        evidence += ((time.span.start, time.span.end),)
    if place is not None:
        evidence += (place,)
    asked = Asked(
        scene=scene, at=trigger.at, predicate=trigger.predicate, parts=[(part.role, part.noun) for part in parts]
    )
    occurrence = Occurrence(
        trigger=tree.place(trigger.span),
        predicate=trigger.predicate,
        status=found,
        parts=tuple((part.role, part.place) for part in parts),
        time=time.value if time else None,
        place=place,
        code=code(asked),
        evidence=tuple(sorted(set(evidence))),
        confidence=trigger.confidence,
    )
    return Told(trigger=trigger, occurrence=occurrence, parts=parts, time=time)
