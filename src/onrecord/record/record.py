"""One open record and what can be done with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Unpack

from onrecord.model import Failure, Judgement, Report
from onrecord.model.citation import Verdict
from onrecord.model.facets import Arrival, Facets
from onrecord.model.judgement import Verdict as Ruling
from onrecord.model.proof import Lie
from onrecord.model.query import Hit, Query, dates
from onrecord.model.relation import Relation
from onrecord.model.series import Kind, Series
from onrecord.model.shown import Shown, Version
from onrecord.model.trace import Placed, Tie, TieKind, TieVerdict
from onrecord.model.vocabulary import Outcome
from onrecord.record import adding, asking, citing, exporting, figures, judging, linking, proving, updating
from onrecord.record.adding import Added
from onrecord.record.asking import Filters
from onrecord.record.exporting import Kept
from onrecord.record.ledger import Step
from onrecord.record.proving import Derived
from onrecord.record.updating import Updated
from onrecord.relate.wanted import Wanted
from onrecord.settings import Settings, publication_date
from onrecord.store import Closing, Failed, Overview, Proved, Store, open_store


@dataclass(frozen=True, slots=True)
class Record(Closing):
    """An open record; close it, or use it in a `with` block.

    Methods raise RecordError where the database cannot do what is asked.
    """

    store: Store
    settings: Settings

    def close(self) -> None:
        """Give the database back."""
        self.store.close()

    @property
    def name(self) -> str:
        """The record's place, without a password in it."""
        return self.store.name

    def add(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
        *,
        published: str | date | None = None,
        retry: bool = False,
        progress: Callable[[Step], None] | None = None,
    ) -> Added:
        """Read the reports in files and folders, and at addresses, and put those on the record that it does not have.

        `published` (an ISO date or date-time) is the publication date of reports that give none. `retry`: what failed
        before is tried again. `progress` is called with each input when it is on the record.
        """
        several = [paths] if isinstance(paths, str | os.PathLike) else paths
        day = published.isoformat() if isinstance(published, date) else published
        return adding.add(
            self.store,
            ["./-" if path == "-" else os.fspath(path) for path in several],
            self.settings,
            now=moment,
            published=None if day is None else publication_date(day),
            retry=retry,
            progress=progress,
        )

    def update(self, *, every: bool = False, progress: Callable[[Step], None] | None = None) -> Updated:
        """Read again what another engine than this program's has read, or all of it (`every`)."""
        return updating.update(self.store, self.settings, now=moment, every=every, progress=progress)

    def stats(self) -> Overview:
        """The record at a glance: totals, engines, outlets, dates, size."""
        return self.store.overview()

    def failures(self) -> list[Failed]:
        """What could not be read, with its reason and what to do."""
        return self.store.failed()

    def proofs(self, proved: Proved | None = None) -> Iterator[tuple[str, Lie]]:
        """Everything on the record that does not hold: its place, what it says and what is true.

        Nothing is taken on trust: payloads, texts, spans, hashes, ids, seals and rows are worked out again. `proved`
        counts what was looked at.
        """
        return proving.proofs(self.store, proved or Proved())

    def derivations(self, seen: Callable[[str], None] = lambda _: None) -> Iterator[Derived]:
        """The pages that this version of the program would read otherwise than they were read; no lies."""
        return proving.derivations(self.store, seen)

    def verdicts(self, citations: bytes | BinaryIO, name: str = "citations") -> Iterator[Verdict | Failure]:
        """What comes of each citation of a CSV (url or key or id; quote or figure); see docs/citations.md."""
        return citing.verdicts(self.store, citations, name)

    def export(self, format: str, destination: BinaryIO | Path, what: Iterable[str] = (), *, raw: bool = False) -> None:
        """Write the record, or the reports that urls, keys or ids name, in a format of `onrecord.export.FORMATS`."""
        exporting.write(self.store, format, destination, what, raw=raw)

    def review(
        self,
        format: str,
        lines: Iterable[str | bytes],
        *,
        by: str,
        at: str | None = None,
        kept: Kept | None = None,
    ) -> Iterator[Judgement | Failure]:
        """Keep what people said in an annotator's file, beside what the machine found.

        `by` and `at` hold where the file does not tell who and when; without `at` it is now, and the same file again
        adds nothing. `kept` counts what was new.
        """
        return exporting.review(self.store, format, lines, by=by, at=at, kept=kept)

    def judge(
        self,
        fact: str,
        verdict: Ruling,
        *,
        by: str,
        sighting: str | None = None,
        values: Mapping[str, str | None] | None = None,
        moved: Mapping[int, str] | None = None,
    ) -> Judgement:
        """Keep what somebody says of a fact, beside what the machine found: see `record.judging`."""
        return judging.judge(self.store, fact, verdict, by=by, sighting=sighting, values=values, moved=moved)

    def judgements(self, what: str | None = None) -> list[Judgement]:
        """What people said: of everything, or of a fact, a sighting or a report."""
        return self.store.judgements(what)

    def search(
        self, query: Query | str = "", *, limit: int | None = None, after: str | None = None, **filters: Unpack[Filters]
    ) -> Iterator[Hit]:
        """Facts, lazily: the best first where words are asked for, else the newest.

        `query`: words (`flood "burst its banks" evacuat* dam OR bridge -rehearsal`), or a Query. `filters` are the
        fields of a Query, dates as people write them: `search("dam", who="Rosa Denholm", published="2031-05..")`.
        `after` is the cursor of a hit of the same query, to go on after it. Raises InputError where something is not
        understood.
        """
        return asking.search(self.store, asking.query_of(query, filters), limit, after)

    def facets(self, query: Query | str = "", *, most: int = 1_000, **filters: Unpack[Filters]) -> Facets:
        """How the facts that a search finds divide: by kind, outcome, outlet, year, speaker and so on.

        Counted over the first facts of the search, as many as `most`.
        """
        return self.store.facets(asking.query_of(query, filters), most)

    def arrivals(self, *, since: str | None = None, after: str | None = None, limit: int = 50) -> list[Arrival]:
        """What came to the record, the newest first: since a day or a moment (UTC), after the cursor of an arrival."""
        return self.store.arrivals(since, after, limit)

    def series(
        self,
        outcome: Outcome,
        *,
        place: str | None = None,
        since: str | None = None,
        source: str | None = None,
        counted: str | None = None,
        kind: Kind | None = None,
        published: str | None = None,
    ) -> Series:
        """How many, by day: a line for each source, of figures of one thing (docs/records/series.md).

        `since`: from when it counts ("2031-05"). `counted`: who ("children"; "people" is anybody). `kind`: incident,
        cumulative, period, stock, change or unknown. `published`: dates as people write them ("2031-05..").
        """
        wanted = Wanted(outcome=outcome, place=place, since=since, source=source, counted=counted, kind=kind)
        return Series(figures.lines(self.store, wanted, None if published is None else dates(published, "published")))

    def relations(self, *what: str, published: str | None = None) -> list[Relation]:
        """What repeats, updates, supersedes, differs from, contradicts, denies or retracts what.

        `what`: the urls, keys, ids or incidents whose reports are held against each other; all without one.
        """
        days = None if published is None else dates(published, "published")
        return figures.related(self.store, what, days)

    def incidents(self) -> Iterator[Placed]:
        """Every report in its groups: the incident that it tells of, the family of its wording, why, and whose it is.

        What an older program put on the record is linked first, for which the record has to be open to write.
        """
        if linking.is_behind(self.store):
            linking.catch_up(self.store)
        return self.store.placed()

    def tie(
        self, kind: TieKind, verdict: TieVerdict, what: str, others: Sequence[str], *, by: str, at: str | None = None
    ) -> list[Tie]:
        """Keep what a person says of reports, by url, key or id: that one belongs with others, does not, or no more.

        Of `kind` family (one wording) or incident. It stands above what the machine finds; the last word counts.
        """
        return linking.tied(self.store, kind, verdict, what, others, by=by, at=at or moment())

    def show(self, what: str) -> Shown:
        """The newest report under a url, key or id, or a fact in it, with all that the record knows of it."""
        return asking.show(self.store, what)

    def versions(self, what: str) -> Iterator[Version]:
        """What each version of a report has otherwise than the one before it, the oldest first."""
        return asking.versions(self.store, what)

    def reports(self) -> Iterator[Report]:
        """Every report on the record, in the order in which they were read."""
        return self.store.reports()


def open_record(
    place: str | os.PathLike[str], *, create: bool = True, write: bool = True, settings: Settings | None = None
) -> Record:
    """Open a record: the path of a SQLite file, or `postgresql://…`.

    `create`: make it where there is none. `write`: False opens it so that nothing in it can change.
    """
    store = open_store(os.fspath(place), create=create and write, write=write)
    return Record(store, settings or Settings())


def moment() -> str:
    """Now, as the record writes it: `2031-05-14T08:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
