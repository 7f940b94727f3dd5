"""What a name and a report tell that makes two of one name the same: `Named → key, signs`.

Those that share a key have the same name; those that share a sign, too, are put together, unless what is known of them
clashes. A sign has how sure it makes (set by reading what each put together in reports of newspapers around the world).
A name that tells by itself has the sign `ALONE`; that of a name which is rare, but no more, is weaker and must stand
against no other bearer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from onrecord.lexicon import table
from onrecord.lexicon import words as listed
from onrecord.model.identity import Named, Rule
from onrecord.relate import organisations
from onrecord.relate.countries import country_of, is_known, is_large, is_shared, same_place
from onrecord.relate.named import head
from onrecord.relate.names import folded, person, plain
from onrecord.relate.persons import LONG, is_full, is_rare

Key: TypeAlias = tuple[str, str]

ALONE = 0.98
OFFICE = 0.99
REGION = 0.98
COMPANY = 0.98
CIRCLE = 0.96
NEAR = 0.95
OF_COUNTRY = 0.97
OWN = 0.97
ROLE = 0.95
SAME_COUNTRY = 0.94
RARE = 0.9
_LETTERS = 3  # of the shortest name of a place that few know
_FEW = frozenset({"politics", "royal"})
_MAIN = 3  # countries that a report tells of most


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What two of one name may share: `token` as it is compared, how sure it makes, by which rule, in what words.

    `bare`: it is no more than the name, so that those of two parts of the world are not put together by it.
    """

    token: str
    strength: float
    rule: Rule
    why: str = field(compare=False)
    bare: bool = False


def key(named: Named) -> Key | None:
    """The name as it is looked for; None where it is no whole name."""
    if named.kind == "person":
        return ("person", plain(named.name)) if folded(named.name) else None
    if named.kind == "organisation":
        rarity = organisations.rarity(named.name)
        if rarity == "initials":
            return "acronym", organisations.acronym(named.name)
        return None if rarity == "none" else ("organisation", organisations.key(named.name))
    if named.kind == "place":
        return "place", same_place(named.name)
    return ("group", " ".join(folded(named.name))) if named.kind == "group" else None


def signs(named: Named) -> Iterator[Sign]:
    """The signs of one that a report names."""
    if named.kind == "person":
        yield from _person(named)
    elif named.kind == "organisation":
        yield from _organisation(named)
    elif named.kind == "place":
        yield from _place(named)
    elif named.kind == "group" and " ".join(folded(named.name)) in listed("party_groups"):
        if named.home:
            yield Sign(token=f"of {named.home}", strength=OF_COUNTRY, rule="group", why=f"both of {named.home}")
    elif named.kind == "group" and _is_people(named.name):
        yield Sign(token="name", strength=ALONE, rule="group", why=f"“{named.name}” are known by this name")


def _person(named: Named) -> Iterator[Sign]:
    if not is_full(named.name):
        return
    words = person(named.name)
    rare = is_rare(named.name) and len(words[0]) > 1
    own = rare or len(words) >= LONG
    for role, country in named.offices:
        yield Sign(token=f"office {role} {country}", strength=OFFICE, rule="name", why=f"{role} of {country} in both")
    for other in named.company:
        if own:
            yield Sign(token=f"with {other}", strength=COMPANY, rule="name", why=f"both name {other[2:]} too")
        else:
            for country in named.countries[:_MAIN]:
                why = f"both name {other[2:]} too and tell of {country}"
                yield Sign(token=f"with {other} {country}", strength=CIRCLE, rule="name", why=why)
    for role in sorted({head(role) for role in named.roles} & _fields().keys()):
        few = rare or _fields()[role] in _FEW  # of lawyers and officers of a common name a country has several
        for country in named.countries[:_MAIN] if few else ():
            why = f"{role} in both, both tell of {country}"
            yield Sign(token=f"role {role} {country}", strength=OF_COUNTRY, rule="name", why=why)
        if own:
            yield Sign(token=f"role {role}", strength=ROLE, rule="name", why=f"{role} in both")
    if rare:
        for country in named.countries:
            yield Sign(token=f"country {country}", strength=SAME_COUNTRY, rule="name", why=f"both tell of {country}")
        yield Sign(token="rare", strength=RARE, rule="name", why="the full name is rare", bare=True)


def _organisation(named: Named) -> Iterator[Sign]:
    rarity = organisations.rarity(named.name)
    if rarity == "world":
        yield Sign(token="name", strength=ALONE, rule="body", why=f"“{named.name}” is one body the world over")
    elif rarity == "own":
        yield Sign(token="name", strength=OWN, rule="body", why=f"“{named.name}” has words of its own", bare=True)
    elif rarity == "national" and named.home:
        yield Sign(
            token=f"of {named.home}", strength=OF_COUNTRY, rule="body", why=f"a state has one, both of {named.home}"
        )
    elif rarity == "single" and not is_large(named.home):
        for country in named.countries:
            yield Sign(token=f"country {country}", strength=SAME_COUNTRY, rule="body", why=f"both tell of {country}")
    if rarity in ("single", "initials", "general", "own"):
        where = f", both of {named.home}" if rarity != "own" else ""
        for other in named.company if named.home or rarity == "own" else ():
            token = f"with {other} {named.home if where else ''}"
            yield Sign(token=token, strength=CIRCLE, rule="body", why=f"both name {other[2:]} too{where}")


def _place(named: Named) -> Iterator[Sign]:
    own, country = same_place(named.name), country_of(named.name)
    if is_shared(named.name, named.home):
        if named.home and country in (None, named.home) and not is_large(named.home):
            yield Sign(token=f"of {named.home}", strength=OF_COUNTRY, rule="place", why=f"both of {named.home}")
        yield from _region(named)
        return
    if country or is_known(named.name):
        yield Sign(token="name", strength=ALONE, rule="place", why=f"“{named.name}” is known the world over")
        return
    words = folded(named.name)
    if len("".join(words)) < _LETTERS:
        return
    if words[-1] in listed("street_words") or is_large(named.home):
        if words[-1] not in listed("street_words"):
            for region in named.regions:
                if region != own:
                    yield Sign(
                        token=f"near {region}", strength=NEAR, rule="place", why=f"both name {region.title()} too"
                    )
        yield from _region(named)
        for other in named.company:
            yield Sign(token=f"with {other}", strength=CIRCLE, rule="place", why=f"both name {other[2:]} too")
        return
    general = all(word in organisations.common_words() or word in listed("organisation_words") for word in words)
    if named.home and not general:
        yield Sign(token=f"of {named.home}", strength=OF_COUNTRY, rule="place", why=f"both of {named.home}")
    yield from _region(named)


def _region(named: Named) -> Iterator[Sign]:
    if named.region and folded(named.name)[-1] not in listed("street_words"):
        yield Sign(token=f"in {named.region}", strength=REGION, rule="place", why=f"in {named.region.title()}, both")


def _is_people(name: str) -> bool:
    words = " ".join(folded(name))
    return words in _peoples()


@cache
def _fields() -> dict[str, str]:
    return {row[0]: row[1] for row in table("role_fields")}


def fields(named: Named) -> frozenset[str]:
    """The walks of life that somebody's roles lie in."""
    known = _fields()
    return frozenset(known[noun] for role in named.roles if (noun := head(role)) in known)


@cache
def _peoples() -> frozenset[str]:
    names = [row[0] for row in table("peoples")] + [row[3] for row in table("countries")]
    names += [row[0] for row in table("movements")]
    return frozenset(" ".join(folded(name)) for name in names if name)
