"""A source's words → who that is: the name that heads the phrase, an office, a document, or somebody unnamed.

A name inside a modifier never speaks: "a spokesman for Ana Ruiz" is not Ana Ruiz, nor is "Ana Ruiz's office".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon import table
from onrecord.model import Attribution, Mention, Offsets
from onrecord.model.vocabulary import EntityKind, SourceKind
from onrecord.resolve.entities import CROWD, Cast
from onrecord.resolve.first_persons import Voices, person
from onrecord.resolve.introductions import introductions
from onrecord.resolve.names import first_name_gender, gender, key, noun_gender, without_article
from onrecord.resolve.phrases import Phrase, heads, is_nobody, phrase
from onrecord.resolve.referents import Referents
from onrecord.resolve.spans import between

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
_NAMED: dict[EntityKind, SourceKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "organisation",
    "group": "group",
    "unnamed": "unknown",
}


# Least probability of the links that a speaker is found by. Of pronouns that the engine links with as much, these found
# their own in documents held apart: he and she 93 in 100 (82 in dialogues), it 73 (77), they 85 (92), before agreement.
_SURE = {"he": 0.8, "she": 0.8, "it": 0.95, "they": 0.95}
_VOICES: dict[str, SourceKind] = {"I": "person", "we": "group", "you": "unknown"}
_SEXES = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_AGREES: dict[str, frozenset[EntityKind]] = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "it": frozenset({"organisation", "place"}),
    "they": frozenset({"organisation", "group", "place"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: members of the cast, what kind of source, and the words elsewhere that settled it."""

    members: tuple[int, ...] = ()
    kind: SourceKind = "unknown"
    evidence: tuple[Offsets, ...] = ()


class Speakers:
    """Finds who speaks, source after source in the order of the text; what has no name yet joins the cast."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], cast: Cast, referents: Referents, voices: Voices
    ) -> None:
        self._text = text
        self._referents = referents
        self._voices = voices
        self._asked: set[Offsets] = set()
        self._cast = cast
        self._mentions = {(mention.start, mention.end): mention for mention in mentions}
        self._places = sorted(self._mentions)
        self._introduced = introductions(mentions, cast)
        self._unnamed: dict[str, list[int]] = defaultdict(list)
        self._known: dict[Offsets, Speaker] = {}
        self._spoken: list[tuple[Offsets, int]] = []
        self._full: dict[int, Offsets | None] = {}
        self._sexes: dict[int, str] = {}
        for mention in mentions:
            member, told = cast.at((mention.start, mention.end)), gender(mention.title)
            if member is not None and told:
                self._sexes.setdefault(member, told)
        for member, name in enumerate(cast.names):
            told = first_name_gender(name) if cast.kinds[member] == "person" else None
            if told:
                self._sexes.setdefault(member, told)

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
            kind: SourceKind = "group" if len(members) > 1 else _NAMED[self._cast.kinds[members[0]]]
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
        kind = told or read.kind
        if read.definite and kind != "anonymous":
            referred = self._referred(read, place[0])
            if referred:
                return referred
        if kind is None and read.name and not self._shouted(place):
            return self._newly_named(read)
        if read.pronoun and kind != "anonymous":
            meant = self._meant(read, place)
            if meant:
                return meant
        if read.pronoun and kind != "anonymous":
            return replace(self._untold(place), kind=kind or "unknown")
        if not read.words or (read.definite and self._introduced.get(read.head)):
            return Speaker(kind=kind or "unknown")
        return Speaker(members=(self._without_name(read, place, kind or "unknown"),), kind=kind or "unknown")

    def _shouted(self, place: Offsets) -> bool:
        """Whether all words around are in capitals, so that capitals make no name."""
        around = self._text[max(0, place[0] - AROUND) : place[1] + AROUND]
        return not any(letter.islower() for letter in around)

    def _newly_named(self, read: Phrase) -> Speaker:
        """A name that only its saying makes known: who bears it already, else somebody new."""
        known = self._cast.called(read.name)
        if known is not None:
            self._cast.join(known, read.name, read.place)
            return Speaker(members=(known,), kind=_NAMED[self._cast.kinds[known]])
        kind = "organisation" if read.definite else _guess(read.name)
        told: SourceKind = _NAMED[kind] if kind == "organisation" or " " in read.name else "unknown"
        return Speaker(members=(self._cast.add(kind, read.name, read.place),), kind=told)

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
        kind = _NAMED[self._cast.kinds[found[0]]] if found else "unknown"
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
        for words, member, place in self._introduced.get(read.head, ()):
            if place[0] < before and wanted <= words:
                found.setdefault(member, place)
        if len(found) != 1:
            return None
        ((member, place),) = found.items()
        self._cast.join(member, "", read.place)
        return Speaker(members=(member,), kind=_NAMED[self._cast.kinds[member]], evidence=(place,))

    def _meant(self, read: Phrase, place: Offsets) -> Speaker | None:
        """Whom "he", "she" or "they" refers back to, where the words before it name somebody it agrees with.

        Nobody is "he" and "she" in one report, nor "Mr" and "she".
        """
        pronoun = self._text[place[0] : place[1]].casefold()
        agrees, sex = _AGREES.get(pronoun, frozenset()), _SEXES.get(pronoun)
        others: set[int] | None = None
        for earlier in self._referents.before(place, _SURE[pronoun]) if agrees else ():
            if sex and _SEXES.get(self._text[earlier[0] : earlier[1]].casefold(), sex) != sex:
                return None
            others = self._others(earlier, place, sex) if others is None else others
            inside = [self._mentions[at] for at in between(self._places, *earlier)[:CROWD]]
            named = heads(phrase(self._text, earlier, inside))
            members = {self._cast.at((mention.start, mention.end)) for mention in named} - {None}
            spoke = self._known.get(earlier)
            if not members and spoke and len(spoke.members) == 1 and self._agrees(spoke.members[0], pronoun):
                self._cast.join(spoke.members[0], "", read.place)
                return Speaker(members=spoke.members, kind=spoke.kind, evidence=(earlier,))
            if len(members) == 1:
                (member,) = members
                if member is None or self._cast.kinds[member] not in agrees or others - {member}:
                    return None
                if sex and self._sexes.setdefault(member, sex) != sex:
                    return None
                self._cast.join(member, "", read.place)
                return Speaker(members=(member,), kind=_NAMED[self._cast.kinds[member]], evidence=(earlier,))
        return None

    def _others(self, earlier: Offsets, place: Offsets, sex: str | None) -> set[int]:
        """Who else has spoken between a pronoun and the words that it is tied to, and may be "he" or "she" as well."""
        since = [member for spoke, member in self._spoken[-CROWD:] if earlier[1] <= spoke[0] and spoke[1] <= place[0]]
        persons = {member for member in since if self._cast.kinds[member] == "person"}
        return {member for member in persons if sex and self._sexes.get(member, sex) == sex}

    def _agrees(self, member: int, pronoun: str) -> bool:
        """Whether somebody without a name who spoke before may be meant: one person by "he", several by "they"."""
        kind, sex = self._cast.kinds[member], _SEXES.get(pronoun)
        if kind in ("unnamed", "person"):
            return sex is not None and self._sexes.setdefault(member, sex) == sex
        return kind in _AGREES.get(pronoun, ())

    def _without_name(self, read: Phrase, place: Offsets, kind: SourceKind) -> int:
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
