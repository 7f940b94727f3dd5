"""Results as they are done → versions of one report in the order in which they were given.

Many processes read at once, and the second version of a report may be read before the first: it waits for that one,
since what came last is the newest where no date tells. Reports of other places wait for nobody.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(slots=True)
class Queues(Generic[Result]):
    """What is being read, in a queue for each place (a url, else a key)."""

    _begun: dict[str, deque[str]] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)
    _done: dict[str, Result] = field(default_factory=dict)

    def begin(self, sighting: str, place: str | None) -> None:
        """A sighting is going to be read."""
        self._places[sighting] = place or sighting
        self._begun.setdefault(place or sighting, deque()).append(sighting)

    def done(self, sighting: str, result: Result) -> Iterator[Result]:
        """A sighting was read: it and those that waited for it, or nothing while it waits itself."""
        self._done[sighting] = result
        place = self._places[sighting]
        queue = self._begun[place]
        while queue and queue[0] in self._done:
            first = queue.popleft()
            del self._places[first]
            yield self._done.pop(first)
        if not queue:
            del self._begun[place]
