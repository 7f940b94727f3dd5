"""Relations that grow report by report: `a part, its incident and family → what is told anew and no more`.

Facts that can bear on each other share a key: a subject, an incident, a day, a row of quoted words. Adding a report
makes the relations of its own keys again and looks at nothing else; what comes of it is the same as from all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from onrecord.model.doing import Doing
from onrecord.model.relation import Relation
from onrecord.model.saying import Saying
from onrecord.model.telling import Telling
from onrecord.relate.event_relations import event_keys, events_of
from onrecord.relate.figure_relations import figure_keys
from onrecord.relate.relations import Key, Part, of_figures, ordered
from onrecord.relate.statement_relations import statement_keys, statement_relations
from onrecord.relate.utterances import quotation_keys, quotations_of

Fact: TypeAlias = Telling | Saying | Doing


class Related:
    """Relations of the reports that were put in it."""

    def __init__(self) -> None:
        self._facts: dict[Key, dict[tuple[str, str], Fact]] = defaultdict(dict)
        self._found: dict[Key, frozenset[Relation]] = {}
        self._parts: dict[str, Part] = {}
        self._incidents: dict[str, str] = {}
        self._families: dict[str, str] = {}

    def put(
        self, part: Part, *, incident: str | None = None, family: str | None = None
    ) -> tuple[list[Relation], list[Relation]]:
        """Add a report, or what it has become; which relations came, and which are no more."""
        touched = self._taken_out(part.sighting)
        for names, name in ((self._incidents, incident), (self._families, family)):
            if name is not None:
                names[part.sighting] = name
        self._parts[part.sighting] = part
        for key, fact in keys(part, incident):
            self._facts[key][part.sighting, fact.fact] = fact
            touched.add(key)
        return self._again(touched)

    def group(
        self, sighting: str, *, incident: str | None, family: str | None
    ) -> tuple[list[Relation], list[Relation]]:
        """A report that was put before has come to another incident or family."""
        return self.put(self._parts[sighting], incident=incident, family=family)

    def relations(self) -> list[Relation]:
        """All relations."""
        return ordered(one for several in self._found.values() for one in several)

    def _taken_out(self, sighting: str) -> set[Key]:
        part = self._parts.pop(sighting, None)
        if part is None:
            return set()
        touched = set[Key]()
        for key, fact in keys(part, self._incidents.get(sighting)):
            self._facts[key].pop((sighting, fact.fact), None)
            touched.add(key)
        self._incidents.pop(sighting, None)
        self._families.pop(sighting, None)
        return touched

    def _again(self, touched: Iterable[Key]) -> tuple[list[Relation], list[Relation]]:
        """Make the relations of some keys again."""
        before, after = set[Relation](), set[Relation]()
        for key in touched:
            before |= self._found.pop(key, frozenset())
            found = frozenset(self._of_key(key, self._facts[key].values()))
            if found:
                self._found[key] = found
                after |= found
            if not self._facts[key]:
                del self._facts[key]
        return ordered(after - before), ordered(before - after)

    def _of_key(self, key: Key, facts: Iterable[Fact]) -> Iterator[Relation]:
        several = list(facts)
        if len(several) < 2:
            return
        told = [one for one in several if isinstance(one, Telling)]
        said = [one for one in several if isinstance(one, Saying)]
        if told:
            yield from of_figures(key, told, self._incidents, self._families)
        elif key[0] == "statement":
            yield from statement_relations(said, self._incidents)
        elif key[0] == "quotation":
            yield from quotations_of(key, said)
        else:
            yield from events_of(key, (one for one in several if isinstance(one, Doing)))


def keys(part: Part, incident: str | None) -> Iterator[tuple[Key, Fact]]:
    """The keys of a report's facts: what has none of them cannot bear on it."""
    for telling in part.tellings:
        yield from ((key, telling) for key in figure_keys(telling, incident))
    for saying in part.sayings:
        yield from ((key, saying) for key in (*statement_keys(saying, incident), *quotation_keys(saying)))
    for doing in part.doings:
        yield from ((key, doing) for key in event_keys(doing, incident))
