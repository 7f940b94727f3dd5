"""A report → whom and what it names, with what it tells of each: roles and offices, countries, age, company.

Only what the report itself tells goes in. Sources without a name and names without a capital letter are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.lexicon import words as listed
from onrecord.model import Entity, Report, Span
from onrecord.model.identity import Named
from onrecord.model.ids import DIGITS
from onrecord.relate import organisations
from onrecord.relate.countries import country_of, is_known, regions, same_place, told
from onrecord.relate.names import REMEMBERED, folded, person, plain
from onrecord.relate.persons import is_full

COMPANY = 48  # others that are kept of a report
OTHERS = 12  # forms of a name that are kept
LOOKED = 6  # mentions of one entity that are looked at
LONGEST = 160  # characters of a name; what is longer is none
WORDS = 10
_NEAR = 90  # characters on either side of a mention in which its office and its country stand
_GAP = 30  # characters between a name and its office
_AGE = re.compile(r",? \(?(?:aged? )?(1[0-9]|[2-9][0-9])(?:\)|,| years old|-year-old)")
_AGED = re.compile(r"(1[0-9]|[2-9][0-9])[- ]years?[- ]old (?:[a-z]+ ){0,3}$")
_BESIDE = ", "
_BEFORE = re.compile(r"(?:([a-zA-Z]+) )?([A-Z][\w.\-]*(?: [A-Z][\w.\-]*)?)(?:['’]s?)? $")
_AFTER = re.compile(r" (?:of|for) (?:the )?([A-Z][\w.\-]*(?: [A-Z][\w.\-]*)?)")
_WHERE = frozenset({"in", "to", "from", "at", "near", "and"})
_YEAR = 4


def named(report: Report) -> tuple[Named, ...]:
    """Everybody and everything that a report names, each once."""
    countries, home = told(report)
    company = _company(report)
    near = regions(report)
    places = {
        mention.start: entity for entity in report.entities if entity.kind == "place" for mention in entity.mentions
    }
    found: dict[str, Named] = {}
    for entity in report.entities:
        if not _is_name(entity):
            continue
        name = " ".join(entity.name.split())
        one = Named(
            id=name_id(report.id, entity.kind, compared(entity)),
            report=report.id,
            kind=entity.kind,
            name=name,
            others=_others(entity, name),
            roles=tuple(sorted({role.casefold() for role in entity.roles})),
            offices=tuple(sorted(set(_offices(report.text, entity)))) if entity.kind == "person" else (),
            countries=countries,
            regions=near if entity.kind == "place" else (),
            home=_own_country(report.text, entity) or home if entity.kind == "organisation" else home,
            region=_region(report.text, entity, places) if entity.kind == "place" else None,
            born=_born(report, entity) if entity.kind == "person" else None,
            company=tuple(key for key in company if key != _met(entity)),
            published=report.published.value if report.published else None,
        )
        found.setdefault(one.id, one)
    return tuple(found.values())


def name_id(report: str, kind: str, key: str) -> str:
    """`n_…`, of the report's id, the kind and the name as it is compared."""
    framed = "".join(f"{len(part)}:{part};" for part in (report, kind, key))
    return f"n_{hashlib.sha256(framed.encode()).hexdigest()[:DIGITS]}"


def compared(entity: Entity) -> str:
    """The name of an entity as it is compared within its report."""
    return plain(entity.name) if entity.kind == "person" else " ".join(folded(entity.name))


def _is_name(entity: Entity) -> bool:
    name = entity.name
    if entity.kind == "unnamed" or len(name) > LONGEST or not any(letter.isupper() for letter in name):
        return False
    return 0 < len(folded(name)) <= WORDS


def _others(entity: Entity, name: str) -> tuple[str, ...]:
    forms = dict.fromkeys(" ".join(mention.exact.split()) for mention in entity.mentions)
    return tuple(sorted(form for form in list(forms)[: 4 * OTHERS] if form != name and len(form) <= LONGEST))[:OTHERS]


