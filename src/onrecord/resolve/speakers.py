"""A source's words → who that is: the name that heads the phrase, an office, a document, or somebody unnamed.

A name inside a modifier never speaks: "a spokesman for Ana Ruiz" is not Ana Ruiz, nor is "Ana Ruiz's office".
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Mention, Offsets
from onrecord.model.vocabulary import SourceKind
from onrecord.resolve.entities import CROWD, Cast
from onrecord.resolve.first_persons import Voices, person
from onrecord.resolve.introductions import introductions
from onrecord.resolve.meant import Meant, is_aged
from onrecord.resolve.names import key, words
from onrecord.resolve.newcomers import NAMED, Newcomers, Speaker
from onrecord.resolve.phrases import Phrase, heads, is_nobody, phrase
from onrecord.resolve.pronouns import Beside, sexes
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import between

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
        self._voices = voices
        self._asked: set[Offsets] = set()
        self._cast = cast
        self._mentions = {(mention.start, mention.end): mention for mention in mentions}
        self._places = sorted(self._mentions)
        self._introduced = introductions(mentions, cast, text)
        self._known: dict[Offsets, Speaker] = {}
        self._full: dict[int, Offsets | None] = {}
        self._sexes = sexes(mentions, cast)
        self._newcomers = Newcomers(text, cast, self._sexes)
        self._surnames: dict[str, list[int]] = defaultdict(list)
        for member, name in enumerate(cast.names):
            if cast.kinds[member] == "person" and len(words(name)) > 1:
                self._surnames[words(name)[-1]].append(member)
        self._headlines = sorted(headlines)
        self._meant = Meant(text, mentions, cast, self._sexes, referents, voices, replies, beside, self._newcomers)

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
        self._meant.heard(attribution.source, found)
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
        at = bisect_right(self._headlines, (place[0], place[0] + 1)) - 1
        headline = at >= 0 and self._headlines[at][0] <= place[0] < self._headlines[at][1]
        if (read.definite or headline) and kind != "anonymous":
            referred = self._referred(read, len(self._text) if headline else place[0])
            if referred:
                return referred
        if kind is None and read.name and not self._newcomers.shouted(place):
            return self._newcomers.named(read)
        if is_aged(read):
            aged = self._meant.going_on(read, place)
            if aged:
                return aged
        if read.pronoun and kind != "anonymous":
            meant = self._meant.by(read, place)
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
