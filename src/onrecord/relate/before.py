"""What was told before a figure: `tellings in their order → where its number was first told, and the last one`.

What is asked takes no longer the more there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from onrecord.model.relation import Rule
from onrecord.model.telling import Telling
from onrecord.relate.series import Families, source_of
from onrecord.relate.subjects import Incidents
from onrecord.relate.tellings import OWN

LOOKED_AT = 200  # tellings of one day that are looked at for the last before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What figures are held against each other with: incidents and families by sighting, outlets of families."""

    incidents: Incidents
    families: Families
    outlets: Mapping[str, str]

    def source(self, one: Telling) -> str:
        """The key of a telling's source; of the words of an outlet that nobody knows, no other's are."""
        source = source_of(one, self.families, self.outlets)
        return source if source != OWN else f"{OWN}{self.families.get(one.sighting, one.sighting)}"


class Before:
    """What was told before, by its number and its source."""

    def __init__(self, known: Figures) -> None:
        self._known = known
        self._first: dict[Hashable, Telling] = {}
        self._all: list[Telling] = []
        self._of_source: dict[str, list[Telling]] = defaultdict(list)

    def add(self, one: Telling) -> None:
        """One more, later than all others."""
        source = self._known.source(one)
        for key in ((one.number,), (one.number, one.bound), (one.number, source), (one.number, one.bound, source)):
            self._first.setdefault(key, one)
        self._all.append(one)
        self._of_source[source].append(one)

    def same(self, one: Telling) -> tuple[Telling, Rule] | None:
        """Where the number of a telling was told first: by its source, else by anyone; of the same bound, else any."""
        source = self._known.source(one)
        for own in ((source,), ()):
            for key in ((one.number, one.bound, *own), (one.number, *own)):
                found = self._first.get(key)
                if found is not None and found.sighting != one.sighting:
                    return found, "same number" if len(key) > 1 + len(own) else "same number, another bound"
        return None

    def last(self, one: Telling, *, of_source: bool = False, without: frozenset[str] = frozenset()) -> Telling | None:
        """The last that was told before, by the source of a telling, or by anyone but some."""
        several = self._of_source[self._known.source(one)] if of_source else self._all
        for other in several[: -LOOKED_AT - 1 : -1]:
            named = other.source is not None and self._known.source(other) in without
            if not named and is_before(other, one):
                return other
        return None

    def first(self, last: Telling, *, of_source: bool) -> Telling:
        """Where the number of a telling was told first."""
        return self._first[(last.number, self._known.source(last)) if of_source else (last.number,)]


def is_before(other: Telling, one: Telling) -> bool:
    """Whether it was told before: on an earlier day, or at an earlier hour of it, as far as hours are known."""
    if other.sighting == one.sighting and not (other.dated and one.dated):
        return False
    if other.day != one.day:
        return (other.day or "") < (one.day or "")
    moments = (other.published or "", one.published or "")
    return other.sighting != one.sighting and all("T" in moment for moment in moments) and moments[0] < moments[1]