def _company(report: Report) -> tuple[str, ...]:
    """Names by which two reports are seen to be of one circle: full names of persons, bodies known by their own."""
    met = (_met(entity) for entity in report.entities if _is_name(entity))
    return tuple(sorted(list(dict.fromkeys(key for key in met if key))[:COMPANY]))


def _met(entity: Entity) -> str | None:
    if entity.kind == "person" and is_full(entity.name):
        return f"p {' '.join(person(entity.name))}"
    if entity.kind == "organisation" and organisations.rarity(entity.name) == "own":
        return f"o {organisations.key(entity.name)}"
    return None


def _offices(text: str, entity: Entity) -> Iterator[tuple[str, str]]:
    """Roles whose country stands beside them: "Kenyan health minister", "president of Kenya", "Kenya's mayor"."""
    for mention in entity.mentions[:LOOKED]:
        before, after = text[max(0, mention.start - _NEAR) : mention.start], text[mention.end : mention.end + _NEAR]
        for role in entity.roles:
            at = before.casefold().rfind(role.casefold())
            if at >= 0 and len(before) - at - len(role) <= _GAP:
                yield from ((head(role), country) for country in _beside(before, at, at + len(role)))
            at = after.casefold().find(role.casefold())
            if 0 <= at <= _GAP:
                yield from ((head(role), country) for country in _beside(after, at, at + len(role)))


def _beside(near: str, start: int, end: int) -> Iterator[str]:
    """The country directly before or after a place, as part of its phrase: "Kenya's …", "Kenyan …", "… of Kenya"."""
    before = _BEFORE.search(near, 0, start)
    if before and (before[1] or "").casefold() not in _WHERE:
        country = country_of(before[2]) or country_of(before[2].rpartition(" ")[2])
        if country:
            yield country
            return
    after = _AFTER.match(near, end)
    if after:
        country = country_of(after[1]) or country_of(after[1].partition(" ")[0])
        if country:
            yield country


@lru_cache(maxsize=REMEMBERED)
def head(role: str) -> str:
    """The noun of a role that tells what it is: "deputy health minister" → "minister"."""
    words = role.casefold().replace("–", "-").split()
    for word in reversed(words):
        if word in listed("role_fields"):
            return word
    return words[-1] if words else ""


def _region(text: str, entity: Entity, places: dict[int, Entity]) -> str | None:
    """What a place is said to be in: "Hask, Ontario"; "Hask, Ontario and Quebec" are three places of a list."""
    if country_of(entity.name) or is_known(entity.name):
        return None
    for mention in entity.mentions[:LOOKED]:
        beside = places.get(mention.end + len(_BESIDE))
        if beside is None or beside is entity or not country_of(beside.name):
            continue
        end = next(each.end for each in beside.mentions if each.start == mention.end + len(_BESIDE))
        listed_ = text[max(0, mention.start - 2) : mention.start] == _BESIDE or text[end : end + 5] in (
            " and ",
            ", and",
        )
        if not listed_ and (text[end : end + 2] != _BESIDE or end + 2 not in places):
            return same_place(beside.name)
    return None


def _own_country(text: str, entity: Entity) -> str | None:
    """The country that stands beside a body's name: "Kenyan Health Ministry", "the Health Ministry of Kenya"."""
    for mention in entity.mentions[:LOOKED]:
        near = text[max(0, mention.start - _NEAR) : mention.end + _NEAR]
        start = min(mention.start, _NEAR)
        found = next(_beside(near, start, start + mention.end - mention.start), None)
        if found:
            return found
    return None


def _born(report: Report, entity: Entity) -> int | None:
    """About the year in which somebody was born, by the age told beside the name."""
    year = (report.published.value if report.published else "")[:_YEAR]
    if not year.isdecimal():
        return None
    for mention in entity.mentions[:LOOKED]:
        age = _age(report.text, mention)
        if age is not None:
            return int(year) - age
    return None


def _age(text: str, mention: Span) -> int | None:
    after = _AGE.match(text, mention.end)
    before = _AGED.search(text, max(0, mention.start - _NEAR), mention.start)
    found = after or before
    return int(found[1]) if found else None
