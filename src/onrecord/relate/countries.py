"""Which countries a report tells of: `names of places, peoples, bodies → countries` as `countries.tsv` names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

from onrecord.lexicon import table
from onrecord.lexicon import words as listed
from onrecord.model import Entity, Report
from onrecord.relate.names import REMEMBERED, folded

MOST = 8  # countries that are kept of a report
STANDS_OUT = 0.5  # share of what names countries in a report from which one of them is its own
AHEAD = 2  # times as often named as the next
_SPECIFIC = 2  # words that the name of a people or a country may have inside another name


@lru_cache(maxsize=REMEMBERED)
def country_of(name: str) -> str | None:
    """The country that a place, a people or an adjective ("Kenyan") tells, itself a country or in one."""
    return _told().get(" ".join(folded(name)))


@lru_cache(maxsize=REMEMBERED)
def inside(name: str) -> str | None:
    """The country that is part of a name: "Kenyan Health Ministry", "Ministry of Health of Kenya"."""
    words = folded(name)
    for length in (_SPECIFIC, 1):
        for at in range(len(words) - length + 1):
            found = _told().get(" ".join(words[at : at + length]))
            if found:
                return found
    return None


def told(report: Report) -> tuple[tuple[str, ...], str | None]:
    """The countries that a report tells of, the most named first, and the one that it is about, if one stands out.

    Where it names none, the country of the site that it was on stands in; where several, that one of them.
    """
    counted = Counter[str]()
    for entity in report.entities:
        found = _country(entity)
        if found:
            counted[found] += len(entity.mentions)
    if not counted:
        site = of_site(report.url)
        return ((site,), site) if site else ((), None)
    order = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    first, second = order[0][1], order[1][1] if len(order) > 1 else 0
    home = order[0][0] if first >= counted.total() * STANDS_OUT and first >= AHEAD * second else None
    site = of_site(report.url)
    if home is None and counted[site or ""] * AHEAD >= first:  # a site of one of the countries told writes of its own
        home = site
    return tuple(name for name, _ in order[:MOST]), home


def of_site(url: str | None) -> str | None:
    """The country of a web address's last part, where it tells one."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return dict(_domains()).get(host.rpartition(".")[2])


def _country(entity: Entity) -> str | None:
    if entity.kind in ("place", "group"):
        return country_of(entity.name)
    return inside(entity.name) if entity.kind == "organisation" else None


def is_shared(name: str, home: str | None = None) -> bool:
    """Whether several well-known places, or very many, bear this name, in a report of the country `home`."""
    if same_place(name) in _shared_at_home():
        return home == country_of(name) and len(folded(name)) == 1
    return same_place(name) in _shared_places()


def is_large(country: str | None) -> bool:
    """Whether a country is so large that many of its places share a name."""
    return country in listed("large_countries")


def regions(report: Report) -> tuple[str, ...]:
    """The regions and cities that a report names, of those that most readers know, the most named first."""
    counted = Counter[str]()
    for entity in report.entities:
        place = same_place(entity.name)
        if entity.kind == "place" and place in _regions():
            counted[place] += len(entity.mentions)
    return tuple(name for name, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST])


@cache
def _regions() -> frozenset[str]:
    return frozenset(same_place(row[0]) for row in table("regions"))


@cache
def _shared_places() -> frozenset[str]:
    return frozenset(same_place(row[0]) for row in table("shared_places") if row[1] != "home")


@cache
def _shared_at_home() -> frozenset[str]:
    return frozenset(same_place(row[0]) for row in table("shared_places") if row[1] == "home")


@cache
def _known_places() -> frozenset[str]:
    return frozenset(same_place(row[0]) for row in table("places"))


@cache
def _domains() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in table("country_domains"))


@cache
def _told() -> dict[str, str]:
    """Names of countries, capitals, regions, peoples and their adjectives, folded, and the country that each tells."""
    found: dict[str, set[str]] = {}

    def note(names: Iterable[str], country: str) -> None:
        for name in names:
            if name:
                found.setdefault(" ".join(folded(name)), set()).add(country)

    for name, capital, adjective, people, others in table("countries"):
        note((name, capital, adjective, people, *others.split("|")), name)
    capitals = {" ".join(folded(row[1])) for row in table("countries")}
    states = {" ".join(folded(row[0])): row[0] for row in table("countries")}
    for name, others in table("place_variants"):
        forms = (name, *others.split("|"))
        country = next((found_ for form in forms if (found_ := states.get(" ".join(folded(form))))), None)
        if country:
            note(forms, country)
    for name, country in table("regions"):
        if " ".join(folded(name)) not in found:
            note((name,), country)
    return {
        name: next(iter(countries))
        for name, countries in found.items()
        if len(countries) == 1 and (name in capitals or name not in _shared_places())
    }


def is_known(name: str) -> bool:
    """Whether a place stands in the tables of places, and so is known the world over."""
    return same_place(name) in _known_places()


def same_place(name: str) -> str:
    """What a place is compared by: its words, other names of it put on one."""
    words = " ".join(folded(name))
    return _variants().get(words, words)


@cache
def _variants() -> dict[str, str]:
    known: dict[str, str] = {}
    rows = [(row[0], row[1]) for row in table("place_variants")]
    rows += [(row[0], row[4]) for row in table("countries") if row[4]]
    for name, others in rows:
        first = " ".join(folded(name))
        first = known.get(first, first)
        for other in others.split("|"):
            known.setdefault(" ".join(folded(other)), first)
    return {name: known.get(first, first) for name, first in known.items()}
