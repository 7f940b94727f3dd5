"""What is known of those who are put together, and whether two such lots can be one: `Named … → Profile`, `clash`.

Nobody was born in two years; nobody is the mayor of one country and the mayor of another, a striker and a bishop. What
clashes keeps two of one name apart, whatever else they share.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.identity import Named
from onrecord.relate.names import suffix
from onrecord.relate.signs import fields

YEARS = 2  # that ages told at different times may differ by
# Walks of life that are often one person's, one after the other or at the same time; of others the two are two people.
_OFTEN: dict[str, frozenset[str]] = {
    "politics": frozenset({"law", "security", "royal", "religion", "media", "business", "science", "medicine"}),
    "science": frozenset({"medicine", "media", "business", "law"}),
    "media": frozenset({"arts", "business", "law"}),
    "business": frozenset({"law", "sport", "arts", "royal"}),
    "security": frozenset({"royal", "law"}),
}
# Those who stand for one country in another: "Kenyan ambassador" and "ambassador to Peru" may be one.
_ABROAD = frozenset({"ambassador", "envoy", "consul", "correspondent", "coach", "player", "striker", "manager"})


@dataclass(slots=True)
class Profile:
    """What is known of several who are one."""

    born: set[int] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    offices: dict[str, set[str]] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def take(self, other: Profile) -> None:
        """All that is known of others, too."""
        self.born |= other.born
        self.suffixes |= other.suffixes
        for role, countries in other.offices.items():
            self.offices.setdefault(role, set()).update(countries)
        self.fields |= other.fields
        self.regions |= other.regions
        self.countries |= other.countries


def profile(named: Named) -> Profile:
    """What one report tells."""
    offices: dict[str, set[str]] = {}
    for role, country in named.offices:
        offices.setdefault(role, set()).add(country)
    end = suffix(named.name) if named.kind == "person" else None
    return Profile(
        born={named.born} if named.born else set(),
        suffixes={end} if end else set(),
        offices=offices,
        fields=set(fields(named)) if named.kind == "person" else set(),
        regions={named.region} if named.region else set(),
        countries=set(named.countries),
    )


def clash(one: Profile, other: Profile, *, close: bool) -> str | None:
    """Why two lots cannot be one, None where they can. `close`: they share an office or company, so that only what no
    one person can be keeps them apart.
    """
    years = one.born | other.born
    if one.born and other.born and max(years) - min(years) > YEARS:
        return "ages told differ"
    if one.suffixes and other.suffixes and not one.suffixes & other.suffixes:
        return "Jr and Sr"
    if one.regions and other.regions and not one.regions & other.regions:
        return "told to lie elsewhere"
    if close:
        return None
    for role in (one.offices.keys() & other.offices.keys()) - _ABROAD:
        if not one.offices[role] & other.offices[role]:
            return f"{role} of different countries"
    if one.fields and other.fields and not one.fields & other.fields:
        apart = all(_apart(left, right) for left in one.fields for right in other.fields)
        return "walks of life that are seldom one person's" if apart else None
    return None


def strange(one: Profile, other: Profile) -> bool:
    """Whether nothing but the name speaks for two lots: they are of different parts of the world."""
    return bool(one.countries and other.countries and not one.countries & other.countries)


def _apart(one: str, other: str) -> bool:
    return other not in _OFTEN.get(one, ()) and one not in _OFTEN.get(other, ())
