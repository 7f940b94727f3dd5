"""Blocks in which somebody is called upon → whose turn each block is: in turns with who asks, or a speech each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.resolve.labels import NOBODY, Turn


def alternating_turns(count: int, told: Mapping[int, Turn], asks: Sequence[bool]) -> list[Turn]:
    """Each turn that is told and every second block after it, until the next; before the first as well."""
    found = [NOBODY] * count
    starts = sorted(at for at in told if at < count)
    if starts:
        starts = [starts[0] % 2, *starts[1:]] if not asks[starts[0] % 2] else starts
    turns_at = [told[at] for at in sorted(told) if at < count]
    for start, end, turn in zip(starts, [*starts[1:], count], turns_at, strict=False):
        for at in range(start, end):
            if (at - start) % 2 == 0 and not asks[at]:
                found[at] = turn
            elif (at - start) % 2 == 1 and asks[at]:
                found[at] = Turn(addressed=turn.speakers, evidence=turn.evidence)
    return found


def given_turns(count: int, told: Mapping[int, Turn], asks: Sequence[bool]) -> list[Turn]:
    """All blocks from each turn that is told to the next, without those that ask."""
    found: list[Turn] = []
    now = NOBODY
    for at in range(count):
        now = told.get(at, now)
        found.append(NOBODY if asks[at] else now)
    return found
