"""Sources that no mention names → members of the cast: a name that its saying makes known, somebody without one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.model import Offsets
from onrecord.model.vocabulary import EntityKind, SourceKind
from onrecord.resolve.entities import Cast
from onrecord.resolve.names import key, noun_gender, without_article
from onrecord.resolve.phrases import Phrase

AROUND = 60  # characters on each side by which shouting is told

_KINDS: dict[SourceKind, EntityKind] = {
    "anonymous": "unnamed",
    "document": "unnamed",
    "person": "unnamed",
    "unknown": "unnamed",
    "office": "organisation",
    "organisation": "organisation",
    "group": "group",
}
NAMED: dict[EntityKind, SourceKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "organisation",
    "group": "group",
    "unnamed": "unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: members of the cast, what kind of source, and the words elsewhere that settled it."""

    members: tuple[int, ...] = ()
    kind: SourceKind = "unknown"
    evidence: tuple[Offsets, ...] = ()


class Newcomers:
    """Those who come to the cast by what they say; the sexes of members are noted where a noun tells one."""

    def __init__(self, text: str, cast: Cast, sexes: dict[int, str]) -> None:
        self._text = text
        self._cast = cast
        self._sexes = sexes
        self._unnamed: dict[str, list[int]] = defaultdict(list)

    def shouted(self, place: Offsets) -> bool:
        """Whether all words around are in capitals, so that capitals make no name."""
        around = self._text[max(0, place[0] - AROUND) : place[1] + AROUND]
        return not any(letter.islower() for letter in around)

    def named(self, read: Phrase) -> Speaker:
        """A name that only its saying makes known: who bears it already, else somebody new."""
        known = self._cast.called(read.name)
        if known is not None:
            self._cast.join(known, read.name, read.place)
            return Speaker(members=(known,), kind=NAMED[self._cast.kinds[known]])
        kind = "organisation" if read.definite else _guess(read.name)
        told: SourceKind = NAMED[kind] if kind == "organisation" or " " in read.name else "unknown"
        return Speaker(members=(self._cast.add(kind, read.name, read.place),), kind=told)

    def without_name(self, read: Phrase, place: Offsets, kind: SourceKind) -> int:
        """Somebody without a name: the one spoken of before in the same words, else somebody new."""
        name = without_article(self._text[place[0] : place[1]])
        same = key(name) if read.definite or kind == "organisation" else None
        if same and self._unnamed[same]:
            return self._cast.join(self._unnamed[same][0], "", place)
        if read.definite and read.words == (read.head,) and len(self._unnamed[read.head]) == 1:
            return self._cast.join(self._unnamed[read.head][0], "", place)
        spokes = kind == "office" and read.head.startswith("spokes")
        member = self._cast.add("unnamed" if spokes else _KINDS[kind], name, place)
        if told := noun_gender(read.head):
            self._sexes[member] = told
        for words in {same, read.head} - {None}:
            self._unnamed[words or ""].append(member)
        return member


def _guess(name: str) -> EntityKind:
    """What a source is of which only the name is known: a news agency, capitals throughout, else a person."""
    agencies = {row[0] for row in table("credits") if row[1] == "agency"}
    return "organisation" if (name.isupper() and len(name) > 1) or name.casefold() in agencies else "person"
