"""People's own table of names: `name, alias, kind → whose name an alias is`.

A line a name, cells separated by tabs: the name, another name of the same one, and what it is (person, organisation,
place, group). Lines that begin with # are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from onrecord.errors import InputError
from onrecord.model.identity import Named
from onrecord.model.vocabulary import EntityKind
from onrecord.relate.signs import Key, Sign
from onrecord.relate.signs import key as key_of

SURE = 0.99
_CELLS = 3
_KINDS = tuple(kind for kind in get_args(EntityKind) if kind != "unnamed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """Other names, and the name that each stands for: both as they are compared."""

    names: dict[Key, Key] = field(default_factory=dict)

    def key(self, named: Named) -> Key | None:
        """The name under which somebody is looked for."""
        own = key_of(named)
        return None if own is None else self.names.get((f"{named.kind} {own[0]}", own[1]), own)

    def signs(self, named: Named) -> Iterator[Sign]:
        """What the table tells of a name in it."""
        own = key_of(named)
        if own is not None and (f"{named.kind} {own[0]}", own[1]) in self.names:
            why = f"“{named.name}” stands in the table of names"
            yield Sign(token="name", strength=SURE, rule="alias", why=why)


def aliases(lines: Iterable[str], name: str = "aliases") -> Aliases:
    """The table of its lines. Raises InputError with the line that is none."""
    parent: dict[Key, Key] = {}

    def first(key: Key) -> Key:
        while parent.get(key, key) != key:
            key = parent[key]
        return key

    plain: dict[Key, Key] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
        if len(cells) != _CELLS or cells[2] not in _KINDS or not cells[0] or not cells[1]:
            remedy = f"write a name, an alias and one of {', '.join(_KINDS)}, with tabs between them"
            raise InputError(f"{name}, line {number}: {line.strip()[:80]!r} is no alias; {remedy}")
        ends: list[Key] = []
        for cell in cells[:2]:
            one = Named(id="", report="", kind=next(kind for kind in _KINDS if kind == cells[2]), name=cell)
            own = key_of(one)
            if own is None:
                raise InputError(f"{name}, line {number}: {cell[:80]!r} is no name; write a whole one")
            framed = f"{cells[2]} {own[0]}", own[1]
            plain[framed] = own
            parent.setdefault(framed, framed)
            ends.append(framed)
        parent[first(ends[1])] = first(ends[0])
    roots = {key: first(key) for key in parent}
    least = {root: min(plain[key] for key in roots if roots[key] == root) for root in set(roots.values())}
    return Aliases(names={key: least[root] for key, root in roots.items()})
