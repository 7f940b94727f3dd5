"""The lexicon's tables of names, each made ready for one question. Nothing is read before the first question."""

from __future__ import annotations

from functools import cache

from onrecord.lexicon import reporting_forms, table, words
from onrecord.model.vocabulary import EntityKind

SHORT = 3  # letters of a name that may be a common word when written in capitals


@cache
def places() -> frozenset[str]:
    """Names of countries, capitals and other places, as written."""
    countries = {name for row in table("countries") for name in (row[0], row[1], *row[4].split("|")) if name}
    return frozenset(countries | words("places"))


@cache
def raised_places() -> frozenset[str]:
    """The places in capitals throughout; short ones and common words are left out."""
    return frozenset(name.upper() for name in places() if len(name) > SHORT and name.casefold() not in common())


@cache
def adjectives() -> frozenset[str]:
    """Adjectives of peoples and countries: they name nobody by themselves."""
    found = {name for row in table("countries") for name in row[2].split("|") if name}
    return frozenset(found | {row[1] for row in table("peoples") if row[1]})


@cache
def peoples() -> frozenset[str]:
    """Peoples in the plural that are no adjective too."""
    found = {name for row in table("countries") for name in row[3].split("|") if name}
    return frozenset((found | words("peoples")) - adjectives() - {""})


@cache
def institutions(position: str) -> dict[str, EntityKind | None]:
    """Folded words that tell what a name names where they stand `first` or `last` in it; None: no entity."""
    return {row[0]: _kind(row[1]) for row in table("organisation_words") if row[2] in (position, "both")}


@cache
def institution_words() -> frozenset[str]:
    """All of those words."""
    return words("organisation_words")


@cache
def acronyms() -> dict[str, str]:
    """Words in capitals throughout: `organisation`, or `none` where they name nobody."""
    return {row[0]: row[1] for row in table("acronyms")}


@cache
def agencies() -> frozenset[str]:
    """Folded names of news agencies."""
    return frozenset(row[0] for row in table("credits") if row[1] == "agency")


@cache
def outlets() -> frozenset[str]:
    """Folded names of known news outlets."""
    return frozenset(row[0] for row in table("outlets") if row[1] == "name")


@cache
def titles() -> frozenset[str]:
    """Folded titles, without a stop."""
    return words("titles")


@cache
def title_roles() -> dict[str, str]:
    """The roles that folded titles tell: "judge", and "general" for "gen"."""
    return {row[0]: row[3] for row in table("titles") if row[3]}


@cache
def courtesies() -> frozenset[str]:
    """Folded titles that are no word of an institution: "Mr", not "General"."""
    return frozenset(row[0] for row in table("titles") if row[2] == "courtesy")


@cache
def role_heads() -> frozenset[str]:
    """Folded nouns of office, trade and standing."""
    return frozenset(row[0] for row in table("roles") if row[1] == "head")


@cache
def role_qualifiers() -> frozenset[str]:
    """Folded words that qualify a role: "prime", "health", "deputy"; some are roles of their own too."""
    return frozenset(row[0] for row in table("roles") if row[1] == "qualifier")


@cache
def neighbours(side: str) -> dict[str, EntityKind | None]:
    """Folded words that tell what a name beside them names."""
    return {row[0]: _kind(row[2]) for row in table("name_neighbours") if row[1] == side}


@cache
def particles(kind: str) -> frozenset[str]:
    """Small words inside names."""
    return frozenset(row[0] for row in table("name_particles") if row[1] == kind)


@cache
def quoting_verbs() -> frozenset[str]:
    """Those forms that stand with a quotation: "said its director"."""
    return frozenset(form for row in table("reporting_verbs") if "q" in row[4].split() for form in row[1].split())


@cache
def common() -> frozenset[str]:
    """Folded words that open sentences without being names."""
    plurals = {row[1] for row in table("people")}
    return words("function_words") | words("people") | words("sources") | plurals | reporting_forms() | role_heads()


@cache
def shared_roles() -> frozenset[str]:
    """Folded plurals of offices, which introduce several: "Senators Velt and Hask"."""
    return frozenset(f"{head}s" for head in role_heads()) - role_heads()


def _kind(cell: str) -> EntityKind | None:
    kinds: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place"}
    return kinds.get(cell)
