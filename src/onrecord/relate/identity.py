"""Reports → who is whom in them: `Named … → Identity …`, grown report by report.

Everybody stands under the name as it is compared; names that may be one's are compared where they share a key. A report
that comes in touches its own names and those that a link may join to them, and nothing else. What comes out depends on
what is there and not on the order in which it came: a rebuild gives the same identities with the same ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.identity import Identity, Link, Named
from onrecord.model.trace import Tie
from onrecord.relate.aliases import Aliases
from onrecord.relate.bearers import NEAR_MOST, Bearers
from onrecord.relate.clusters import clusters
from onrecord.relate.names import folded, person
from onrecord.relate.signs import Key

_UNDATED = "~"  # after every date
_SHORT = frozenset({"surname", "initial", "acronym", "form"})  # rules by which a short name might fit several full ones
Lot = tuple[list[Named], list[Link]]


class Identities:
    """Who is whom, so far. Reports are linked when they come; who is whom is worked out when it is asked for."""

    def __init__(self, *, aliases: Aliases | None = None, near_most: int = NEAR_MOST) -> None:
        self._bearers = Bearers(aliases=aliases or Aliases(), near_most=near_most)
        self._of_report: dict[str, set[str]] = {}
        self._ties: dict[tuple[str, str], Tie] = {}
        self._tied: dict[str, set[str]] = {}
        self._lots: dict[Key, list[Lot]] = {}  # by the least of the names that they were worked out of
        self._keys: dict[Key, set[Key]] = {}  # by the same: those names
        self._place: dict[Key, Key] = {}  # of each name: the same

    def add(self, named: Iterable[Named]) -> None:
        """What a report names. The same report again, seen elsewhere: what was published first stands."""
        for one in named:
            before = self._bearers.named.get(one.id)
            if before is not None:
                if _order(before) <= _order(one):
                    continue
                self._bearers.drop(one.id)
            self._bearers.put(one)
            if one.id in self._bearers.named:
                self._of_report.setdefault(one.report, set()).add(one.id)
                self._touch(one.id)

    def remove(self, report: str) -> None:
        """Forget what a report names."""
        for node in self._of_report.pop(report, set()):
            self._bearers.drop(node)
            self._touch(node)

    def tie(self, ties: Iterable[Tie]) -> None:
        """What people said of two: the last word on each pair holds."""
        for one in ties:
            pair = (min(one.one, one.other), max(one.one, one.other))
            before = self._ties.get(pair)
            if before is not None and (before.at, before.by, before.verdict) >= (one.at, one.by, one.verdict):
                continue
            self._ties[pair] = one
            for node, other in (pair, pair[::-1]):
                self._tied.setdefault(node, set()).add(other)
                self._touch(node)

    def link(self) -> None:
        """Link what has come since; this is done by itself when something is asked."""
        touched = self._bearers.link_again()
        for key in list(touched):  # those that it was worked out with: what was one may be several now
            touched |= self._keys.get(self._place.get(key, key), set())
        for key in touched:
            place = self._place.pop(key, key)
            self._lots.pop(place, None)
            self._keys.pop(place, None)

    def all(self) -> Iterator[Identity]:
        """Every identity, by id."""
        self.link()
        for key in self._bearers.groups:
            if key not in self._place:
                self._work_out(key)
        several = (identity(*lot) for lots in self._lots.values() for lot in lots)
        yield from sorted(several, key=lambda one: one.id)

    def of(self, node: str) -> Identity | None:
        """The identity that a member belongs to; any member's id leads to it."""
        self.link()
        key = self._bearers.key.get(node)
        if key is None:
            return None
        if key not in self._place:
            self._work_out(key)
        lots = self._lots[self._place[key]]
        return next(identity(*lot) for lot in lots if any(each.id == node for each in lot[0]))

    def called(self, name: str) -> list[Identity]:
        """Those who are called so in some report."""
        wanted = folded(name)
        nodes = sorted(node for node, one in self._bearers.named.items() if folded(one.name) == wanted)
        found = {one.id: one for node in nodes if (one := self.of(node)) is not None}
        return sorted(found.values(), key=lambda one: one.id)

    def _touch(self, node: str) -> None:
        """People said something of a node that came, went or is there: it and the others are to be looked at again."""
        for each in (node, *self._tied[node]) if node in self._tied else ():
            if each in self._bearers.key:
                self._bearers.stale.add(self._bearers.key[each])

    def _tied_at(self, key: Key) -> set[str]:
        """The bearers of a name of whom people said something."""
        bearers = self._bearers.groups.get(key, set())
        if len(self._tied) < len(bearers):
            return {node for node in self._tied if node in bearers}
        return {node for node in bearers if node in self._tied}

    def _together(self, key: Key) -> set[Key]:
        """The names that links, or people, join to this one."""
        seen, left = {key}, [key]
        while left:
            at = left.pop()
            joined = set(self._bearers.links.get(at, ()))
            for node in self._tied_at(at):
                joined |= {self._bearers.key[other] for other in self._tied[node] if other in self._bearers.key}
            left += joined - seen
            seen |= joined
        return seen

    def _work_out(self, key: Key) -> None:
        """Who is whom among the bearers of a name and of those that are joined to it."""
        keys = {each for each in self._together(key) if each in self._bearers.groups}
        groups = {each: self._bearers.of(each) for each in sorted(keys)}
        nodes = {one.id: one for bearers in groups.values() for one in bearers}
        tied = {
            (min(one, other), max(one, other)) for one in nodes.keys() & self._tied.keys() for other in self._tied[one]
        }
        signs = {node: self._bearers.signs(one) for node, one in nodes.items()}
        lots, made = clusters(groups, signs, self._unambiguous(keys), [self._ties[pair] for pair in sorted(tied)])
        by_root = {node: number for number, lot in enumerate(lots) for node in lot}
        found: list[Lot] = [([nodes[node] for node in lot], []) for lot in lots]
        for link in made:
            found[by_root[link.one]][1].append(link)
        least = min(keys)
        self._lots[least], self._keys[least] = found, keys
        for each in keys:
            self._place[each] = least

    def _unambiguous(self, keys: set[Key]) -> list[Link]:
        """The links between these names, without those of a short name that fits several full ones."""
        found: dict[tuple[str, str, str], Link] = {}
        ends: dict[tuple[str, Key], set[Key]] = {}
        for key in keys:
            for other, several in self._bearers.links.get(key, {}).items():
                for link in several:
                    found.setdefault((link.one, link.other, link.rule), link)
                    if link.rule in _SHORT:
                        for end in (link.one, link.other):
                            far = other if self._bearers.key[end] == key else key
                            ends.setdefault((link.rule, self._bearers.key[end]), set()).add(far)
        doubtful = {
            (rule, key)
            for (rule, key), others in ends.items()
            if any(other != far and other not in self._bearers.links.get(far, {}) for other in others for far in others)
        }
        return [
            link
            for (one, other, rule), link in sorted(found.items())
            if not ({(rule, self._shorter(one, other))} & doubtful)
        ]

    def _shorter(self, one: str, other: str) -> Key:
        """The name of the two that is the shorter one: the one that may fit several."""
        return min((len(self._bearers.key[node][1]), self._bearers.key[node]) for node in (one, other))[1]


