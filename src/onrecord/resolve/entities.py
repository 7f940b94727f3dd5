"""Mentions → entities: names that mean the same one are put together, short forms with the full name they fit.

A short form that fits two full names is nobody's: it becomes an entity of its own and a warning says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Entity, Mention, Offsets
from onrecord.model.vocabulary import EntityKind
from onrecord.resolve.names import extends, gender, initials, key, shortens, words
from onrecord.resolve.spans import spans

NEAR = 3  # characters between a full name and its acronym: a space and a bracket
SHOWN = 5  # names that a warning lists
CROWD = 40  # bearers of one surname that are told apart; hostile texts have more


class Cast:
    """Everybody and everything that a report refers to, by number, while it is being put together."""

    def __init__(self) -> None:
        self.kinds: list[EntityKind] = []
        self.names: list[str] = []
        self.roles: list[list[str]] = []
        self.places: list[list[Offsets]] = []
        self.warnings: dict[str, None] = {}
        self._at: dict[Offsets, int] = {}
        self._called: dict[str, int] = {}

    def add(self, kind: EntityKind, name: str, place: Offsets, roles: Iterable[str] = ()) -> int:
        """A new member, first seen at that place; its number."""
        self.kinds.append(kind)
        self.names.append(name)
        self.roles.append([])
        self.places.append([])
        return self.join(len(self.names) - 1, name, place, roles)

    def join(self, member: int, name: str, place: Offsets, roles: Iterable[str] = ()) -> int:
        """One more mention of a member; the longest name becomes its name."""
        if _fuller(name, self.names[member]):
            self.names[member] = name
        self.roles[member].extend(role for role in roles if role not in self.roles[member])
        self.places[member].append(place)
        self._at[place] = member
        if name:
            self._called.setdefault(key(name), member)
        return member

    def at(self, place: Offsets) -> int | None:
        """Who is mentioned in exactly that place."""
        return self._at.get(place)

    def called(self, name: str) -> int | None:
        """Who was called so first, if anybody was."""
        return self._called.get(key(name))

    def entities(self, text: str) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
        """The entities in order of their first mentions, and the id of each member by its number."""
        order = sorted(range(len(self.names)), key=lambda member: (min(self.places[member]), member))
        ids = {member: f"e{number}" for number, member in enumerate(order, start=1)}
        found = tuple(
            Entity(
                id=ids[member],
                kind=self.kinds[member],
                name=self.names[member],
                roles=tuple(self.roles[member]),
                mentions=spans(text, self.places[member]),
            )
            for member in order
        )
        return found, tuple(ids[member] for member in range(len(order)))


def cast(mentions: Sequence[Mention]) -> Cast:
    """Who the mentions are of."""
    found = Cast()
    _persons(found, [mention for mention in mentions if mention.kind == "person"])
    _others(found, [mention for mention in mentions if mention.kind != "person"])
    return found


def _persons(found: Cast, mentions: Sequence[Mention]) -> None:
    """Full names first, longest first; then the short forms, each in its place."""
    by_word: dict[str, dict[int, None]] = defaultdict(dict)
    genders: dict[int, str] = {}
    short: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (-len(words(mention.name)), mention.start)):
        parts = words(mention.name)
        if len(parts) < 2:
            short.append(mention)
            continue
        fits = [
            member
            for member in _candidates(by_word, parts)
            if key(found.names[member]) == key(mention.name) or extends(words(found.names[member]), parts)
        ]
        member = _settle(found, mention, fits if len(fits) < 2 else _same(found, fits, mention))
        _findable(by_word, member, parts)
        _note_gender(genders, member, mention)
    for mention in short:
        _short(found, mention, by_word, genders)


def _short(found: Cast, mention: Mention, by_word: dict[str, dict[int, None]], genders: dict[int, str]) -> None:
    """A surname, with or without a title, or a first name: the one full name that it fits."""
    parts = words(mention.name)
    told = gender(mention.title)
    fits = [
        member
        for member in by_word.get(parts[0] if parts else "", ())
        if key(found.names[member]) == key(mention.name)
        or shortens(words(found.names[member]), parts, titled=mention.title is not None)
    ]
    agreeing = [member for member in fits if not told or genders.get(member, told) == told]
    surnamed = [member for member in agreeing if words(found.names[member])[-1:] == parts]
    agreeing = surnamed or agreeing
    if len(agreeing) > 1:
        same = _same(found, agreeing, mention)
        if not same:
            _warn(found, f"“{mention.name}” may be any of {_list(found.names[member] for member in agreeing)}")
        agreeing = same
    member = _settle(found, mention, agreeing)
    _findable(by_word, member, parts)
    _note_gender(genders, member, mention)


def _findable(by_word: dict[str, dict[int, None]], member: int, parts: Iterable[str]) -> None:
    """Makes a member findable by each word of its name."""
    for part in parts:
        if len(by_word[part]) < CROWD:
            by_word[part].setdefault(member)


def _others(found: Cast, mentions: Sequence[Mention]) -> None:
    """Organisations, places and groups: long names first, then what shortens exactly one of them."""
    names = _Names()
    acronyms = [mention for mention in mentions if mention.acronym or _is_acronym(mention)]
    later = {(mention.start, mention.end) for mention in acronyms}
    full = [mention for mention in mentions if (mention.start, mention.end) not in later]
    for mention in sorted(full, key=lambda mention: (-len(words(mention.name)), mention.start)):
        fits = names.same(mention) or (names.longer(found, mention) if mention.kind == "organisation" else [])
        names.note(_settle(found, mention, fits), mention)
    for mention in acronyms:
        before = names.ending_near(mention.start) if mention.acronym else []
        fits = before or names.same(mention) or names.abbreviated(mention)
        names.note(_settle(found, mention, fits), mention)


class _Names:
    """Members of the cast that are no persons, findable by name, by initials and by where a mention ends."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_edge: dict[str, set[int]] = defaultdict(set)
        self._by_initials: dict[str, set[int]] = defaultdict(set)
        self._by_end: dict[int, int] = {}

    def note(self, member: int, mention: Mention) -> None:
        """What this mention calls a member."""
        parts = words(mention.name)
        self._by_key.setdefault((mention.kind, key(mention.name, mention.kind)), member)
        self._by_end[mention.end] = member
        if mention.kind == "organisation" and len(parts) > 1:
            for at in range(1, len(parts)):
                self._by_edge[" ".join(parts[:at])].add(member)
                self._by_edge[" ".join(parts[at:])].add(member)
            for short in initials(mention.name):
                self._by_initials[short].add(member)

    def same(self, mention: Mention) -> list[int]:
        """Who bears exactly this name."""
        member = self._by_key.get((mention.kind, key(mention.name, mention.kind)))
        return [] if member is None else [member]

    def longer(self, found: Cast, mention: Mention) -> list[int]:
        """The one whose name begins or ends with this one: "the Service" after "Coast Rescue Service"."""
        fits = sorted(self._by_edge.get(" ".join(words(mention.name)), ()))
        if len(fits) > 1:
            _warn(found, f"“{mention.name}” may be any of {_list(found.names[member] for member in fits)}")
        return fits if len(fits) == 1 else []

    def abbreviated(self, mention: Mention) -> list[int]:
        """The one whose initials these are."""
        fits = self._by_initials.get(key(mention.name), set()) if mention.kind == "organisation" else set()
        return list(fits) if len(fits) == 1 else []

    def ending_near(self, start: int) -> list[int]:
        """Whose mention ends directly before this place, a space and a bracket apart."""
        return [self._by_end[end] for end in range(start, start - NEAR, -1) if end in self._by_end][:1]


