"""Phrases of who takes part in events → members of the cast: the name that heads a phrase, whom a pronoun stands for.

A name within a phrase is not whom it speaks of: neither "the head of the Service" nor "Service boats" is the Service.
Nobody joins the cast by taking part; a pronoun or a short form becomes one more mention of whom it stands for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Mention, Offsets, Reference, Word
from onrecord.resolve.entities import CROWD, Cast
from onrecord.resolve.introductions import introductions
from onrecord.resolve.newcomers import Speaker
from onrecord.resolve.phrases import Phrase, heads, phrase
from onrecord.resolve.pronouns import AGREES, SEXES, SURE, sexes
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import between

_SUBJECTS = {
    form: pronoun
    for pronoun, forms in {
        "he": "him his himself",
        "she": "her hers herself",
        "it": "its itself",
        "they": "them their theirs themselves",
    }.items()
    for form in forms.split()
}
_SETTLED = frozenset(
    {"city", "town", "village", "province", "state", "island", "district", "region", "county", "republic"}
)
_NO_PERSONS = frozenset({"organisation", "place"})
_FORCES = frozenset({"army", "force", "forces", "guard", "police", "military"})
_CAUSES = frozenset({"liberation", "resistance", "revolutionary", "salvation", "insurgent", "rebel", "free", "holy"})
_REBELS = frozenset({"rebel", "rebels", "guerrilla", "guerrillas", "insurgents", "militia", "militants", "separatists"})
_BESIDE = 40  # characters beside a name in which it is told whose it is
_ARTICLES = frozenset({"the", "a", "an"})
_MARKS = ".,;:!?()[]\"'“”‘’"


class Participants:
    """Finds who takes part, phrase after phrase; `who` are the speakers at the places of sources."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        cast: Cast,
        references: Sequence[Reference],
        who: Mapping[Offsets, Speaker],
        words: Sequence[Word],
    ) -> None:
        self._words = words
        self._starts = [word.start for word in words]
        self._text = text
        self._cast = cast
        self._who = who
        self._referents = Referents(references)
        self._mentions = {(mention.start, mention.end): mention for mention in mentions}
        self._places = sorted(self._mentions)
        self._introduced = introductions(mentions, cast)
        self._sexes = sexes(mentions, cast)
        self._known: dict[Offsets, int | None] = {}

    def member(self, place: Offsets) -> int | None:
        """Who is meant at a place; the same place always means the same one."""
        if place not in self._known:
            self._known[place] = self._read(place)
        return self._known[place]

    def _read(self, place: Offsets) -> int | None:
        told = self._at(place)
        if told is not None:
            return told
        read = phrase(self._text, place, [self._mentions[at] for at in between(self._places, *place)[:CROWD]])
        if read.pronoun:
            return self._meant(place)
        named = self._named(read) or self._settled(read)
        if named:
            return named.pop() if len(named) == 1 else None
        country = _countries().get(self._text[place[0] : place[1]].casefold())
        if country is not None:
            return self._cast.called(country)
        return self._referred(read, place) if read.definite and read.kind is not None else None

    def _at(self, place: Offsets) -> int | None:
        """Who is named in exactly that place, or speaks there."""
        member = self._cast.at(place)
        if member is None and place in self._who and len(self._who[place].members) == 1:
            (member,) = self._who[place].members
        return member

    def _named(self, read: Phrase) -> set[int]:
        named = [(mention.start, mention.end) for mention in heads(read)]
        found = {self._cast.at(name) for name in named if self._is_head(read, name)}
        return {member for member in found if member is not None}

    def _settled(self, read: Phrase) -> set[int]:
        """ "the town of Velt" is Velt."""
        names = [(mention.start, mention.end) for mention in read.inside if mention.kind == "place"]
        if len(names) != 1:
            return set()
        before = self._text[read.place[0] : names[0][0]].casefold().split()
        town = before[-2:-1] and before[-2] in _SETTLED and before[-1] == "of" and names[0][1] == read.place[1]
        if not town or not read.words or read.words[-1] != before[-2]:
            return set()
        return {member for member in [self._cast.at(names[0])] if member is not None}

    def _is_head(self, read: Phrase, name: Offsets) -> bool:
        """Whether a name is the noun that the phrase hangs on, or in apposition to it; "people like her" are others."""
        phrase_words, named = self._inside(read.place), self._inside(name)
        tops = [at for at in phrase_words if self._words[at].head not in phrase_words]
        if not tops or not named or tops[0] in named:
            return True
        top = next((at for at in named if self._words[at].head not in named), named[0])
        above = self._words[top].head
        if self._words[top].relation == "appos" and self._mentions[name].kind == "person":
            above = self._beyond(read, above)
        return above == tops[0] and self._words[top].relation in ("appos", "flat", "conj")

    def _beyond(self, read: Phrase, at: int) -> int:
        """The noun above a firm or place in which a word stands: "the head of Corvale, Ana Ruiz"."""
        start = self._words[at].start if at >= 0 else -1
        held = [each for each in read.inside if each.start <= start < each.end and each.kind in _NO_PERSONS]
        if held and self._words[at].relation == "nmod":
            return self._words[at].head
        return at

    def _inside(self, place: Offsets) -> range:
        return range(bisect_left(self._starts, place[0]), bisect_left(self._starts, place[1]))

    def _referred(self, read: Phrase, place: Offsets) -> int | None:
        """ "The minister", "the ministry": the one that was introduced before in these words."""
        said = self._text[place[0] : place[1]].casefold().split()
        wanted = {word.strip(_MARKS) for word in said} - _ARTICLES  # "the head of the union" is no other head
        found = {
            member
            for words, member, introduced in self._introduced.get(read.head, ())
            if introduced[0] < place[0]
            and wanted <= words
            and not (wanted == {read.head} and self._is_of_rebels(read.head, words, introduced))
        }
        return self._also(found.pop(), place) if len(found) == 1 else None

    def _is_of_rebels(self, head: str, words: frozenset[str], named: Offsets) -> bool:
        """Whether "the army" is hardly the one that was named: rebels name theirs, the state's needs no name."""
        if head not in _FORCES:
            return False
        around = self._text[max(0, named[0] - _BESIDE) : named[0]] + self._text[named[1] : named[1] + _BESIDE]
        return bool(words & _CAUSES) or any(word.strip(_MARKS) in _REBELS for word in around.casefold().split())

    def _meant(self, place: Offsets) -> int | None:
        """Whom a pronoun refers back to, where the words before it name one that it agrees with."""
        word = self._text[place[0] : place[1]].casefold()
        pronoun = _SUBJECTS.get(word, word)
        agrees, sex = AGREES.get(pronoun, frozenset()), SEXES.get(pronoun)
        for earlier in self._referents.before(place, SURE[pronoun]) if agrees else ():
            before = self._text[earlier[0] : earlier[1]].casefold()
            if sex and SEXES.get(_SUBJECTS.get(before, before), sex) != sex:
                return None
            told = self._at(earlier)
            inside = [self._mentions[at] for at in between(self._places, *earlier)[:CROWD]]
            named = {told} if told is not None else self._named(phrase(self._text, earlier, inside))
            if len(named) == 1:
                member = named.pop()
                kind = self._cast.kinds[member]
                fits = kind in agrees or (kind == "unnamed" and sex is not None)
                if not fits or (sex and self._sexes.get(member, sex) != sex):
                    return None
                return self._also(member, place)
        return None

    def _also(self, member: int, place: Offsets) -> int:
        return self._cast.join(member, "", place)


@cache
def _countries() -> Mapping[str, str]:
    """Adjectives of countries, in lower case, and the countries."""
    return {each.casefold(): row[0] for row in table("countries") for each in row[2].split("|") if each}
