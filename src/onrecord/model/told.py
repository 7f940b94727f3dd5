"""Which events of a report a reader wants as lines of their own; the record holds every one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.model.report import Event, Report


def told_events(report: Report) -> Iterator[Event]:
    """The events that say more than a statement does, each once.

    Left out are the words of a cue ("said": the statement tells it), what was told before (`same_as`), and bare words
    of which nobody, no time, no place and nothing but that it happened is known.
    """
    cues = sorted((one.cue.start, one.cue.end) for one in report.statements if one.cue)
    starts = [start for start, _ in cues]
    for event in report.events:
        before = bisect_right(starts, event.span.start) - 1
        is_cue = before >= 0 and event.span.start < cues[before][1]
        is_bare = not (event.participants or event.time or event.place) and event.status == "happened"
        if not (is_cue or is_bare or event.same_as):
            yield event
