"""A report or a fact with all that the record knows of it: what `Record.show` gives."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.change import Change, ChangeKind
from onrecord.model.judgement import Judgement
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where and when a report was seen."""

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    published: str | None
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading of a report: by which engine, when, and whether it is the current one."""

    engine: str
    read_at: str
    seal: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a later reading had otherwise for one fact; `fields` are those that changed."""

    fact: str
    change: ChangeKind
    fields: tuple[str, ...]
    from_engine: str
    to_engine: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report on the record, or one fact of it (`fact`, and since when it was found).

    `readings` are in their order, `revisions` are the fact's where one is shown. `others` are the other sightings that
    were asked for by the same url, key or id, newest first.
    """

    report: Report
    fact: str | None
    fact_first_seen: str | None
    seen: Seen
    readings: tuple[Read, ...]
    revisions: tuple[Revision, ...]
    judgements: tuple[Judgement, ...]
    others: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a version of a report has otherwise than the one before it."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
