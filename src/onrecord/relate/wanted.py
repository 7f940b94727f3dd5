"""Which figures somebody asks for: `telling → whether it is one`."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.series import Kind, Line
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import Outcome
from onrecord.relate.groups import key
from onrecord.relate.tellings import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked; None is anything. Names match by whole words, `since` by its beginning ("2031", "2031-05").

    `counted` "people" is anybody; any other word is in the group's. A figure without a place of its own is of every
    place that its report begins with.
    """

    outcome: Outcome
    place: str | None = None
    since: str | None = None
    source: str | None = None
    counted: str | None = None
    kind: Kind | None = None

    def takes(self, one: Telling) -> bool:
        """Whether a figure is asked for, by what it tells itself."""
        return (
            one.outcome == self.outcome
            and self._place(one)
            and (self.since is None or (one.since or "").startswith(self.since))
            and (self.source is None or _has(one.source_key, self.source))
            and self._group(one)
        )

    def shows(self, line: Line) -> bool:
        """Whether a line is asked for."""
        return self.kind is None or line.subject.kind == self.kind

    def _place(self, one: Telling) -> bool:
        if self.place is None:
            return True
        return any(_has(place, self.place) for place in ((one.place_key,) if one.place_key else one.scene))

    def _group(self, one: Telling) -> bool:
        if self.counted is None:
            return True
        wanted = set(key(self.counted).split())
        return wanted <= set(one.group.split()) if wanted else not one.group


def _has(own: str, asked: str) -> bool:
    wanted = set(name_key(asked).split())
    return bool(wanted) and wanted <= set(own.lstrip("~").split())
