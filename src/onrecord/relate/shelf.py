"""Where traces, bonds and groups are kept: what linking needs of a place to keep them, and such a place in memory.

The other such place is the record's database (`store.traces`). Names are those of sightings. A shelf computes nothing:
it gives back what was put on it, and counts who holds a key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model.trace import HOLDERS, LEADS, Bonded, Grouped, Tie, Trace

Tally = tuple[int, int]  # of a key: how many things are counted under it, and how many reports hold it
Pair = tuple[str, str, bool]  # a bond by its ends, and whether it is one of wording


class Shelf(Protocol):
    """A place for traces and what is made of them."""

    def traces(self, names: Collection[str]) -> dict[str, Trace]:
        """Of these names the traces that are there."""

    def tallies(self, keys: Collection[int]) -> dict[int, Tally]:
        """Who holds these keys, counted up to `LEADS` and `HOLDERS`; those that nobody holds may be left out."""

    def holders(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The names that hold these keys."""

    def bonds(self, names: Collection[str]) -> list[Bonded]:
        """The bonds that any of these names is in, each once."""

    def ties(self, names: Collection[str]) -> list[Tie]:
        """What people said of any of these names, each once."""

    def put(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """Keep new traces, under their keys, each with what is counted there."""

    def take(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """Take traces away, with their keys and their bonds."""

    def bind(self, bonds: Iterable[Bonded]) -> None:
        """Keep bonds, in the place of those between the same two of the same sort."""

    def unbind(self, pairs: Iterable[Pair]) -> None:
        """Take bonds away."""

    def group(self, groups: Iterable[Grouped]) -> None:
        """Keep in which groups reports are."""


def is_wording(bond: Bonded) -> bool:
    """Whether it is the wording that binds them."""
    return bond.bond != "incident"


@dataclass(slots=True)
class Memory:
    """A shelf in memory, for the reports of files."""

    kept: dict[str, Trace] = field(default_factory=dict)
    groups: dict[str, Grouped] = field(default_factory=dict)
    said: list[Tie] = field(default_factory=list)
    _holders: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    _counted: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    _bonds: dict[Pair, Bonded] = field(default_factory=dict)
    _of: dict[str, set[Pair]] = field(default_factory=lambda: defaultdict(set))

    def traces(self, names: Collection[str]) -> dict[str, Trace]:
        """See `Shelf`."""
        return {name: self.kept[name] for name in names if name in self.kept}

    def tallies(self, keys: Collection[int]) -> dict[int, Tally]:
        """See `Shelf`."""
        held = [key for key in keys if key in self._holders]
        return {key: (min(len(self._counted[key]), LEADS), min(len(self._holders[key]), HOLDERS)) for key in held}

    def holders(self, keys: Collection[int]) -> dict[int, list[str]]:
        """See `Shelf`."""
        return {key: list(self._holders[key]) for key in keys if key in self._holders}

    def bonds(self, names: Collection[str]) -> list[Bonded]:
        """See `Shelf`."""
        return [self._bonds[pair] for pair in {pair for name in names for pair in self._of.get(name, ())}]

    def ties(self, names: Collection[str]) -> list[Tie]:
        """See `Shelf`."""
        wanted = set(names)
        return [tie for tie in self.said if tie.one in wanted or tie.other in wanted]

    def put(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """See `Shelf`."""
        for name, trace in traces.items():
            self.kept[name] = trace
            for key, counted in keys[name].items():
                self._holders[key][name] = counted
                self._counted[key][counted] += 1

    def take(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """See `Shelf`."""
        for name in traces:
            del self.kept[name]
            self.groups.pop(name, None)
            self.unbind(list(self._of.pop(name, ())))
            for key in keys[name]:
                self._counted[key] -= Counter([self._holders[key].pop(name)])
                if not self._holders[key]:
                    del self._holders[key], self._counted[key]

    def bind(self, bonds: Iterable[Bonded]) -> None:
        """See `Shelf`."""
        for bond in bonds:
            pair = bond.one, bond.other, is_wording(bond)
            self._bonds[pair] = bond
            self._of[bond.one].add(pair)
            self._of[bond.other].add(pair)

    def unbind(self, pairs: Iterable[Pair]) -> None:
        """See `Shelf`."""
        for pair in pairs:
            self._bonds.pop(pair, None)
            for name in pair[:2]:
                if name in self._of:
                    self._of[name].discard(pair)

    def group(self, groups: Iterable[Grouped]) -> None:
        """See `Shelf`."""
        self.groups.update((each.sighting, each) for each in groups)
