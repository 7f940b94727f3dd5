"""Reports → who is whom in them: `Named … → Identity …`, grown report by report.

Everybody stands under the name as it is compared; names that may be one's are compared where they share a key. A report
that comes in touches its own names and those that a link may join to them, and nothing else. What comes out depends on
what is there and not on the order in which it came: a rebuild gives the same identities with the same ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model.identity import Identity, Link, Named
from onrecord.model.trace import Tie
from onrecord.relate import between
from onrecord.relate.aliases import Aliases
from onrecord.relate.clusters import clusters
from onrecord.relate.names import folded, person
from onrecord.relate.signs import Key, Sign, signs

NEAR_MOST = 400  # names that share a key and are compared; more of them are left as they are
_UNDATED = "~"  # after every date
_SHORT = frozenset({"surname", "initial", "acronym", "form"})  # rules by which a short name might fit several full ones


@dataclass(slots=True)
class Identities:
    """Who is whom, so far."""

    aliases: Aliases = field(default_factory=Aliases)
    _named: dict[str, Named] = field(default_factory=dict)
    _key: dict[str, Key] = field(default_factory=dict)
    _groups: dict[Key, set[str]] = field(default_factory=dict)
    _near: dict[Key, dict[Key, int]] = field(
        default_factory=dict
    )  # names under a near key, and how many bearers say so
    _links: dict[Key, dict[Key, list[Link]]] = field(default_factory=dict)
    _signs: dict[str, tuple[Sign, ...]] = field(default_factory=dict)
    _ties: dict[tuple[str, str], Tie] = field(default_factory=dict)
    _ruled: dict[str, set[str]] = field(default_factory=dict)
    _of_report: dict[str, set[str]] = field(default_factory=dict)
    _stale: set[Key] = field(default_factory=set)
    _found: dict[Key, tuple[Identity, ...]] = field(default_factory=dict)  # by the least name of those they have
    _place: dict[Key, Key] = field(default_factory=dict)  # the least name under which a name's identities stand

    def add(self, named: Iterable[Named]) -> None:
        """What a report names. The same report again, seen elsewhere: what was published first stands."""
        for one in named:
            before = self._named.get(one.id)
            if before is not None:
                if _order(before) <= _order(one):
                    continue
                self._drop(before)
            key = self.aliases.key(one)
            if key is not None:
                self._put(one, key)

    def remove(self, report: str) -> None:
        """Forget what a report names."""
        for node in self._of_report.pop(report, set()):
            self._drop(self._named[node])

    def tie(self, ties: Iterable[Tie]) -> None:
        """What people said of two: the last word on each pair holds."""
        for one in ties:
            pair = (min(one.one, one.other), max(one.one, one.other))
            before = self._ties.get(pair)
            if before is not None and (before.at, before.by, before.verdict) >= (one.at, one.by, one.verdict):
                continue
            self._ties[pair] = one
            for node, other in (pair, pair[::-1]):
                self._ruled.setdefault(node, set()).add(other)
                if node in self._key:
                    self._stale.add(self._key[node])

    def all(self) -> Iterator[Identity]:
        """Every identity, by id."""
        self._settle()
        yield from sorted((one for several in self._found.values() for one in several), key=lambda one: one.id)

    def of(self, node: str) -> Identity | None:
        """The identity that a member belongs to; any member's id leads to it."""
        self._settle()
        key = self._key.get(node)
        if key is None:
            return None
        several = self._found[self._place[key]]
        return next(one for one in several if any(each.id == node for each in one.members))

    def called(self, name: str) -> list[Identity]:
        """Those who are called so in some report."""
        wanted = folded(name)
        return [one for one in self.all() if any(folded(spelling) == wanted for spelling, _ in one.names)]

    def _put(self, one: Named, key: Key) -> None:
        self._named[one.id], self._key[one.id] = one, key
        self._signs[one.id] = tuple(self.aliases.signs(one)) or tuple(signs(one))
        self._groups.setdefault(key, set()).add(one.id)
        self._of_report.setdefault(one.report, set()).add(one.id)
        for near in set(between.near(one)):
            names = self._near.setdefault(near, {})
            names[key] = names.get(key, 0) + 1
        self._stale.add(key)

    def _drop(self, one: Named) -> None:
        key = self._key.pop(one.id)
        del self._named[one.id], self._signs[one.id]
        self._groups[key].discard(one.id)
        self._of_report.get(one.report, set()).discard(one.id)
        for near in set(between.near(one)):
            names = self._near[near]
            names[key] -= 1
            if not names[key]:
                del names[key]
        self._stale.add(key)

    def _settle(self) -> None:
        """Work out again what stands under names that have changed, and under those that a link joins to them."""
        touched = set(self._stale)
        for key in self._stale:
            touched |= self._linked_again(key)
        for key in list(touched):
            touched |= self._together(key)
        self._stale.clear()
        for key in touched:  # all of them before any is worked out: what was one may be several now
            self._found.pop(self._place.pop(key, key), None)
        done: set[Key] = set()
        for key in touched:
            if key not in done:
                several = self._together(key)
                done |= several
                self._work_out(several)

    def _linked_again(self, key: Key) -> set[Key]:
        """Links of a name anew; the names that it had links with, or was worked out with."""
        before = set(self._links.pop(key, {}))
        for other in before:
            self._links[other].pop(key, None)
        place = self._place.get(key)
        if place is not None:
            members = (each for one in self._found.get(place, ()) for each in one.members)
            before |= {self._key[each.id] for each in members if each.id in self._key}
        mine = self._bearers(key)
        nears = {near for one in mine for near in between.near(one)}
        fits = {other for near in nears if len(self._near[near]) <= NEAR_MOST for other in self._near[near]} - {key}
        for other in fits:
            theirs = self._bearers(other)
            first, second = (mine, theirs) if key < other else (theirs, mine)
            found = between.links(first, second, self._signs) if mine else []
            if found:
                self._links.setdefault(key, {})[other] = found
                self._links.setdefault(other, {})[key] = found
        return before

    def _together(self, key: Key) -> set[Key]:
        """The names that links, or people, join to this one."""
        seen, left = {key}, [key]
        while left:
            at = left.pop()
            joined = set(self._links.get(at, ()))
            for node in self._groups.get(at, set()) & self._ruled.keys():
                joined |= {self._key[other] for other in self._ruled[node] if other in self._key}
            left += joined - seen
            seen |= joined
        return seen

    def _bearers(self, key: Key) -> list[Named]:
        return [self._named[node] for node in sorted(self._groups.get(key, ()))]

    def _work_out(self, keys: set[Key]) -> None:
        keys = {key for key in keys if self._groups.get(key)}
        if not keys:
            return
        groups = {key: self._bearers(key) for key in sorted(keys)}
        nodes = {one.id for bearers in groups.values() for one in bearers}
        told = [
            self._ties[min(one, other), max(one, other)]
            for one in nodes & self._ruled.keys()
            for other in self._ruled[one]
        ]
        lots, made = clusters(groups, self._signs, self._unambiguous(keys), {id(each): each for each in told}.values())
        by_root = {node: number for number, lot in enumerate(lots) for node in lot}
        links: dict[int, list[Link]] = {}
        for link in made:
            links.setdefault(by_root[link.one], []).append(link)
        least = min(keys)
        self._found[least] = tuple(
            identity([self._named[node] for node in lot], links.get(number, ())) for number, lot in enumerate(lots)
        )
        for key in keys:
            self._place[key] = least

    def _unambiguous(self, keys: set[Key]) -> list[Link]:
        """The links between these names, without those of a short name that fits several full ones."""
        found: dict[tuple[str, str, str], Link] = {}
        ends: dict[tuple[str, Key], set[Key]] = {}
        for key in keys:
            for other, several in self._links.get(key, {}).items():
                for link in several:
                    found.setdefault((link.one, link.other, link.rule), link)
                    if link.rule in _SHORT:
                        for end in (link.one, link.other):
                            far = other if self._key[end] == key else key
                            ends.setdefault((link.rule, self._key[end]), set()).add(far)
        doubtful = {
            (rule, key)
            for (rule, key), others in ends.items()
            if any(other != far and other not in self._links.get(far, {}) for other in others for far in others)
        }
        return [
            link
            for (one, other, rule), link in sorted(found.items())
            if not ({(rule, self._shorter(one, other))} & doubtful)
        ]

    def _shorter(self, one: str, other: str) -> Key:
        """The name of the two that is the shorter one: the one that may fit several."""
        return min((len(self._key[node][1]), self._key[node]) for node in (one, other))[1]


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
    found = Identities(aliases=aliases or Aliases())
    found.add(named)
    found.tie(ties)
    return list(found.all())


def _whole(name: str) -> tuple[bool, bool]:
    """Whether a name has two words, and no honorific before it."""
    words = folded(name)
    return len(words) > 1, len(words) < 3 or words[: len(person(name))] == person(name)


def _order(one: Named) -> tuple[str, str, str]:
    return one.published or _UNDATED, one.report, repr(one)
