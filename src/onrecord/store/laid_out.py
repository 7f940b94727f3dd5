"""The rows of readings as they are stored, compared with those that are made again from the readings.

In: numbers of readings. Out: for the rows that one of them should have, what the stored ones say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, select

from onrecord.model.proof import Lie
from onrecord.store import schema
from onrecord.store.rows import FACT, Row, Rows, differences

# A fact's id, the role, the entity's reading and id, whether the name is the entity's and the passage
# the fact's, and the fact's date.
Link: TypeAlias = tuple[str, str, int | None, str | None, bool, str | None]


class LaidOut:
    """The rows of some readings as they are stored, to be compared with those that are made again."""

    def __init__(self, connection: Connection, readings: Sequence[int]) -> None:
        facts, links, entities, names = schema.facts, schema.fact_entities, schema.entities, schema.names
        passages, changes = schema.passages, schema.changes
        self._facts: dict[int, dict[str, RowMapping]] = {}
        within = (
            select(facts, passages.c.start_char.label("from_char"), passages.c.end_char.label("to_char"))
            .add_columns(passages.c.text_id)
            .join(passages, passages.c.id == facts.c.passage_id)
            .where(facts.c.reading_id.in_(readings))
        )
        for row in connection.execute(within).mappings():
            self._facts.setdefault(row["reading_id"], {})[row["id"]] = row
        self._entities: dict[int, dict[str, tuple[Any, ...]]] = {}
        named = select(entities.c.reading_id, entities.c.id, entities.c.kind, names.c.name, entities.c.roles)
        for reading, identity, *rest in connection.execute(
            named.join(names, names.c.id == entities.c.name_id).where(entities.c.reading_id.in_(readings))
        ):
            self._entities.setdefault(reading, {})[identity] = tuple(rest)
        self._links: dict[int, Counter[Link]] = {}
        linked = (
            select(facts.c.reading_id, facts.c.id, links.c.role, entities.c.reading_id, entities.c.id)
            .add_columns((entities.c.name_id == links.c.name_id) & (links.c.passage_id == facts.c.passage_id))
            .add_columns(links.c.published)
            .join(facts, facts.c.pk == links.c.fact_pk)
            .outerjoin(entities, entities.c.pk == links.c.entity_pk)
            .where(facts.c.reading_id.in_(readings))
        )
        for reading, *link in connection.execute(linked):
            fact, role, of, entity, placed, published = link
            self._links.setdefault(reading, Counter())[fact, role, of, entity, bool(placed), published] += 1
        self._changes: dict[int, list[RowMapping]] = {}
        for row in connection.execute(select(changes).where(changes.c.to_reading.in_(readings))).mappings():
            self._changes.setdefault(row["to_reading"], []).append(row)

    def facts(self, made: Rows, reading: int, text: int, since: Mapping[str, str]) -> Iterator[Lie]:
        """What the rows of the current reading say otherwise than the reading itself."""
        stored = self._facts.get(reading, {})
        true_ids = {str(row["id"]) for row in made.facts}
        for identity in stored.keys() - true_ids:
            yield Lie(path=f"facts {identity}", says="a fact", true="the reading has no such fact")
        for row in made.facts:
            yield from self._fact(row, stored.get(str(row["id"])), text, since)
        entities = {str(row["id"]): (row["kind"], row["name"], row["roles"]) for row in made.entities}
        yield from _difference("entities", self._entities.get(reading, {}).items(), entities.items())
        links = Counter(
            (str(fact["id"]), link.role, reading, str(made.entities[link.entity]["id"]), True, fact["published"])
            for link in made.links
            for fact in (made.facts[link.fact],)
        )
        yield from _difference("fact_entities", self._links.get(reading, Counter()), links)

    def none(self, reading: int) -> Iterator[Lie]:
        """An earlier reading has no rows of its own any more."""
        for identity in self._facts.get(reading, {}):
            yield Lie(path=f"facts {identity}", says="a fact", true="its reading is not the current one")
        for identity in self._entities.get(reading, {}):
            yield Lie(path=f"entities {identity}", says="an entity", true="its reading is not the current one")

    def changes(self, before: tuple[int, Rows] | None, made: Rows, reading: RowMapping) -> Iterator[Lie]:
        """What the history says of a reading that took the place of another."""
        said = Counter(
            (row["from_reading"], row["sighting_id"], row["at"], row["fact_id"], row["change"], row["fields"])
            for row in self._changes.get(reading["id"], ())
        )
        true: Counter[tuple[Any, ...]] = Counter()
        if before is not None:
            number, earlier = before
            own = number, reading["sighting_id"], reading["read_at"]
            true.update((*own, row["fact_id"], row["change"], row["fields"]) for row in differences(earlier, made))
        yield from _difference("changes", said, true)

    @staticmethod
    def _fact(row: Row, stored: RowMapping | None, text: int, since: Mapping[str, str]) -> Iterator[Lie]:
        path = f"facts {row['id']}"
        if stored is None:
            yield Lie(path=path, says="nothing", true="the reading has this fact")
            return
        for name in FACT:
            if stored[name] != row[name]:
                yield Lie(path=f"{path}.{name}", says=repr(stored[name]), true=repr(row[name]))
        if stored["first_seen"] != since[str(row["id"])]:
            true = repr(since[str(row["id"])])
            yield Lie(path=f"{path}.first_seen", says=repr(stored["first_seen"]), true=true)
        within = stored["from_char"] <= int(str(row["start_char"])) < stored["to_char"]
        if not within or stored["text_id"] != text:
            yield Lie(path=f"{path}.passage_id", says=repr(stored["passage_id"]), true="the passage where it begins")


def _difference(what: str, said: Iterable[Any], true: Iterable[Any]) -> Iterator[Lie]:
    """Rows that are there and should not be, and the other way; a row twice is one too many."""
    said, true = Counter(said), Counter(true)
    yield from (Lie(path=what, says=repr(row), true="the reading has no such row") for row in said - true)
    yield from (Lie(path=what, says="nothing", true=repr(row)) for row in true - said)
