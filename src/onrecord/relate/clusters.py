"""Candidates of one name → those who are one: `nodes, signs, links, ties → clusters with the links that made them`.

The surest first (Kruskal's order), each union checked against what is known of both sides; so the same nodes give the
same clusters in whatever order they came. What a person said comes before anything of the machine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model.identity import Link, Named
from onrecord.model.trace import Tie
from onrecord.relate.profiles import Profile, clash, profile, strange
from onrecord.relate.signs import Key, Sign

CROWD = 120  # lots of different kinds that share a sign; more of them are left as they are
CLOSE = frozenset({"office", "with"})  # first words of signs that outweigh what roles tell
_PERSON = 1.0


@dataclass(slots=True)
class Forest:
    """Nodes, and who is with whom so far."""

    parent: dict[str, str] = field(default_factory=dict)
    known: dict[str, Profile] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)  # roots that people keep apart
    links: list[Link] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """One more node, alone."""
        self.parent[named.id] = named.id
        self.known[named.id] = profile(named)

    def root(self, node: str) -> str:
        """The node that stands for all that are with this one."""
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def keep_apart(self, one: str, other: str) -> None:
        """A person said that these two are not the same."""
        left, right = self.root(one), self.root(other)
        if left != right:
            self.apart.setdefault(left, set()).add(right)
            self.apart.setdefault(right, set()).add(left)

    def likeness(self, root: str, *, bare: bool) -> object:
        """What two lots have the same of, between which nothing can clash; a lot that people keep apart has its own."""
        known = self.known[root]
        if root in self.apart:
            return root
        offices = frozenset((role, *sorted(countries)) for role, countries in known.offices.items())
        own = (known.born, known.suffixes, known.fields, known.regions, known.countries if bare else ())
        return (offices, *(frozenset(each) for each in own))

    def can(self, one: str, other: str, *, close: bool, forced: bool = False) -> bool:
        """Whether two nodes may be put together, or are."""
        left, right = self.root(one), self.root(other)
        if left == right:
            return True
        if right in self.apart.get(left, ()):
            return False
        return forced or clash(self.known[left], self.known[right], close=close) is None

    def join(self, link: Link, *, close: bool, forced: bool = False) -> bool:
        """Put two together by a link, if nothing is against it and they are not yet."""
        left, right = sorted((self.root(link.one), self.root(link.other)))
        if left == right or not self.can(left, right, close=close, forced=forced):
            return False
        self.parent[right] = left
        self.known[left].take(self.known.pop(right))
        for foe in self.apart.pop(right, ()):
            self.apart[foe].discard(right)
            self.apart[foe].add(left)
            self.apart.setdefault(left, set()).add(foe)
        self.links.append(link)
        return True


def clusters(
    groups: Mapping[Key, Sequence[Named]],
    signs: Mapping[str, Sequence[Sign]],
    between: Iterable[Link],
    ties: Iterable[Tie],
) -> tuple[list[list[str]], list[Link]]:
    """The clusters of the nodes of several names that may be one's, and the links that made them.

    `signs` are those of each node, `between` the links that stand between nodes of different names.
    """
    forest = Forest()
    for key in sorted(groups):
        for named in groups[key]:
            forest.add(named)
    ruled = _rule(forest, ties)
    _by_signs(forest, groups, signs, between, ruled)
    found: dict[str, list[str]] = {}
    for node in sorted(forest.parent):
        found.setdefault(forest.root(node), []).append(node)
    return list(found.values()), forest.links


def _rule(forest: Forest, ties: Iterable[Tie]) -> set[str]:
    """What people said: first who is not the same, then who is, the latest word first. Those who are kept apart."""
    told = [each for each in ties if each.one in forest.parent and each.other in forest.parent]
    told.sort(key=lambda each: (each.at, each.by, each.one, each.other), reverse=True)
    for each in told:
        if each.verdict == "different":
            forest.keep_apart(each.one, each.other)
    for each in told:
        if each.verdict == "same":
            why = f"{each.by} said so, {each.at}"
            link = Link(one=each.one, other=each.other, rule="person", why=why, confidence=_PERSON)
            forest.join(link, close=True, forced=True)
    return {node for each in told if each.verdict == "different" for node in (each.one, each.other)}


def _by_signs(
    forest: Forest,
    groups: Mapping[Key, Sequence[Named]],
    signs: Mapping[str, Sequence[Sign]],
    between: Iterable[Link],
    ruled: set[str],
) -> None:
    """Puts together what shares a sign, the surest first; those who people keep from somebody come after all others."""
    bearers: dict[tuple[Key, Sign], list[str]] = {}
    for key in groups:
        for named in groups[key]:
            for sign in signs[named.id]:
                bearers.setdefault((key, sign), []).append(named.id)
    shared = [
        (-sign.strength, key, sign.token, sign, sorted(nodes)) for (key, sign), nodes in bearers.items() if nodes[1:]
    ]
    told = [(-link.confidence, link) for link in between]
    order: list[tuple[float, tuple[str, ...], Sign | Link, list[str]]] = [
        (weight, ("", *key, token), own, nodes) for weight, key, token, own, nodes in shared
    ]
    order += [
        (weight, ("between", link.one, link.other, link.why), link, [link.one, link.other]) for weight, link in told
    ]
    order.sort(key=lambda each: each[:2])
    for late in (False, True) if ruled else (True,):
        for _, _, what, nodes in order:
            taken = nodes if late else [node for node in nodes if node not in ruled]
            if len(taken) > 1:
                _together(forest, taken, what)


def _together(forest: Forest, nodes: Sequence[str], sign: Sign | Link) -> None:
    """Puts together those of the nodes that may be one; who may be either of two that may not is left alone."""
    close = isinstance(sign, Link) or sign.token.partition(" ")[0] in CLOSE
    forced = sign.rule == "alias"  # people's own table is taken at its word
    bare = isinstance(sign, Sign) and sign.bare
    lots: dict[str, str] = {}  # of each lot, the first node that has the sign
    for node in nodes:
        lots.setdefault(forest.root(node), node)
    alike: dict[object, str] = {}
    for root, node in list(lots.items()):
        like = forest.likeness(root, bare=bare)
        first = alike.setdefault(like, node)
        if first != node and forest.join(_link(first, node, sign), close=close, forced=forced):
            del lots[root]
    left = list({forest.root(node): node for node in lots.values()}.items())
    if not 1 < len(left) <= CROWD:
        return
    fits = {
        one: {
            other
            for other, _ in left
            if other == one or _fit(forest, one, other, close=close, bare=bare, forced=forced)
        }
        for one, _ in left
    }
    sure = [(root, node) for root, node in left if all(fits[root] <= fits[other] for other in fits[root])]
    for at, (root, node) in enumerate(sure):
        for other, there in sure[at + 1 :]:
            if other in fits[root]:
                forest.join(_link(node, there, sign), close=close, forced=forced)


def _fit(forest: Forest, one: str, other: str, *, close: bool, bare: bool, forced: bool) -> bool:
    can = forest.can(one, other, close=close, forced=forced)
    return can and not (bare and strange(forest.known[one], forest.known[other]))


def _link(one: str, other: str, sign: Sign | Link) -> Link:
    left, right = sorted((one, other))
    sure = sign.confidence if isinstance(sign, Link) else sign.strength
    return Link(one=left, other=right, rule=sign.rule, why=sign.why, confidence=sure)