def _is_acronym(mention: Mention) -> bool:
    return mention.kind == "organisation" and mention.name.isupper() and len(words(mention.name)) == 1


def _fuller(name: str, than: str) -> bool:
    """Whether a name tells more: more words, or the same ones not in capitals throughout ("Velt", "VELT")."""
    more = len(words(name)) - len(words(than))
    return more > 0 or (more == 0 and than.isupper() and not name.isupper() and name.casefold() == than.casefold())


def _settle(found: Cast, mention: Mention, fits: Sequence[int]) -> int:
    place = (mention.start, mention.end)
    if len(fits) == 1:
        return found.join(fits[0], mention.name, place, mention.roles)
    return found.add(mention.kind, mention.name, place, mention.roles)


def _same(found: Cast, fits: Sequence[int], mention: Mention) -> list[int]:
    """The one that bears exactly this name, where several would fit."""
    return [member for member in fits if key(found.names[member]) == key(mention.name)][:1]


def _candidates(by_word: dict[str, dict[int, None]], parts: Sequence[str]) -> Iterator[int]:
    """Members whose name has the last word of this one."""
    yield from by_word.get(parts[-1], ())


def _note_gender(genders: dict[int, str], member: int, mention: Mention) -> None:
    told = gender(mention.title)
    if told:
        genders.setdefault(member, told)


def _warn(found: Cast, warning: str) -> None:
    found.warnings.setdefault(warning)


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in list(names)[:SHOWN])
