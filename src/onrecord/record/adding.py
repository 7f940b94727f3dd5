"""Paths → reports on the record: read by many processes, written by this one, a batch at a time.

What is on the record already is not read again. Killed at any moment and run again, nothing is lost and nothing is
there twice, since a batch is there whole or not at all, and what is there is told by its sighting's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord import codec, pipeline
from onrecord.acquire import Input
from onrecord.batch import Died, Runner, engine, lost
from onrecord.model import Document, Failure
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.model.place import is_web
from onrecord.record.ledger import AT_ONCE, HEAVY, File, Ledger, Seen, Step
from onrecord.record.queues import Queues
from onrecord.record.sources import Same, Source, failed_sources, sources, total
from onrecord.settings import Settings
from onrecord.store import Store, path_same

if TYPE_CHECKING:
    from onrecord.record.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a run came to: inputs by what became of them, and the facts of those that were added."""

    added: int = 0
    known: int = 0
    failed: int = 0
    facts: int = 0

    def and_one(self, step: Step) -> Added:
        """With one more input."""
        return Added(
            added=self.added + (step.became == "added"),
            known=self.known + (step.became == "known"),
            failed=self.failed + (step.became == "failed"),
            facts=self.facts + step.facts,
        )


def add(
    store: Store,
    paths: Iterable[str],
    settings: Settings,
    *,
    now: Callable[[], str],
    published: str | None = None,
    retry: bool = False,
    progress: Callable[[Step], None] | None = None,
    web: Web | None = None,
    runner: Runner = "processes",
) -> Added:
    """Put the reports behind paths on the record, and those that failed before where `retry` is set.

    What is asked of other machines is asked by `web`, for which there is one of this run alone where none is given.

    `published` is the publication date of reports that give none, `now` tells the moment (UTC), `runner` is what reads.
    Raises RecordError where the record cannot be written; what was written before stays.
    """
    given, failed, added = list(paths), store.failed(), Added()
    again = failed if retry else []
    asks = web or _web(store, settings, now, [*given, *(each.path for each in again)])

    def found() -> Iterator[Source]:
        for path in given:
            yield from (
                asks.sources(path, published) if asks and is_web(path) else sources([path], published, store.place)
            )
        if asks:
            for path, day in dict.fromkeys((each.path, each.published) for each in again if is_web(each.path)):
                yield from asks.again(path, day)
        yield from failed_sources([each for each in again if not is_web(each.path)], store.place)

    size = total(found()) if progress and not asks else None

    def step(done: Step) -> None:
        nonlocal added
        added = added.and_one(done)
        if asks:
            asks.step(done)
        if progress:
            progress(replace(done, total=size))

    ledger = Ledger(store=store, now=now, step=step, troubled={path_same(each.path) for each in failed})
    queues: Queues[tuple[Seen, bytes | Failure | Died]] = Queues()

    def tasks() -> Iterator[tuple[Seen, Document]]:
        for seen, document in _tasks(ledger, found(), settings):
            queues.begin(seen.sighting, document.url or document.key)
            yield seen, document

    with closing(engine(runner)(pipeline.read_encoded, tasks(), settings.processes)) as results:
        for known, read in results:
            for seen, result in queues.done(known.sighting, (known, read)):
                if isinstance(result, bytes):
                    ledger.report(seen, codec.decode(result, seen.locator))
                else:
                    ledger.lost(seen, lost(seen.locator, result) if isinstance(result, Died) else result)
    ledger.write()
    if asks:
        asks.finish()
    return added


def _web(store: Store, settings: Settings, now: Callable[[], str], paths: Iterable[str]) -> Web | None:
    """Who asks other machines, where something lies there."""
    if not any(map(is_web, paths)):
        return None
    from onrecord.record.web import web

    return web(store, settings, now)


def _tasks(ledger: Ledger, found: Iterable[Source], settings: Settings) -> Iterator[tuple[Seen, Document]]:
    """The documents that are to be read, looked up many at a time."""
    tried: set[str] = set()
    group: list[tuple[Seen, Document]] = []
    heavy = 0
    for source in found:
        if source.same in ledger.troubled and not source.is_passing:  # it may be given, and have failed before
            if source.same in tried:
                continue
            tried.add(source.same)
        file = File(source=source)
        for one in _inputs(source, settings):
            if isinstance(one, Same):
                file.under_way += 1
                ledger.known(Seen(file=file, locator=one.locator, sighting=one.sighting, payload=b"", size=0))
                continue
            document = one.acquired if isinstance(one.acquired, Failure) else _keepable(one.acquired, one.locator)
            if isinstance(document, Failure):
                ledger.failure(file, one.size, document)
                continue
            file.under_way += 1
            group.append((_seen(file, one, document), document))
            heavy += len(document.payload)
            if len(group) == AT_ONCE or heavy > HEAVY or not source.is_there:
                yield from _unknown(ledger, group)
                group, heavy = [], 0
        ledger.whole(file)
    yield from _unknown(ledger, group)


def _inputs(source: Source, settings: Settings) -> Iterator[Input | Same]:
    if source.opened is not None:
        return source.opened()
    if source.failures is None:
        return pipeline.inputs(source.path, settings, source.published, source.name)
    return (Input(locator=failure.locator, acquired=failure, size=0) for failure in source.failures)


def _seen(file: File, one: Input, document: Document) -> Seen:
    published = document.published.value if document.published else None
    sighting = sighting_id(report_id(sha256(document.payload)), document.url or document.key, published)
    return Seen(file=file, locator=one.locator, sighting=sighting, payload=document.payload, size=one.size)


def _unknown(ledger: Ledger, group: list[tuple[Seen, Document]]) -> Iterator[tuple[Seen, Document]]:
    """Those documents that are not on the record, nor on their way to it."""
    there = ledger.store.known([seen.sighting for seen, _ in group]) if group else set()
    for seen, document in group:
        if seen.sighting in there:
            ledger.known(seen)
        elif ledger.takes(seen):
            yield seen, document


def _keepable(document: Document, locator: str) -> Document | Failure:
    """The document, or why a database could not keep it: PostgreSQL's texts have no NUL, and the stores are equal."""
    told = {"title": document.title, "outlet": document.outlet, "url": document.url, "language": document.language}
    for what, words in ({"text": document.text, "id": document.key} | told).items():
        if words is not None and "\0" in words:
            return Failure(
                locator=locator,
                reason=f"its {what} holds a NUL character (U+0000), which no record keeps",
                remedy="take the NUL characters out of it",
            )
    return document
