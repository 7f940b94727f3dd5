"""Names and who bears them: `Named … → bearers under their names, and links between names that may be one's`.

Everybody stands under the name as it is compared (a key). Names that share a near key are held against each other when
one of them has changed; what a report brings is looked at, and those that its names may be one with.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.identity import Link, Named
from onrecord.model.vocabulary import EntityKind
from onrecord.relate import between
from onrecord.relate.aliases import Aliases
from onrecord.relate.signs import Key, Sign, signs

NEAR_MOST = 400  # names that share a near key and are compared; where there are more, none are by that key


@dataclass(slots=True)
class Bearers:
    """Who bears which name, and what links names; `stale` are names that changed since they were linked."""

    aliases: Aliases = field(default_factory=Aliases)
    near_most: int = NEAR_MOST
    named: dict[str, Named] = field(default_factory=dict)
    key: dict[str, Key] = field(default_factory=dict)
    groups: dict[Key, set[str]] = field(default_factory=dict)
    links: dict[Key, dict[Key, list[Link]]] = field(default_factory=dict)
    stale: set[Key] = field(default_factory=set)
    _near: dict[Key, dict[Key, int]] = field(
        default_factory=dict
    )  # names under a near key, and how many bearers say so
    _names: dict[Key, dict[str, int]] = field(default_factory=dict)  # spellings of a name, and how many have them
    _kind: dict[Key, EntityKind] = field(default_factory=dict)
    _nears: dict[Key, dict[Key, int]] = field(default_factory=dict)  # near keys of a name, likewise

    def put(self, one: Named) -> None:
        """One more bearer, under the name, if it is a whole one."""
        key = self.aliases.key(one)
        if key is None:
            return
        self.named[one.id], self.key[one.id] = one, key
        self.groups.setdefault(key, set()).add(one.id)
        self.stale.add(key)
        self._kind[key] = one.kind
        spelt = self._names.setdefault(key, {})
        spelt[one.name] = spelt.get(one.name, 0) + 1
        for near in set(between.near(one)):
            names = self._near.setdefault(near, {})
            names[key] = names.get(key, 0) + 1
            own = self._nears.setdefault(key, {})
            own[near] = own.get(near, 0) + 1
            if names[key] == 1 and len(names) == self.near_most + 1:
                self.stale.update(names)  # there are too many now

    def drop(self, node: str) -> None:
        """One bearer fewer."""
        one, key = self.named.pop(node), self.key.pop(node)
        self.groups[key].discard(node)
        if not self.groups[key]:
            del self.groups[key]
        self.stale.add(key)
        self._names[key][one.name] -= 1
        if not self._names[key][one.name]:
            del self._names[key][one.name]
        for near in set(between.near(one)):
            names, own = self._near[near], self._nears[key]
            names[key] -= 1
            own[near] -= 1
            if not own[near]:
                del own[near]
            if not names[key]:
                del names[key]
                if len(names) == self.near_most:
                    self.stale.update(names)  # there are few enough again

    def of(self, key: Key) -> list[Named]:
        """The bearers of a name, those with the spelling by which it is compared first."""
        return sorted((self.named[node] for node in self.groups.get(key, ())), key=lambda one: (one.name, one.id))

    def signs(self, one: Named) -> tuple[Sign, ...]:
        """The signs of a bearer."""
        return tuple(self.aliases.signs(one)) or tuple(signs(one))

    def link_again(self) -> set[Key]:
        """Link what is stale anew; the names that changed, or lost or won a link."""
        touched = set(self.stale)
        for key in self.stale:
            for other in self.links.pop(key, {}):
                touched.add(other)
                self.links[other].pop(key, None)
        for key in self.stale:
            touched |= self._linked(key)
        self.stale.clear()
        return touched

    def _name(self, key: Key) -> str:
        """One of the spellings of a name, the same whatever came first."""
        return min(self._names[key])

    def _linked(self, key: Key) -> set[Key]:
        if key not in self.groups:
            return set()
        nears = [near for near in self._nears.get(key, ()) if 1 < len(self._near[near]) <= self.near_most]
        fits = {other for near in nears for other in self._near[near]} - {key, *self.links.get(key, ())}
        won: set[Key] = set()
        for other in fits:
            if other in self.stale and other < key:
                continue  # it comes, or came, to this one
            first, second = min(key, other), max(key, other)
            if not between.may_be(self._kind[key], self._name(first), self._name(second)):
                continue
            found = between.links(self.of(first), self.of(second), self.signs)
            if found:
                self.links.setdefault(key, {})[other] = found
                self.links.setdefault(other, {})[key] = found
                won.add(other)
        return won
