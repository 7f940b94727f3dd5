"""Names that are written otherwise and may be one's: `two names with their bearers → links, with what speaks for them`.

Names are compared only where they share a `near` key: a word and the letter that the first name begins with, a family
name, an acronym. A link always needs more than the names: an office with its country, company, an acronym that a report
gives beside the full name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.lexicon import words as listed
from onrecord.model.identity import Link, Named, Rule
from onrecord.model.vocabulary import EntityKind
from onrecord.relate import organisations
from onrecord.relate.names import folded, letters, person, sounds, variant
from onrecord.relate.persons import is_full, is_rare
from onrecord.relate.signs import OF_COUNTRY, ROLE, SAME_COUNTRY, Key, Sign

SURE: Mapping[str, float] = {"spelling": 0.95, "form": 0.93, "initial": 0.91}
SURNAME = 0.91
ACRONYM = 0.95
MAIN = 2  # countries that a report tells of most
MOST = 3  # links between two names, each by another sign
Bearers = Sequence[Named]
Signs = Callable[[Named], Iterable[Sign]]


def near(named: Named) -> Iterator[Key]:
    """The keys under which names are looked for that may be another spelling, a short or the full form of this one."""
    if named.kind == "organisation":
        yield from (("acronym", short) for short in sorted(_acronyms(named)))
        return
    if named.kind != "person":
        return
    if not is_full(named.name):
        if len(person(named.name)) == 1:
            yield "surname", sounds(named.name)[0]
        return
    heard = sounds(named.name)
    yield from (
        ("spelling", f"{letter} {word}") for letter in letters(named.name) for word in heard[1:] if len(word) > 1
    )
    yield from (("surname", word) for word in {heard[0], heard[-1]} if len(word) > 1)


def may_be(kind: EntityKind, one: str, other: str) -> bool:
    """Whether two names may be one's at all, whatever their bearers have in common."""
    if kind == "organisation":
        return (organisations.rarity(one) == "initials") != (organisations.rarity(other) == "initials")
    if kind != "person" or not (is_full(one) or is_full(other)):
        return False
    if is_full(one) and is_full(other):
        return variant(sounds(one), sounds(other)) is not None
    short, full = (other, one) if is_full(one) else (one, other)
    heard = sounds(full)
    return sounds(short)[0] in (heard[0], heard[-1]) and person(short)[0] not in listed("common_surnames")


def links(one: Bearers, other: Bearers, signs: Signs) -> list[Link]:
    """What speaks for two names that may be one's, each with its bearers, being so."""
    left, right = one[0], other[0]
    if left.kind == "organisation":
        return list(_spelt_out(one, other) if organisations.rarity(left.name) == "initials" else _spelt_out(other, one))
    if is_full(left.name) and is_full(right.name):
        return list(_written_otherwise(one, other, signs))
    return list(_by_surname(*((other, one) if is_full(left.name) else (one, other))))


def _written_otherwise(one: Bearers, other: Bearers, signs: Signs) -> Iterator[Link]:
    """Another spelling, a form of the first name, an initial; and a sign that they share."""
    how = variant(sounds(one[0].name), sounds(other[0].name)) or "form"
    if how != "spelling" and {each.report for each in one} & {each.report for each in other}:
        return  # a report that names both tells them apart
    rule: Rule = "spelling" if how == "spelling" else "form" if how == "form" else "initial"
    rare = is_rare(one[0].name) and is_rare(other[0].name)
    least = SAME_COUNTRY if how == "spelling" and rare else OF_COUNTRY
    mine, theirs = _first_with(one, signs), _first_with(other, signs)
    shared = sorted(mine.keys() & theirs.keys(), key=lambda sign: (-sign.strength, sign.token))
    weak = {f"country {country}" for country in listed("large_countries")}
    found = [sign for sign in shared if sign.strength >= least and sign.strength != ROLE and sign.token not in weak]
    found = found[:MOST]
    for sign in found:
        why = f"“{one[0].name}” and “{other[0].name}”; {sign.why}"
        yield _link(mine[sign], theirs[sign], rule, why, SURE[how])


def _by_surname(short: Bearers, full: Bearers) -> Iterator[Link]:
    """A family name alone, and the same office of the same country as the one full name that it fits."""
    held = {office: each.id for each in reversed(full) for office in _sole(each)}
    for each in short:
        for role, country in _sole(each):
            if (role, country) in held:
                why = f"“{each.name}” and “{full[0].name}”; {role} in both, both tell of {country}"
                yield _link(each.id, held[role, country], "surname", why, SURNAME)
                break


def _sole(named: Named) -> Iterator[tuple[str, str]]:
    """Offices that one person at a time holds, with the countries that the report tells of most."""
    for role in named.roles:
        if role in listed("sole_offices"):
            yield from ((role, country) for country in named.countries[:MAIN])


def _spelt_out(short: Bearers, full: Bearers) -> Iterator[Link]:
    """An acronym, and a full name that some report gives it to, of the same country or in the same company."""
    letters_ = organisations.acronym(short[0].name)
    given = [each for each in full if letters_ in _acronyms(each)]
    by_country: dict[str, list[Named]] = {}
    by_company: dict[str, list[Named]] = {}
    for each in given:
        for country in each.countries[:MAIN]:
            by_country.setdefault(country, []).append(each)
        for other in each.company:
            by_company.setdefault(other, []).append(each)
    for each in short:
        near_ = [one for country in each.countries[:MAIN] for one in by_country.get(country, ())]
        near_ += [one for other in each.company for one in by_company.get(other, ())]
        there = next((one for one in near_ if not one.home or not each.home or one.home == each.home), None)
        if there:
            why = f"a report gives “{full[0].name}” the acronym “{short[0].name}”"
            yield _link(each.id, there.id, "acronym", why, ACRONYM)


def _acronyms(named: Named) -> set[str]:
    """The acronyms of an organisation: its own name, or one that the report gives beside the full name."""
    if organisations.rarity(named.name) == "initials":
        return {organisations.acronym(named.name)}
    if organisations.rarity(named.name) in ("none", "world") or len(folded(named.name)) < 2:
        return set()
    fitting = organisations.initials(named.name)
    shorts = {organisations.acronym(form) for form in named.others if organisations.is_acronym(form)}
    return {short for short in shorts if short in fitting or _within(short, named.name)}


def _within(short: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first where it begins."""
    rest = iter("".join(folded(name)))
    return bool(short) and "".join(folded(name)).startswith(short[0]) and all(letter in rest for letter in short)


def _first_with(bearers: Bearers, signs: Signs) -> dict[Sign, str]:
    found: dict[Sign, str] = {}
    for each in bearers:
        for sign in signs(each):
            found.setdefault(sign, each.id)
    return found


def _link(one: str, other: str, rule: Rule, why: str, sure: float) -> Link:
    left, right = sorted((one, other))
    return Link(one=left, other=right, rule=rule, why=why, confidence=sure)
