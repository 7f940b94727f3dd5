"""Blocks and names → whose turn each block is by its label: "Ruiz: …", "Interviewer: …", "Q: …" and "A: …".

A name is the person's, "A" is the one who is interviewed; any other label is somebody without a name, called by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Block, Offsets
from onrecord.resolve.spans import between

FEWEST = 2  # labels that a transcript has
_LABEL = re.compile(r"\s*\[?([^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,4})\]?\s*(:|(?<=\b[QA])\.)\s+(?=\S)")
_QUESTION = frozenset({"q", "question"})
_ANSWER = frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The members of the cast whose words a block is, those whom it addresses, and the words that told it.

    `label` is what somebody is called who has no name there.
    """

    speakers: tuple[int, ...] = ()
    addressed: tuple[int, ...] = ()
    evidence: tuple[Offsets, ...] = ()
    label: str = ""


NOBODY = Turn()


def labelled(
    text: str, blocks: Sequence[Block], members: Mapping[Offsets, int | None], places: Sequence[Offsets]
) -> list[Turn]:
    """Turns by labels, `places` being those of persons' names; a block without one goes on. Empty where there are none.

    Where two take turns, the other one is addressed in a block that asks.
    """
    found: list[Turn] = []
    labels: list[str] = []
    named = 0
    now = NOBODY
    for block in blocks:
        label = _LABEL.match(text, block.span.start, block.span.end)
        if label and (label[1][0].isupper()):
            who = next(iter(between(places, label.start(1), label.end())), None)
            member = members.get(who) if who and who[1] <= label.end(2) else None
            if who and member is not None and not text[label.start() : who[0]].strip(" \n\t["):
                now = Turn(speakers=(member,), evidence=(who,))
                named += 1
            else:
                now = Turn(label=label[1].casefold(), evidence=(label.span(1),))
            labels.append(label[1].casefold())
        found.append(now)
    again = [label for label, count in Counter(labels).items() if count > 1]
    if named < FEWEST and len(again) < FEWEST and not (_QUESTION & set(labels) and _ANSWER & set(labels)):
        return []
    return _addressing(found, blocks)


def answered(found: Sequence[Turn], met: Turn) -> list[Turn]:
    """The turns of questions and answers, the answers being those of the one who is met, whom the questions address."""
    return [
        replace(turn, speakers=met.speakers, evidence=met.evidence, label="")
        if turn.label in _ANSWER
        else replace(turn, addressed=met.speakers, evidence=met.evidence)
        if turn.label in _QUESTION
        else turn
        for turn in found
    ]


def is_asked(found: Sequence[Turn]) -> bool:
    """Whether the labels are those of questions and answers."""
    return any(turn.label in _ANSWER for turn in found)


def _addressing(found: Sequence[Turn], blocks: Sequence[Block]) -> list[Turn]:
    voices = {(turn.speakers, turn.label) for turn in found if turn is not NOBODY}
    if len(voices) != 2:
        return list(found)
    named = {speakers for speakers, _ in voices if speakers}
    return [
        replace(turn, addressed=next((other for other in named if other != turn.speakers), ()))
        if turn is not NOBODY and "?" in block.span.exact
        else turn
        for turn, block in zip(found, blocks, strict=True)
    ]
