"""Reports, on the record or in files → who is whom in them; and what people say of it.

In: reports as they come, or an open store. Out: identities, and where each report is to be found. What people say is
kept on the record beside what people say of reports; names are compared anew each time that they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.identity import Identity
from onrecord.model.judgement import instant
from onrecord.model.trace import Tie, TieVerdict
from onrecord.relate.aliases import Aliases
from onrecord.relate.identity import Identities
from onrecord.relate.named import named
from onrecord.store import Store


@dataclass(slots=True, kw_only=True)
class People:
    """Who is whom, and for each report its url, key or id."""

    identities: Identities = field(default_factory=Identities)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, report: Report) -> None:
        """One more report."""
        self.places.setdefault(report.id, report.url or report.key or report.id)
        self.identities.add(named(report))

    def find(self, what: str) -> list[Identity]:
        """The identity that has a member of this id, or those who are called so.

        Raises InputError where there is none.
        """
        own = self.identities.of(what)
        found = [own] if own is not None else self.identities.called(what)
        if not found:
            raise InputError(f"{what[:200]}: is nobody's name or id here; `onrecord names` lists them")
        return found


def of_reports(reports: Iterable[Report], aliases: Aliases | None = None) -> People:
    """Who is whom in reports that are on no record."""
    people = People(identities=Identities(aliases=aliases))
    for report in reports:
        people.take(report)
    return people


def of_record(store: Store, aliases: Aliases | None = None) -> People:
    """Who is whom on a record, as people left it."""
    people = of_reports(store.reports(), aliases)
    people.identities.tie(tie for tie in store.ties() if tie.kind == "name")
    return people


def told(store: Store, verdict: TieVerdict, nodes: Sequence[str], *, by: str, at: str) -> list[Tie]:
    """Keep what a person says of names: that they are one, are not, or no more than the machine says.

    Names go by the ids of members. Of one alone, `different` holds it apart from all that it is with, `open` takes back
    all that was said of it. Raises InputError where an id is nobody's, or nobody is named as the judge.
    """
    moment = instant(at)
    if not by.strip() or moment is None:
        raise InputError("who judged, and when, has to be told: a name, and a date and time with its offset")
    people = of_record(store)
    own = {node: people.identities.of(node) for node in nodes}
    for node, found in own.items():
        if found is None:
            raise InputError(f"{node[:200]}: is nobody's id here; `onrecord names --json` gives them")
    pairs = {(min(nodes[0], node), max(nodes[0], node)) for node in nodes[1:] if node != nodes[0]}
    if len(nodes) == 1 and verdict == "different":
        one = own[nodes[0]]
        others = [each.id for each in one.members if each.id != nodes[0]] if one else []
        pairs = {(min(nodes[0], other), max(nodes[0], other)) for other in others}
    elif len(nodes) == 1:
        said = (tie for tie in store.ties() if tie.kind == "name" and nodes[0] in (tie.one, tie.other))
        pairs = {(tie.one, tie.other) for tie in said}
    by = by.strip()
    ties = [Tie(kind="name", one=one, other=other, verdict=verdict, by=by, at=moment) for one, other in sorted(pairs)]
    with store.turn() as turn:
        turn.shelf().tie(ties)
    return ties
