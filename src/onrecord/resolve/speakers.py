"""A source's words → who that is: the name that heads the phrase, an office, a document, or somebody unnamed.

A name inside a modifier never speaks: "a spokesman for Ana Ruiz" is not Ana Ruiz, nor is "Ana Ruiz's office".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Mention, Offsets
from onrecord.model.vocabulary import SourceKind
from onrecord.resolve.entities import CROWD, Cast
from onrecord.resolve.first_persons import Voices, person
from onrecord.resolve.introductions import introductions
from onrecord.resolve.names import key, words
from onrecord.resolve.newcomers import NAMED, Newcomers, Speaker
from onrecord.resolve.phrases import Phrase, heads, is_nobody, phrase
from onrecord.resolve.pronouns import AGREES, SEXES, SURE, Beside, sexes
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import between

GOING_ON = 600  # characters from one source to a pronoun that goes on from it
_VOICES: dict[str, SourceKind] = {"I": "person", "we": "group", "you": "unknown"}


class Speakers:
    """Finds who speaks, source after source in the order of the text; what has no name yet joins the cast."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        cast: Cast,
        referents: Referents,
        voices: Voices,
        headlines: Sequence[Offsets],
        replies: Mapping[Offsets, Offsets],
        beside: Beside,
    ) -> None:
        self._text = text
        self._referents = referents
        self._voices = voices
        self._asked: set[Offsets] = set()
        self._cast = cast
        self._mentions = {(mention.start, mention.end): mention for mention in mentions}
        self._places = sorted(self._mentions)
        self._introduced = introductions(mentions, cast, text)
        self._known: dict[Offsets, Speaker] = {}
        self._spoken: list[tuple[Offsets, int]] = []
        self._full: dict[int, Offsets | None] = {}
        self._sexes = sexes(mentions, cast)
        self._newcomers = Newcomers(text, cast, self._sexes)
        self._surnames: dict[str, list[int]] = defaultdict(list)
        for member, name in enumerate(cast.names):
            if cast.kinds[member] == "person" and len(words(name)) > 1:
                self._surnames[words(name)[-1]].append(member)
        self._headlines = headlines
        self._replies = replies
        self._beside = beside

    def speaker(self, attribution: Attribution) -> Speaker:
        """Who speaks in an attribution; the same place always gives the same speaker."""
        if attribution.source is None or is_nobody(self._text, attribution.source):
            return Speaker(kind=attribution.source_kind or "unknown")
        found = self._known.get(attribution.source)
        who = person(self._text[attribution.source[0] : attribution.source[1]])
        if found is None and who:
            found = self._known[attribution.source] = self._voice(attribution.source, who)
        elif found is None:
            found = self._read(attribution.antecedent or attribution.source, attribution.source_kind)
            if attribution.antecedent:
                found = replace(found, evidence=(attribution.antecedent, *found.evidence))
            self._known[attribution.source] = found
        if len(found.members) == 1:
            self._spoken.append((attribution.source, found.members[0]))
        return found

    def _voice(self, place: Offsets, who: str) -> Speaker:
        """Whose "I", "we" or "you" is: a quotation's speaker, whose turn it is or whom it addresses, the text's own."""
        outer = self._voices.sayer(place)
        if outer and (outer.form == "direct" or self._voices.quotation(place)):
            return self._quoted(place, who, outer)
        turn = self._voices.turn(place)
        members = turn.addressed if who == "you" else turn.speakers
        if self._voices.quotation(place) or (who == "I" and len(members) > 1):
            return self._untold(place)
        if members and (who != "we" or len(members) > 1):
            for member in members:
                self._cast.join(member, "", place)
            kind: SourceKind = "group" if len(members) > 1 else NAMED[self._cast.kinds[members[0]]]
            return Speaker(members=members, kind=kind, evidence=turn.evidence)
        own = self._voices.own(place, who)
        return self._untold(place) if own is None else Speaker(members=own[:1], kind=_VOICES[who], evidence=own[1])

    def _quoted(self, place: Offsets, who: str, outer: Attribution) -> Speaker:
        """The speaker of the quotation around a first person; "we" is an institution's or several speakers' own."""
        if who == "you" or place in self._asked or outer.source is None:
            return self._untold(place)
        self._asked.add(place)
        sayer = self.speaker(outer)
        several = len(sayer.members) > 1 or sayer.kind in ("organisation", "group", "office")
        if not sayer.members or several != (who == "we"):
            return self._untold(place)
        for member in sayer.members:
            self._cast.join(member, "", place)
        return replace(sayer, evidence=(outer.source, *sayer.evidence))

    def _untold(self, place: Offsets) -> Speaker:
        """Nobody, and a warning that says whose words are meant."""
        word = self._text[place[0] : place[1]].casefold()
        self._cast.warnings.setdefault(f"“{word}” has no speaker where it cannot be told whom it stands for")
        return Speaker()

    def _read(self, place: Offsets, told: SourceKind | None) -> Speaker:
        inside = [self._mentions[at] for at in between(self._places, *place)[:CROWD]]
        read = phrase(self._text, place, inside)
        named = heads(read)
        if named:
            return self._named(named, told)
        surnamed = self._surnamed(read)
        if surnamed:
            return surnamed
        kind = told or read.kind
        headline = any(start <= place[0] < end for start, end in self._headlines)
        if (read.definite or headline) and kind != "anonymous":
            referred = self._referred(read, len(self._text) if headline else place[0])
            if referred:
                return referred
        if kind is None and read.name and not self._newcomers.shouted(place):
            return self._newcomers.named(read)
        if read.pronoun and kind != "anonymous":
            meant = self._replying(read, place) or self._meant(read, place) or self._going_on(read, place)
            if meant:
                return meant
        if read.pronoun and kind != "anonymous":
            return replace(self._untold(place), kind=kind or "unknown")
        if not read.words or (read.definite and self._introduced.get(read.head)):
            return Speaker(kind=kind or "unknown")
        return Speaker(members=(self._newcomers.without_name(read, place, kind or "unknown"),), kind=kind or "unknown")

    def _surnamed(self, read: Phrase) -> Speaker | None:
        """The one person whose last name a word with a capital is, though it is a noun as well: "Poll said"."""
        if len(read.words) != 1 or self._text[read.place[0]].islower() or " " in self._text[slice(*read.place)]:
            return None
        fits = self._surnames.get(read.words[0], [])
        if len(fits) != 1:
            return None
        place = self._fullest(fits[0])
        self._cast.join(fits[0], "", read.place)
        return Speaker(members=(fits[0],), kind="person", evidence=(place,) if place else ())

    def _named(self, named: Sequence[Mention], told: SourceKind | None) -> Speaker:
        """Those whose names head the phrase; an office or a document with a name is that still."""
        members = [self._cast.at((mention.start, mention.end)) for mention in named]
        found = tuple(dict.fromkeys(member for member in members if member is not None))
        evidence = tuple(
            place
            for member, mention in zip(members, named, strict=True)
            if member is not None and key(self._cast.names[member]) != key(mention.name)
            for place in [self._fullest(member)]
            if place
        )
        kind = NAMED[self._cast.kinds[found[0]]] if found else "unknown"
        return Speaker(
            members=found,
            kind=told if told in ("document", "office") and kind != "person" else kind,
            evidence=evidence,
        )

    def _fullest(self, member: int) -> Offsets | None:
        """Where the full name of a member stands first."""
        if member not in self._full:
            name, places = key(self._cast.names[member]), self._cast.places[member]
            named = (at for at in places if at in self._mentions and key(self._mentions[at].name) == name)
            self._full[member] = next(named, None)
        return self._full[member]

    def _referred(self, read: Phrase, before: int) -> Speaker | None:
        """ "The minister", "the ministry": the one that was introduced before in these words."""
        wanted = set(read.words)
        found: dict[int, Offsets] = {}
        for called, member, place in self._introduced.get(read.head, ()):
            if place[0] < before and wanted <= called:
                found.setdefault(member, place)
        if len(found) != 1:
            return None
        ((member, place),) = found.items()
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=NAMED[self._cast.kinds[member]], evidence=(place,))

    def _meant(self, read: Phrase, place: Offsets) -> Speaker | None:
        """Whom "he", "she" or "they" refers back to, where the words before it name somebody it agrees with.

        Nobody is "he" and "she" in one report, nor "Mr" and "she".
        """
        pronoun = self._text[place[0] : place[1]].casefold()
        agrees, sex = AGREES.get(pronoun, frozenset()), SEXES.get(pronoun)
        others: set[int] | None = None
        for earlier in self._referents.before(place, SURE[pronoun]) if agrees else ():
            if sex and SEXES.get(self._text[earlier[0] : earlier[1]].casefold(), sex) != sex:
                return None
            others = self._others(earlier, place, sex) if others is None else others
            inside = [self._mentions[at] for at in between(self._places, *earlier)[:CROWD]]
            named = heads(phrase(self._text, earlier, inside))
            members = {self._cast.at((mention.start, mention.end)) for mention in named} - {None}
            spoke = self._known.get(earlier)
            if not members and spoke and len(spoke.members) == 1 and self._agrees(spoke.members[0], pronoun):
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
        return None

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

    def _going_on(self, read: Phrase, place: Offsets) -> Speaker | None:
        """The last speaker for "he" or "she", where nobody else who may be meant is named since."""
        sex = SEXES.get(self._text[place[0] : place[1]].casefold())
        last, member = self._spoken[-1] if self._spoken and sex else ((0, 0), -1)
        if member < 0 or sex is None or not 0 < place[0] - last[1] < GOING_ON:
            return None
        since = {self._cast.at(name) for name in between(self._places, last[1], place[0])} - {member, None}
        others = {each for each in since if each is not None and self._cast.kinds[each] == "person"}
        if self._cast.kinds[member] not in ("person", "unnamed") or any(
            self._sexes.get(each, sex) == sex for each in others
        ):
            return None
        earlier = next(self._referents.before(place, 0.0), None)
        linked = self._cast.at(earlier) if earlier else None
        if linked not in (None, member) or self._sexes.setdefault(member, sex) != sex:
            return None
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=NAMED[self._cast.kinds[member]], evidence=(last,))

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

    def _agrees(self, member: int, pronoun: str) -> bool:
        """Whether somebody without a name who spoke before may be meant: one person by "he", several by "they"."""
        kind, sex = self._cast.kinds[member], SEXES.get(pronoun)
        if kind in ("unnamed", "person"):
            return sex is not None and self._sexes.setdefault(member, sex) == sex
        return kind in AGREES.get(pronoun, ())
