"""A report or a fact with all that the record knows of it: what `Record.show` gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.change import Change, ChangeKind, Standing
from onrecord.model.judgement import Judgement
from onrecord.model.report import Report

Age: TypeAlias = Literal["earlier", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where and when a report was seen; `age` of another one than that shown: earlier or later than that."""

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    published: str | None
    first_seen: str
    last_seen: str
    modified: str | None = None
    retrieved: str | None = None
    age: Age | None = None


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
class Newer:
    """The newest version of a report that was shown in an earlier one, and what became there of the fact shown."""

    seen: Seen
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report on the record, or one fact of it (`fact`, and since when it was found).

    `readings` are in their order, `revisions` are the fact's where one is shown. `others` are the other sightings,
    newest first: those of the same url, key or id, and of the same bytes. `newer` is None in the newest version.
    """

    report: Report
    fact: str | None
    fact_first_seen: str | None
    seen: Seen
    readings: tuple[Read, ...]
    revisions: tuple[Revision, ...]
    judgements: tuple[Judgement, ...]
    others: tuple[Seen, ...]
    newer: Newer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a version of a report has otherwise than the one before it, and when either was seen first."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
    old_first_seen: str | None = None
    new_first_seen: str | None = None
