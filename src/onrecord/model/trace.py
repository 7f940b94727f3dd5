"""What is kept of a report to find its like by: prints of its wording, and what it tells of an incident.

What goes in and comes out: frozen values. A trace is made from one report alone, so it is the same whatever else is on
the record; how rare a word is there, and what is boilerplate, is told by all traces together (see `relate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Bond: TypeAlias = Literal["copy", "holds", "held", "incident"]
TieKind: TypeAlias = Literal["family", "incident", "name"]
TieVerdict: TypeAlias = Literal["same", "different", "open"]

# Keys that reports are found by are whole numbers: prints below the first of these bits, words and people above it, and
# with the second one those under which the periods of a word are counted.
WORD_BIT, PERIODS_BIT = 1 << 62, 1 << 61
# How far is counted: more changes nothing. Beginnings of stories, periods of a word, and reports that hold a key.
LEADS, PERIODS, HOLDERS = 65, 8, 131


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A report's own. `day` and `days` count from 1 January of year 1; `words` have what each weighs, the first first.

    `lead` is a print of the first words, which copies share; `prints` are those whose number is a multiple of
    2 ** `coarse`. `people`, `places` and `kinds` are names as they are compared, `ages` and `tolls` are figures.
    `beside` has for each word the print nearest to where it stands first (0 in a title); `wires` are the agencies that
    it says wrote it.
    """

    lead: int
    prints: tuple[int, ...]
    coarse: int
    day: int | None
    days: tuple[int, ...]
    words: tuple[tuple[str, float], ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    ages: tuple[int, ...]
    tolls: tuple[tuple[str, int], ...]
    kinds: tuple[str, ...]
    beside: tuple[int, ...] = ()
    wires: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonded:
    """Two reports, by the names of their sightings (`one` < `other`), and what binds them: how strongly, and why.

    `holds`: the first holds the other as an excerpt; `held`: the other way round. Of an incident, `strength` is the log
    odds that both tell of the same one; of wording, the share of the shorter report's that both have; in thousandths.
    """

    one: str
    other: str
    bond: Bond
    strength: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a person said of two sightings, or two names of reports: that they are one, are not, or (`open`) no more."""

    kind: TieKind
    one: str
    other: str
    verdict: TieVerdict
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A report in its groups: the family of its wording, the incident that it tells of, and why.

    `origin` is whose wording it is, and `basis` how that is known: `agency` (a report of the family says so), or
    `first` (the outlet that published it before all others).
    """

    sighting: str
    family: str
    incident: str
    why: str
    origin: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A report in its groups, with what people know it by."""

    key: str | None
    group: str
    family: str
    why: str
    sighting: str
    report: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    origin: str | None = None
    basis: str | None = None
    holds: tuple[str, ...] = ()
