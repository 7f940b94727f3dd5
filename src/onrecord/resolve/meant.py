"""Pronouns that speak → who they stand for: by the engine's links, by who was told or spoke last, by the paragraph.

Each way abstains where somebody else of the same sex may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.model import Mention, Offsets
from onrecord.resolve.entities import CROWD, Cast
from onrecord.resolve.first_persons import Voices
from onrecord.resolve.names import noun_gender
from onrecord.resolve.newcomers import NAMED, Newcomers, Speaker
from onrecord.resolve.phrases import Phrase, heads, phrase
from onrecord.resolve.pronouns import AGREES, SEXES, SURE, Beside
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import between

PERSONAL = frozenset({"person", "anonymous"})  # kinds of sources without a name that "he" may stand for
_AGED = re.compile(r"[\w-]+-year-old")
GOING_ON = 600  # characters from one source to a pronoun that goes on from it


class Meant:
    """Whom pronouns stand for; it hears of every speaker in the order of the text."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        cast: Cast,
        sexes: dict[int, str],
        referents: Referents,
        voices: Voices,
        replies: Mapping[Offsets, Offsets],
        beside: Beside,
        newcomers: Newcomers,
    ) -> None:
        self._text = text
        self._cast = cast
        self._newcomers = newcomers
        self._sexes = sexes
        self._referents = referents
        self._voices = voices
        self._replies = replies
        self._beside = beside
        self._mentions = {(mention.start, mention.end): mention for mention in mentions}
        self._places = sorted(self._mentions)
        self._known: dict[Offsets, Speaker] = {}
        self._spoken: list[tuple[Offsets, int]] = []

    def heard(self, source: Offsets, speaker: Speaker) -> None:
        """Notes who speaks at a place."""
        self._known[source] = speaker
        if len(speaker.members) == 1:
            self._spoken.append((source, speaker.members[0]))

    def by(self, read: Phrase, place: Offsets) -> Speaker | None:
        """Whom a pronoun stands for, by the first of the ways that tells."""
        for way in (self._replying, self._meant, self.going_on, self._told_of, self._it):
            found = way(read, place)
            if found:
                return found
        return None

    def _meant(self, read: Phrase, place: Offsets) -> Speaker | None:
        """Whom "he", "she" or "they" refers back to, where the words before it name somebody it agrees with.

        Nobody is "he" and "she" in one report, nor "Mr" and "she".
        """
        pronoun = self._text[place[0] : place[1]].casefold()
        agrees, sex = AGREES.get(pronoun, frozenset()), SEXES.get(pronoun)
        others: set[int] | None = None
        unnamed: Offsets | None = None
        for earlier in self._referents.before(place, SURE[pronoun]) if agrees else ():
            if sex and SEXES.get(self._text[earlier[0] : earlier[1]].casefold(), sex) != sex:
                return None
            others = self._others(earlier, place, sex) if others is None else others
            inside = [self._mentions[at] for at in between(self._places, *earlier)[:CROWD]]
            named = heads(phrase(self._text, earlier, inside))
            members = {self._cast.at((mention.start, mention.end)) for mention in named} - {None}
            spoke = self._known.get(earlier) or self._speaking(earlier)
            if not members and spoke and len(spoke.members) == 1 and self._agrees(spoke, pronoun):
                if others - {spoke.members[0]}:
                    return None
                self._cast.join(spoke.members[0], "", read.place)
                return Speaker(members=spoke.members, kind=spoke.kind, evidence=(earlier,))
            if len(members) == 1:
                (member,) = members
                if member is None or self._cast.kinds[member] not in agrees or others - {member}:
                    return None
                if (sex and self._sexes.setdefault(member, sex) != sex) or self._is_either(earlier, member, sex):
                    return None
                self._cast.join(member, "", read.place)
                return Speaker(members=(member,), kind=NAMED[self._cast.kinds[member]], evidence=(earlier,))
            if not inside and not others:
                unnamed = unnamed or earlier
        return self._without_name(unnamed, read, pronoun) if unnamed else None

    def _speaking(self, place: Offsets) -> Speaker | None:
        """The last who spoke, where a place is part of the words for them: "the mayor" of "the mayor, Ana Ruiz"."""
        last = self._spoken[-1][0] if self._spoken else (0, 0)
        return self._known[last] if last[0] <= place[0] and place[1] <= last[1] else None

    def _without_name(self, earlier: Offsets, read: Phrase, pronoun: str) -> Speaker | None:
        """Those whom no name but a noun for people calls that the pronoun agrees with: "the villagers … they said"."""
        called = phrase(self._text, earlier, ())
        kind, sex = called.kind, SEXES.get(pronoun)
        if called.pronoun or not called.words or kind is None or between(self._places, earlier[1], earlier[1] + 3):
            return None  # nor where a name follows: "the mayor, Ana Ruiz"
        several = called.plural or kind in ("group", "organisation")
        if several != (sex is None) or (sex and noun_gender(called.head) not in (None, sex)):
            return None
        if pronoun == "it" and (called.plural or kind != "organisation"):
            return None
        member = self._newcomers.without_name(called, earlier, kind)
        if sex and self._sexes.setdefault(member, sex) != sex:
            return None
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=kind, evidence=(earlier,))

    def _replying(self, read: Phrase, place: Offsets) -> Speaker | None:
        """The one who was told what "he" or "she" replies to, where his name tells no other sex."""
        told, sex = self._replies.get(place), SEXES.get(self._text[place[0] : place[1]].casefold())
        inside = [self._mentions[at] for at in between(self._places, *told)[:CROWD]] if told and sex else []
        named = heads(phrase(self._text, told, inside)) if told else []
        member = self._cast.at((named[0].start, named[0].end)) if len(named) == 1 else None
        if member is None or told is None or self._cast.kinds[member] != "person":
            return None
        if sex is None or self._sexes.setdefault(member, sex) != sex:
            return None
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind="person", evidence=(told,))

    def going_on(self, read: Phrase, place: Offsets) -> Speaker | None:
        """The last speaker for "he" or "she", where nobody else who may be meant is named since."""
        sex = SEXES.get(self._text[place[0] : place[1]].casefold())
        last, member = self._spoken[-1] if self._spoken and (sex or is_aged(read)) else ((0, 0), -1)
        if member < 0 or not 0 < place[0] - last[1] < GOING_ON:
            return None
        names = [name for name in between(self._places, last[1], place[0]) if not self._voices.quotation(name)]
        since = {self._cast.at(name) for name in names} - {member, None}
        others = {each for each in since if each is not None and self._cast.kinds[each] == "person"}
        either = any(self._sexes.get(each, sex) == sex for each in others) if sex else bool(others)
        if either or not self._is_one(self._known[last]):
            return None
        earlier = next(self._referents.before(place, 0.0), None)
        linked = self._cast.at(earlier) if earlier else None
        if linked not in (None, member) or (sex and self._sexes.setdefault(member, sex) != sex):
            return None
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=self._known[last].kind, evidence=(last,))

    def _it(self, read: Phrase, place: Offsets) -> Speaker | None:
        """The organisation that spoke last, for an "it" right after it, where no other is named since."""
        last, member = self._spoken[-1] if self._spoken else ((0, 0), -1)
        near = 0 < place[0] - last[1] < GOING_ON // 2
        if member < 0 or not near or self._text[place[0] : place[1]].casefold() != "it":
            return None
        since = {self._cast.at(name) for name in between(self._places, last[1], place[0])} - {member, None}
        if self._cast.kinds[member] != "organisation" or any(
            each is not None and self._cast.kinds[each] in ("organisation", "place") for each in since
        ):
            return None
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=self._known[last].kind, evidence=(last,))

    def _told_of(self, read: Phrase, place: Offsets) -> Speaker | None:
        """The only person whom the paragraph names before "he" or "she", as the subject of a sentence."""
        sex = SEXES.get(self._text[place[0] : place[1]].casefold())
        start = max(0, place[0] - GOING_ON)
        broken = self._text.rfind("\n", start, place[0])
        if sex is None or (start and broken < 0):
            return None
        named = [
            each
            for each in between(self._places, max(start, broken), place[0])
            if self._mentions[each].kind == "person" and not self._voices.quotation(each)
        ]
        members = {self._cast.at(each) for each in named}
        fits = [each for each in members if each is not None and self._sexes.get(each, sex) == sex]
        spoke = bool(self._spoken) and self._spoken[-1][0][0] >= max(start, broken)
        if (
            len(fits) != 1
            or spoke
            or not any(self._beside.is_subject(each) for each in named if self._cast.at(each) == fits[0])
        ):
            return None
        earlier = next(self._referents.before(place, 0.0), None)
        linked = self._cast.at(earlier) if earlier else None
        if linked not in (None, fits[0]) or self._sexes.setdefault(fits[0], sex) != sex:
            return None
        self._cast.join(fits[0], "", read.place)
        return Speaker(members=(fits[0],), kind="person", evidence=(named[0],))

    def _is_either(self, earlier: Offsets, member: int, sex: str | None) -> bool:
        """Whether somebody of the same sex stands beside a name that nothing was said by: "X met Y. She said"."""
        if sex is None or earlier in self._known:
            return False
        others = {self._cast.at(place) for place in self._beside.of(earlier)} - {member, None}
        return any(other is not None and self._sexes.get(other, sex) == sex for other in others)

    def _others(self, earlier: Offsets, place: Offsets, sex: str | None) -> set[int]:
        """Who else has spoken between a pronoun and the words that it is tied to, and may be "he" or "she" as well."""
        since = [member for spoke, member in self._spoken[-CROWD:] if earlier[1] <= spoke[0] and spoke[1] <= place[0]]
        persons = {member for member in since if self._cast.kinds[member] == "person"}
        return {member for member in persons if sex and self._sexes.get(member, sex) == sex}

    def _is_one(self, speaker: Speaker) -> bool:
        """Whether a speaker is one person: also the spokesman of an office."""
        return speaker.kind in PERSONAL or "spokes" in self._cast.names[speaker.members[0]].casefold()

    def _agrees(self, speaker: Speaker, pronoun: str) -> bool:
        """Whether somebody without a name who spoke before may be meant: one person by "he", several by "they"."""
        member, sex = speaker.members[0], SEXES.get(pronoun)
        if self._cast.kinds[member] in ("unnamed", "person"):
            return self._is_one(speaker) and sex is not None and self._sexes.setdefault(member, sex) == sex
        return self._cast.kinds[member] in AGREES.get(pronoun, ())


def is_aged(read: Phrase) -> bool:
    """ "The 23-year-old"."""
    return read.definite and bool(read.words) and _AGED.fullmatch(read.words[-1]) is not None
