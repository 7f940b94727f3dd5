"""New traces on a shelf → bonds to their like, and the groups that change: nothing but their neighbours is touched.

What is on the shelf afterwards is a function of the set of traces (and of what people said) alone, not of the order in
which they came: a bond depends on two traces and on how many hold the keys that they share, and where that number
passes a mark, the bonds of those who hold the key are made again. So a record that grew is the same as one that was
made at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from onrecord.model.trace import Bonded, Trace
from onrecord.relate import families, incidents, rarity
from onrecord.relate.regrouping import regroup
from onrecord.relate.shelf import Shelf, Tally, is_wording

_NOBODY: Tally = (0, 0)
SAMPLED = 12  # prints of another that are counted first, beyond those that it may have


def link(shelf: Shelf, come: Mapping[str, Trace], gone: Collection[str] = ()) -> set[str]:
    """Put traces on a shelf, take others away, and bind and group what that changes; the names that are affected."""
    before = shelf.traces([*come, *gone])
    come = {name: trace for name, trace in come.items() if before.get(name) != trace}
    left = {name: trace for name, trace in before.items() if name in come or name in gone}
    affected = {*come, *(name for bond in shelf.bonds(left) for name in (bond.one, bond.other))} - set(gone)
    change = _Change(shelf)
    stale = change.moved(left, come)
    affected |= change.seek_wording({*come, *stale.wording})
    affected |= change.seek_incidents({*come, *stale.search}, stale.again, stale.keys)
    regroup(shelf, affected)
    return affected


def keys_of(trace: Trace) -> dict[int, int]:
    """All that a trace is found by, each with what is counted under it."""
    return {**dict.fromkeys(trace.prints, trace.lead), **rarity.keys(trace)}


class _Stale:
    """Names whose bonds are to be made again, because of others that came or went."""

    def __init__(self) -> None:
        self.wording: set[str] = set()  # their like is to be sought by wording
        self.search: set[str] = set()  # by what they tell
        self.again: set[str] = set()  # the bonds that they have are to be weighed again
        self.keys: set[int] = set()  # where something of these has part in them


class _Change:
    """One change of a shelf, with what was looked up for it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._traces: dict[str, Trace] = {}
        self._sights: dict[str, rarity.Sight] = {}
        self._tallies: dict[int, Tally] = {}
        self._telling: dict[str, dict[str, float]] = {}
        self._parted: set[tuple[str, str]] = set()  # they were copies, and are none any more

    def moved(self, left: Mapping[str, Trace], come: Mapping[str, Trace]) -> _Stale:
        """Take traces away and put others; who is concerned, where keys became common, or boilerplate, or rarer."""
        old = {name: keys_of(trace) for name, trace in left.items()}
        new = {name: keys_of(trace) for name, trace in come.items()}
        touched = set[int]().union(*old.values(), *new.values())
        before = self._shelf.tallies(touched)
        if left:
            self._shelf.take(left, old)
        self._shelf.put(come, new)
        more = Counter(key for keys in new.values() for key in keys)
        after = {key: rarity.raised(key, before.get(key, _NOBODY), count) for key, count in more.items() if not left}
        after.update(self._shelf.tallies([key for key in touched if after.get(key) is None]))
        self._tallies.update({key: after.get(key) or _NOBODY for key in touched})
        self._traces.update(come)
        stale = _Stale()
        kinds = {key: _passed(key, before.get(key, _NOBODY), self._tallies[key], stale) for key in touched}
        stale.keys.update(key for key, kind in kinds.items() if kind)
        for key, names in self._shelf.holders(stale.keys).items():
            for concerned in kinds[key]:
                concerned.update(names)
        return stale

    def seek_wording(self, names: Collection[str]) -> set[str]:
        """Seek the like of names by wording, and bind them; who has other bonds now."""
        self._read(names)
        self._count(number for name in names for number in self._traces[name].prints)
        own = {number for name in names for number in self._traces[name].prints if not self._stands(number)}
        holders = self._shelf.holders(own)
        pairs: dict[tuple[str, str], tuple[str, int]] = {}
        for name in names:
            mine = [number for number in self._traces[name].prints if number in own]
            shared = Counter(other for number in mine for other in holders.get(number, ()) if other != name)
            for other, count in shared.items():
                if count >= min(families.FEWEST, len(mine)):
                    pairs[_pair(name, other)] = other, families.most(count, len(mine))
        self._read({name for pair in pairs for name in pair})
        self._count(number for other, most in pairs.values() for number in self._traces[other].prints[: most + SAMPLED])
        pairs = {pair: held for pair, held in pairs.items() if self._may_be_kin(pair, *held)}
        self._count(number for pair in pairs for name in pair for number in self._traces[name].prints)
        found: list[Bonded] = []
        for one, other in sorted(pairs):
            first, second = self._traces[one], self._traces[other]
            standing = {number for number in (*first.prints, *second.prints) if self._stands(number)}
            kin = families.kinship(first, second, standing)
            if kin is not None:
                why = f"{kin.share / 10:.0f} % of the shorter one's wording"
                found.append(Bonded(one=one, other=other, bond=kin.kind, strength=kin.share, why=why))
        copies = {(bond.one, bond.other) for bond in found if bond.bond == "copy"}
        self._parted = self._copies(names) - copies
        self._shelf.unbind((one, other, False) for one, other in copies)
        return self._bound(names, found, wording=True)

    def _copies(self, names: Collection[str]) -> set[tuple[str, str]]:
        return {(bond.one, bond.other) for bond in self._shelf.bonds(names) if bond.bond == "copy"}

    def seek_incidents(self, names: Collection[str], again: Collection[str], moved: Collection[int]) -> set[str]:
        """Seek the like of names by what they tell, weigh bonds of others again where keys moved, and bind.

        Copies tell of the same thing, and are not weighed. Out: who has other bonds.
        """
        self._read(names)
        people = {name: [rarity.person_key(each) for each in self._traces[name].people] for name in names}
        words = self._findable(names)
        self._count(key for keys in (*words.values(), *people.values()) for key in keys)
        holders = self._shelf.holders(
            {key for keys in words.values() for key in keys if rarity.level(key, self._tallies[key]) == 1}
            | {key for keys in people.values() for key in keys if rarity.level(key, self._tallies[key]) > 0}
        )
        pairs = set(self._parted)
        for name in names:
            shared = Counter(other for key in words[name] for other in holders.get(key, ()) if other != name)
            known = {other for key in people[name] for other in holders.get(key, ())} - {name}
            pairs.update(_pair(name, other) for other, count in shared.items() if count >= incidents.SHARED)
            pairs.update(_pair(name, other) for other in known)
        pairs -= self._copies(names)
        changed = self._bound(names, self._weighed(pairs), wording=False)
        old = [bond for bond in self._shelf.bonds(again) if not is_wording(bond)]
        old = self._resting_on(moved, [bond for bond in old if (bond.one, bond.other) not in pairs])
        return changed | self._bound(
            (), self._weighed({(bond.one, bond.other) for bond in old}), wording=False, old=old
        )

    def _resting_on(self, keys: Collection[int], bonds: Collection[Bonded]) -> list[Bonded]:
        """Of these bonds those that how rare one of the keys is has a part in."""
        self._read({name for bond in bonds for name in (bond.one, bond.other)})
        return [
            bond
            for bond in bonds
            if not rarity.pair_keys(self._sight(bond.one), self._sight(bond.other)).isdisjoint(keys)
        ]

    def _findable(self, names: Collection[str]) -> dict[str, frozenset[int]]:
        """The keys of words by which the like of names is found: of those that the record does not know."""
        telling = {name: self._told(name) for name in names}
        ever = {word: rarity.ever_key(word) for words in telling.values() for word in words}
        self._count(ever.values())
        rare = {word for word, key in ever.items() if rarity.level(key, self._tallies[key]) == 1}
        return {name: rarity.sought(self._traces[name], telling[name].keys() & rare) for name in names}

    def _weighed(self, pairs: Collection[tuple[str, str]]) -> list[Bonded]:
        """The bonds of pairs that are strong enough to be kept."""
        self._read({name for pair in pairs for name in pair})
        likely = self._likely(pairs)
        self._count({key for pair in likely for key in rarity.word_keys(*map(self._sight, pair))})
        sights = {pair: (self._sight(pair[0]), self._sight(pair[1])) for pair in sorted(self._likely(likely))}
        self._count({key for pair in sights.values() for key in rarity.pair_keys(*pair)})
        left = rarity.Rarity(self._tallies)
        found: list[Bonded] = []
        for (one, other), (mine, yours) in sights.items():
            odds = None if families.is_form(mine, yours) else incidents.odds(mine, yours, left)
            if odds is not None and odds >= incidents.KEPT:
                why = incidents.why(mine, yours, left)
                found.append(Bonded(one=one, other=other, bond="incident", strength=odds, why=why))
        return found

    def _bound(
        self, names: Collection[str], found: list[Bonded], *, wording: bool, old: list[Bonded] | None = None
    ) -> set[str]:
        """Keep what was found in the place of the bonds that were there; the ends of those that are other now."""
        if old is None:
            old = [bond for bond in self._shelf.bonds(names) if is_wording(bond) == wording]
        before = {(bond.one, bond.other): bond for bond in old}
        now = {(bond.one, bond.other): bond for bond in found}
        self._shelf.unbind((one, other, wording) for one, other in before.keys() - now.keys())
        fresh = [bond for pair, bond in now.items() if before.get(pair) != bond]
        self._shelf.bind(fresh)
        return {name for pair in before.keys() - now.keys() for name in pair} | {
            name for bond in fresh for name in (bond.one, bond.other)
        }

    def _read(self, names: Iterable[str]) -> None:
        missing = {name for name in names if name not in self._traces}
        if missing:
            self._traces.update(self._shelf.traces(missing))

    def _count(self, keys: Iterable[int]) -> None:
        missing = {key for key in keys if key not in self._tallies}
        if missing:
            found = self._shelf.tallies(missing)
            self._tallies.update({key: found.get(key, _NOBODY) for key in missing})

    def _may_be_kin(self, pair: tuple[str, str], other: str, most: int) -> bool:
        """Whether the one of a pair has so little wording of its own, as far as it is counted, that they may be kin."""
        if any(self._traces[name].coarse for name in pair):
            return True
        return sum(not self._stands(number) for number in self._traces[other].prints[: most + SAMPLED]) <= most

    def _likely(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs that may have enough in common to be bound, by what was looked up so far."""
        alive: dict[str, frozenset[str]] = {}
        found: list[tuple[str, str]] = []
        for pair in pairs:
            for name in pair:
                if name not in alive:
                    alive[name] = rarity.alive(self._told(name), rarity.period(self._traces[name]), self._tallies)
            if len(alive[pair[0]] & alive[pair[1]]) >= incidents.SHARED:
                found.append(pair)
        return found

    def _told(self, name: str) -> dict[str, float]:
        if name not in self._telling:
            self._telling[name] = rarity.telling(self._traces[name])
        return self._telling[name]

    def _sight(self, name: str) -> rarity.Sight:
        if name not in self._sights:
            self._sights[name] = rarity.Sight(self._traces[name])
        return self._sights[name]

    def _stands(self, number: int) -> bool:
        return rarity.is_boilerplate(*self._tallies[number])


def _passed(key: int, before: Tally, after: Tally, stale: _Stale) -> list[set[str]]:
    """Whose bonds are to be made again where the holders of a key are others than before: which of the sets."""
    if rarity.is_key(key):
        old, new = rarity.level(key, before), rarity.level(key, after)
    else:
        old, new = float(not rarity.is_boilerplate(*before)), float(not rarity.is_boilerplate(*after))
    if old == new:
        return []
    weighed = stale.again if new < old else stale.search
    return [weighed] if rarity.is_key(key) else [weighed, stale.wording]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
