"""The record's database as the rest of the program sees it: one object, opened once, with no SQL outside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from onrecord.model import Failure, Judgement, Report
from onrecord.model.facets import Arrival, Facets
from onrecord.model.incident import Incident
from onrecord.model.place import shown
from onrecord.model.proof import Lie
from onrecord.model.query import Dates, Hit, Query, asked
from onrecord.model.shown import Shown
from onrecord.model.trace import Bonded, Grouped, Placed, Tie, TieKind
from onrecord.store import facets, failures, incidents, judgements, opening, proofs, reading, whole, writing
from onrecord.store.arrivals import arrivals
from onrecord.store.closing import Closing
from onrecord.store.failures import Failed
from onrecord.store.faults import told
from onrecord.store.fulltext import without_facts
from onrecord.store.history import shown as shown_of
from onrecord.store.overview import Overview, overview
from onrecord.store.placing import placed, placed_of
from onrecord.store.proven_readings import Proved
from onrecord.store.reading import Stored
from onrecord.store.search import search
from onrecord.store.traces import TraceShelf, grouped, members, tied
from onrecord.store.words import with_words
from onrecord.store.writing import Entry, Outcome


@dataclass(frozen=True, slots=True)
class Turn:
    """What a writer puts on the record in one transaction; see the methods of `Store`."""

    _connection: Connection

    def write(self, entries: Sequence[Entry], at: str, *, again: bool = False) -> list[Outcome]:
        """Put reports on the record, and say what became of each."""
        return writing.write(self._connection, entries, at, again=again)

    def touch(self, sightings: Sequence[str], at: str) -> None:
        """Sightings that are there were seen again."""
        writing.touch(self._connection, sightings, at)

    def fail(self, path: str, found: Sequence[Failure], at: str, published: str | None = None) -> None:
        """Keep what could not be read behind a path."""
        failures.fail(self._connection, path, found, at, published)

    def shelf(self) -> TraceShelf:
        """Where traces of reports are kept, with what binds them."""
        return TraceShelf(self._connection)

    def stored(self, sightings: Sequence[str]) -> Iterator[Stored]:
        """The current readings of sightings, in the order given."""
        return reading.stored(self._connection, sightings)

    def settle(self, path: str, still: Collection[str]) -> None:
        """A path was read to its end; `still` are the locators that failed this time."""
        failures.settle(self._connection, path, still)


@dataclass(frozen=True, slots=True)
class Store(Closing):
    """An open record. `place` is its path or URL; close it, or use it in a `with` block.

    Every method raises RecordError where the database cannot do what is asked; what was written before stays.
    """

    place: str
    _engine: Engine

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """Its place, without a password in it."""
        return shown(self.place)

    @property
    def is_new(self) -> bool:
        """Whether it was made when it was opened."""
        return bool(self._engine.get_execution_options().get("onrecord_made"))

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """A writer's turn, in one transaction: all of what is put in it is there at its end, or nothing of it.

        Raises RefusedError where the database does not take a report's values.
        """
        with told(self.place), opening.writing(self._engine) as connection:
            yield Turn(connection)

    def write(self, entries: Sequence[Entry], at: str, *, again: bool = False) -> list[Outcome]:
        """Put reports on the record in one transaction, seen at a moment (UTC); see `writing.write`."""
        with self.turn() as turn:
            return turn.write(entries, at, again=again)

    def failed(self) -> list[Failed]:
        """Every failure that is kept."""
        with self._reading() as connection:
            return list(failures.failed(connection))

    def known(self, sightings: Collection[str]) -> set[str]:
        """Of these sightings those that are on the record."""
        with self._reading() as connection:
            return reading.known(connection, sightings)

    def named(self, what: str) -> list[str]:
        """The sightings that a url, a key or an id names, newest first."""
        with self._reading() as connection:
            return reading.named(connection, what)

    def keys_in(self, name: str) -> list[str]:
        """The keys of the reports of a file of several, or of a folder: a thousand at most."""
        with self._reading() as connection:
            return reading.keys_in(connection, name)

    def stored(self, sightings: Sequence[str]) -> Iterator[Stored]:
        """The current readings of sightings, in the order given."""
        with self._reading() as connection:
            yield from reading.stored(connection, sightings)

    def current(self, sightings: Collection[str]) -> dict[str, int]:
        """The numbers of the current readings of sightings; what a reading says never changes."""
        with self._reading() as connection:
            return TraceShelf(connection).current(sightings)

    def every(self, *, engine_is_not: str | None = None, media_type: str | None = None) -> Iterator[str]:
        """Every sighting; only those that another engine has read, or of payloads of one type, if given."""
        with self._reading() as connection:
            yield from reading.every(connection, engine_is_not=engine_is_not, media_type=media_type)

    def reports(self) -> Iterator[Report]:
        """Every report as it was sealed last, in the order in which they were read."""
        with self._reading() as connection:
            yield from (one.report for one in reading.stored(connection, reading.every(connection)))

    def with_words(self, words: str) -> list[str]:
        """Sightings of reports that have these words in one stretch, or nearly, newest first."""
        with self._reading() as connection:
            return with_words(connection, words)

    def payload(self, report: str) -> bytes:
        """The bytes of a report as they came. Raises RecordError where it is not on the record."""
        with self._reading() as connection:
            return reading.payload(connection, report)

    def proofs(self, proved: Proved | None = None) -> Iterator[tuple[str, Lie]]:
        """Everything on the record that does not hold, with its place; `proved` counts what was looked at.

        The full text index of a SQLite file that may not be written is not proved: its own check needs a writer.
        """
        with self._reading() as connection:
            yield from proofs.proofs(connection, proved or Proved())
        if self._engine.dialect.name == "sqlite":
            with told(self.place):
                found = whole.index(opening.opened(self.place, create=False, write=True))
            yield from found

    def judge(self, judged: Sequence[Judgement]) -> int:
        """Keep what people said of facts; how many judgements were new."""
        with told(self.place), opening.writing(self._engine) as connection:
            return judgements.judge(connection, judged)

    def judgements(self, what: str | None = None) -> list[Judgement]:
        """What people said: of everything, or of a fact, a sighting or a report."""
        with self._reading() as connection:
            return list(judgements.judged(connection, None if what is None else failures.kept(what)))

    def groups(self, sightings: Collection[str] | None = None) -> list[Grouped]:
        """The family and the incident of every report that is linked, or of some."""
        with self._reading() as connection:
            return list(grouped(connection, sightings))

    def unlinked(self) -> bool:
        """Whether a report on the record was never linked to its like."""
        with self._reading() as connection:
            return bool(TraceShelf(connection).waiting(0, 1))

    def placed(self) -> Iterator[Placed]:
        """Every report that is linked, in its groups, in the order of their dates."""
        with self._reading() as connection:
            yield from placed(connection)

    def placed_of(self, sightings: Collection[str]) -> list[Placed]:
        """Of these reports those that are linked, in their groups, in the order of their dates."""
        with self._reading() as connection:
            return placed_of(connection, sightings)

    def members(self, kind: TieKind, group: str) -> list[str]:
        """The sightings in a family or an incident."""
        with self._reading() as connection:
            return members(connection, kind, group)

    def incidents(self, published: Dates | None, after: str | None, most: int) -> tuple[list[Incident], str | None]:
        """Incidents that several reports tell of, and the cursor of what comes after; see `incidents.incidents`."""
        with self._reading() as connection:
            return incidents.incidents(connection, published, after, most)

    def bonded(self, sightings: Sequence[str]) -> list[Bonded]:
        """What binds these reports to each other, the strongest first."""
        with self._reading() as connection:
            return incidents.bonded(connection, sightings)

    def ties_of(self, sightings: Sequence[str]) -> list[Tie]:
        """What people said of these reports as telling of incidents, the last first."""
        with self._reading() as connection:
            return incidents.ties_of(connection, sightings)

    def ties(self) -> list[Tie]:
        """What people said of reports that belong together or do not, the first first."""
        with self._reading() as connection:
            return tied(connection)

    def overview(self) -> Overview:
        """The record at a glance."""
        with self._reading() as connection:
            return overview(connection)

    def search(self, query: Query, after: str | None = None) -> Iterator[Hit]:
        """The facts that a query asks for, best or newest first; see `search`. `after` is the cursor of a hit."""
        with self._reading() as connection:
            yield from search(connection, query, after)

    def facets(self, query: Query, most: int) -> Facets:
        """How the facts that a query asks for divide, counted over the first of them."""
        with self._reading() as connection:
            return facets.facets(connection, query, most)

    def first(self, query: Query, limit: int, most: int) -> tuple[list[Hit], Facets]:
        """The first hits of a search, and how its first facts divide: both by one walk."""
        with self._reading() as connection:
            return facets.first(connection, query, limit, most)

    def count(self, query: Query, most: int) -> Facets:
        """How many facts a query asks for, counted to `most`; at least so many where that is not the whole."""
        with self._reading() as connection:
            return facets.count(connection, query, most)

    def sightings_with(self, query: Query, most: int) -> tuple[list[str], bool]:
        """The sightings of the first facts, as many as `most`, that a query asks for; and whether that is all."""
        with self._reading() as connection:
            return facets.sightings(connection, query, most)

    def arrivals(self, since: str | None, after: str | None, most: int) -> list[Arrival]:
        """What came to the record since a moment, the newest first."""
        with self._reading() as connection:
            return list(arrivals(connection, since, after, most))

    def without_facts(self, words: str, most: int) -> list[str]:
        """Some sightings with the words of a search in a passage where no fact begins, newest first."""
        looked = asked(words)
        with self._reading() as connection:
            return [] if looked is None else without_facts(connection, looked, most)

    def shown(self, what: str) -> Shown | None:
        """The newest report, or the fact in it, that a url, a key or an id names, with its history."""
        with self._reading() as connection:
            return shown_of(connection, what)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.place), opening.reading(self._engine) as connection:
            yield connection


def open_store(place: str, *, create: bool = False, write: bool = False) -> Store:
    """Open a record: a path (SQLite) or `postgresql://…`. See `opening.opened` for what is refused."""
    return Store(place, opening.opened(place, create=create, write=write))
