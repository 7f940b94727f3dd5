"""A file of citations → what comes of each, held against the reports on the record. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from onrecord import prove
from onrecord.model import Failure, Report
from onrecord.model.citation import Citation, Verdict
from onrecord.record.naming import spellings
from onrecord.store import Store

VERSIONS = 50  # versions of a cited report that are looked into


def verdicts(store: Store, source: bytes | BinaryIO, name: str = "citations") -> Iterator[Verdict | Failure]:
    """What comes of each row of a CSV, in order; a row that cannot be read is a Failure in its place."""
    for citation in prove.read(source, name):
        if isinstance(citation, Failure):
            yield citation
        else:
            yield prove.judge(citation, cited(store, citation), lambda words: elsewhere(store, words))


def cited(store: Store, citation: Citation) -> list[Report]:
    """The reports that a citation names, newest first: by its id, key or url, and by the url as others write it."""
    named = [name for name in (citation.id, citation.key, citation.url) if name]
    for name in [*named, *(spellings(citation.url) if citation.url else ())]:
        sightings = store.named(name)
        if sightings:
            return [one.report for one in store.stored(sightings[:VERSIONS])]
    return []


def elsewhere(store: Store, words: str) -> Iterable[Report]:
    """Reports of the whole record with the words in them, likeliest first."""
    return (one.report for one in store.stored(store.with_words(words)))
