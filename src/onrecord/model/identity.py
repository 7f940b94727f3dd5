"""Who is whom across reports: what a report tells of somebody, what binds two of them, and who they come to be.

What goes in and comes out: frozen values. A `Named` is made from one report alone, so it is the same whatever else is
on the record; links and identities are told by all of them together (see `relate.identity`). What people say of two of
them is a `Tie` of the kind "name" (`model.trace`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model.vocabulary import EntityKind

Rule: TypeAlias = Literal[
    "person", "alias", "name", "spelling", "form", "initial", "surname", "acronym", "body", "place", "group"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something that one report names, with what the report tells of who that is.

    `id` is of the report, the kind and the name as it is compared: a better engine that finds the same name keeps it.
    `others` are shorter and other forms in the report, acronyms too. `offices` are roles with their country
    ("minister", "Kenya"). `countries` are those that the report tells of, `home` the one that it tells of most, if one
    stands out; `regions` are regions and cities that it names, as they are compared. `region` is told beside a place
    ("Hask, Ontario"). `born` is about the year, told by an age. `company` are names of others in the report, as they
    are compared.
    """

    id: str
    report: str
    kind: EntityKind
    name: str
    others: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    home: str | None = None
    regions: tuple[str, ...] = ()
    region: str | None = None
    born: int | None = None
    company: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two of them that are the same (`one` < `other`): by which rule, by what words, how surely."""

    one: str
    other: str
    rule: Rule
    why: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody or something across reports. `id` is that of the member that was published first.

    `names` are the spellings with the number of reports that have them, the most frequent first; `name` is the fullest
    of the most frequent. `links` are what puts the members together.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]
    members: tuple[Named, ...]
    links: tuple[Link, ...]