def identity(members: Sequence[Named], links: Iterable[Link]) -> Identity:
    """Those who are one, by the order in which they were published; the first lends its id."""
    ordered = sorted(members, key=_order)
    spelt = Counter(one.name for one in ordered)
    names = sorted(spelt.items(), key=lambda each: (-each[1], -len(each[0]), each[0]))
    most = [name for name, count in names if 2 * count >= names[0][1]]
    full = max(most, key=lambda name: (*_whole(name), spelt[name], len(name), name))
    return Identity(
        id=ordered[0].id,
        kind=ordered[0].kind,
        name=full,
        names=tuple(names),
        roles=tuple(
            role
            for role, _ in sorted(Counter(r for one in ordered for r in one.roles).items(), key=lambda e: (-e[1], e[0]))
        ),
        members=tuple(ordered),
        links=tuple(sorted(links, key=lambda link: (-link.confidence, link.one, link.other))),
    )


def identities(named: Iterable[Named], *, aliases: Aliases | None = None, ties: Iterable[Tie] = ()) -> list[Identity]:
    """Who is whom in all that reports name, by id."""
    found = Identities(aliases=aliases)
    found.add(named)
    found.tie(ties)
    return list(found.all())


def _whole(name: str) -> tuple[bool, bool]:
    """Whether a name has two words, and no honorific before it."""
    words = folded(name)
    return len(words) > 1, len(words) < 3 or words[: len(person(name))] == person(name)


def _order(one: Named) -> tuple[str, str, str]:
    return one.published or _UNDATED, one.report, repr(one)
