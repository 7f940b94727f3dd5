"""Names whose bonds changed → the groups that hang together with them, made again: families, and incidents above them.

Everything that bonds and people's words hold together is looked at, and nothing else. A group goes by the report in it
that was published first (undated ones last, equal days by name), so that it is called the same in whatever order its
reports came, and what comes later seldom changes that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.model.trace import Bonded, Grouped, Tie, Trace
from onrecord.relate import grouping
from onrecord.relate.origins import origin
from onrecord.relate.shelf import Shelf

COPIES = 5000  # thousandths of log odds that copies tell of one thing, where people hold their families apart
LAST = "9999"  # after every date: for reports without one


def regroup(shelf: Shelf, names: Collection[str]) -> None:
    """Make the groups of names again, and of everything that hangs together with them."""
    inside, bonds, ties = _together(shelf, names)
    if not inside:
        return
    copies = sorted((-bond.strength, bond.one, bond.other) for bond in bonds if bond.bond == "copy")
    odds = {(bond.one, bond.other): int(bond.strength) for bond in bonds if bond.bond == "incident"}
    odds |= {(one, other): COPIES for _, one, other in copies}
    same, other = grouping.settled(tie for tie in ties if tie.kind == "family")
    families = grouping.bound(inside, [*same, *((one, two) for _, one, two in copies)], other)
    same, other = grouping.settled(tie for tie in ties if tie.kind == "incident")
    atoms = grouping.bound(inside, [*same, *_chains(families)], other)
    family = {name: group for group in families for name in group}
    traces = shelf.traces(inside)
    origins = {group: origin({name: traces[name] for name in group}) for group in families}
    reasons = _reasons(bonds, _by(ties, same))
    shelf.group(
        Grouped(
            sighting=name,
            family=group_id("w", _first(family[name], traces)),
            incident=group_id("i", _first(incident, traces)),
            origin=origins[family[name]][0],
            basis=origins[family[name]][1],
            why=_why(incident, reasons.get(name, [])),
        )
        for incident in grouping.clusters(atoms, odds, other)
        for name in sorted(incident)
    )


def group_id(letter: str, first: str) -> str:
    """What a group is called, of the first sighting in it: `i_…` an incident, `w_…` a family (of a wire's copies)."""
    return f"{letter}_{first.removeprefix('s_')}"


def _first(group: Collection[str], traces: Mapping[str, Trace]) -> str:
    """The report of a group that was published first."""
    return min((traces[name].published or LAST, name) for name in group)[1]


def _together(shelf: Shelf, names: Collection[str]) -> tuple[set[str], list[Bonded], list[Tie]]:
    """All names that hang together with these, by what holds together; their bonds and what people said of them."""
    inside: set[str] = set()
    bonds: dict[tuple[str, str, str], Bonded] = {}
    ties: dict[Tie, None] = {}
    edge = set(shelf.traces(names))
    while edge:
        inside |= edge
        reached: set[str] = set()
        for bond in shelf.bonds(edge):
            if bond.bond in ("copy", "incident"):
                bonds[bond.one, bond.other, bond.bond] = bond
                reached |= {bond.one, bond.other}
        for tie in shelf.ties(edge):
            ties[tie] = None
            if tie.verdict == "same":
                reached |= {tie.one, tie.other}
        edge = set(shelf.traces(reached - inside))
    known = [tie for tie in ties if tie.one in inside and tie.other in inside]
    return inside, list(bonds.values()), known


def _chains(families: Iterable[frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs that hold each family together."""
    for group in families:
        first, *rest = sorted(group)
        yield from ((first, name) for name in rest)


def _by(ties: Iterable[Tie], same: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Who put pairs together that are together for it."""
    said = sorted((tie for tie in ties if tie.kind == "incident" and tie.verdict == "same"), key=lambda tie: tie.at)
    return {(tie.one, tie.other): tie.by for tie in said if (tie.one, tie.other) in same}


def _reasons(bonds: Iterable[Bonded], judged: Mapping[tuple[str, str], str]) -> dict[str, list[tuple[float, str, str]]]:
    """Of each name what binds it to others, the strongest first: to whom, and why."""
    found: dict[str, list[tuple[float, str, str]]] = {}
    for bond in bonds:
        why = f"a copy: {bond.why}" if bond.bond == "copy" else bond.why
        strength = bond.strength + 1e6 if bond.bond == "copy" else bond.strength
        found.setdefault(bond.one, []).append((-strength, bond.other, why))
        found.setdefault(bond.other, []).append((-strength, bond.one, why))
    for (one, other), by in judged.items():
        found.setdefault(one, []).append((-2e6, other, f"put together by {by}"))
        found.setdefault(other, []).append((-2e6, one, f"put together by {by}"))
    return {name: sorted(several) for name, several in found.items()}


def _why(incident: Collection[str], reasons: Iterable[tuple[float, str, str]]) -> str:
    """Why a report is in its incident: what binds it most to another in it."""
    if len(incident) == 1:
        return ""
    return next((f"{why} ({other})" for _, other, why in reasons if other in incident), "by the reports between")
