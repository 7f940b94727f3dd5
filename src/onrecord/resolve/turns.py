"""Blocks and names → whose turn each block is, and whom it addresses: interviews, hearings and speeches.

A turn is told by its label ("Ruiz: …"), by questions and answers that take turns after an introduction of who is
interviewed, by who is called upon ("Mr Oro, is that right?"), or by the title of a speech. Else nobody is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Block, Document, Mention, Offsets
from onrecord.resolve.floor import alternating_turns, given_turns
from onrecord.resolve.labels import NOBODY, Turn, answered, is_asked, labelled
from onrecord.resolve.spans import between

QUESTIONS = 2  # blocks that ask, from which on questions and answers may take turns
MANY = 3  # blocks that ask, from which on a text is an interview that nothing announces
SHARE = 8  # of so many blocks at least one asks; a speech asks less often
OPENING = 3  # blocks in which a speech is announced
PROMPT = 200  # characters of a block that bids somebody speak, at most
NEAR = 60  # characters before a name in which the word for the interview stands
_CALLS = re.compile(
    r"(?:(?:well|and|but|so|yes|no|now|okay|alright|all right|thank you|good morning)\W+){0,2}", re.IGNORECASE
)
_PROCEED = re.compile(r",[^.!?\n]{0,20}\b(?:please|floor|ahead|proceed|begin)\b[^.!?\n]{0,30}[.!]?\s*", re.IGNORECASE)
_INTRODUCES = re.compile(r"(?:^|\W)(?:my name is|my name['’]s|i am|i['’]m)\s+$", re.IGNORECASE)
_SPEECH_BY = re.compile(r"\b(\w+)\s(?:by|of|from)\s[^.!?\n]{0,40}$", re.IGNORECASE)
_MUTUAL = ("spoke", "speaks", "talked", "talks", "sat down", "caught up")  # either may be the one who asks
_SOMEBODY = re.compile(r"\b(?:he|she|they|who)\s+$")
_TOPIC = re.compile(r"\b(?:about|on|over)\s", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,|,?\s(?:and|&))\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turns by block; `alone` says that nothing in the text takes turns, so that all of it is one voice.

    `letters`: what many readers wrote, each in as many blocks as they like.
    """

    by_block: Sequence[Turn]
    alone: bool
    letters: bool = False


def turns(document: Document, mentions: Sequence[Mention], members: Mapping[Offsets, int | None]) -> Turns:
    """Whose turn each block is; `members` are the cast's numbers by the places of mentions."""
    text, blocks = document.text, document.blocks
    found = {(each.start, each.end): each for each in mentions if each.kind == "person"}
    known = {at: each for at, each in found.items() if members.get(at) is not None}
    firms = sorted((each.start, each.end) for each in mentions if each.kind in ("organisation", "place"))
    people = _People(text, blocks, known, members, firms)
    by_label = people.labelled()
    if by_label:
        return Turns(by_block=by_label, alone=False)
    asks = [block.span.exact.rstrip(' \t\n)]"”’').endswith("?") for block in blocks]
    announced = any(_announces(block.span.exact) for block in blocks[:OPENING])
    if announced and any(asks):
        asks = [ask or _prompts(block.span.exact) for ask, block in zip(asks, blocks, strict=True)]
    asked = sum(asks) >= QUESTIONS and sum(asks) * SHARE >= len(blocks)
    if asked:
        met = people.interviewed(asks.index(True), many=sum(asks) >= MANY or _announces(document.title or ""))
        if met.speakers:
            return Turns(by_block=people.answers(asks, met), alone=False)
    called = people.called_upon(asks, alternating=asked)
    if called:
        return Turns(by_block=called, alone=False)
    letters = _is_letters(blocks)
    return Turns(
        by_block=[NOBODY if asked else people.speech()] * len(blocks), alone=not asked and not letters, letters=letters
    )


class _People:
    """Where persons are named, block by block."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Mapping[Offsets, Mention],
        members: Mapping[Offsets, int | None],
        firms: Sequence[Offsets],
    ) -> None:
        self._text = text
        self._firms = firms
        self._blocks = blocks
        self._mentions = mentions
        self._members = members
        self._places = sorted(mentions)

    def _in(self, block: Block) -> Sequence[Offsets]:
        return between(self._places, block.span.start, block.span.end)

    def _member(self, place: Offsets) -> int:
        return self._members[place] or 0

    def labelled(self) -> list[Turn]:
        """Turns by their labels; whose the answers are that are only called so, the text before them tells."""
        found = labelled(self._text, self._blocks, self._members, self._places)
        if not is_asked(found):
            return found
        met = self.interviewed(next(at for at, turn in enumerate(found) if turn.label), many=True)
        return answered(found, met) if met.speakers else found

    def interviewed(self, before: int, *, many: bool) -> Turn:
        """Who is said to be interviewed in the blocks before the first question, else the one whom the title names."""
        met: dict[int, Offsets] = {}
        for number, block in enumerate(self._blocks[:before]):
            if number == 1 and met:
                break  # the title says who is met; whom "X sat down with" is the one who asks as often as not
            for place in self._in(block):
                if self._is_met(block, place, met):
                    met.setdefault(self._member(place), place)
        if not met and (many or any(_announces(block.span.exact) for block in self._blocks[:before])):
            met = self._introduced(before)
        return Turn(speakers=tuple(met), evidence=tuple(met.values()))

    def _introduced(self, before: int) -> dict[int, Offsets]:
        """The only person of the first block, else of all blocks before the questions, who is no mere topic.

        None where somebody is interviewed who has no name there: "interviewed one of the owners".
        """
        if any(_meets_somebody().search(block.span.exact.casefold()) for block in self._blocks[:before]):
            return {}
        for blocks in (self._blocks[:1], self._blocks[:before]):
            named: dict[int, Offsets] = {}
            for block in blocks:
                for place in self._in(block):
                    if not _is_topic(self._text[max(block.span.start, place[0] - NEAR) : place[0]].casefold()):
                        named.setdefault(self._member(place), place)
            if named:
                return named if len(named) == 1 else {}
        return {}

    def _is_met(self, block: Block, place: Offsets, met: Mapping[int, Offsets]) -> bool:
        """Whether a word for the interview stands before the name, or is joined to one so named; or "by" after it."""
        start = max(block.span.start, place[0] - NEAR)
        earlier = between(self._places, start, place[0])
        if earlier and earlier[-1] in met.values() and _JOIN.fullmatch(self._text, earlier[-1][1], place[0]):
            return True
        before = re.split(r"[.?!]\s", self._text[start : place[0]])[-1].casefold()
        since = max((before.rfind(phrase) for phrase in _words("interview")), default=-1)
        nearer = bool(earlier) and earlier[-1][0] >= place[0] - len(before) + since
        firms = between(self._firms, place[0] - len(before) + max(since, 0), place[0])
        nearer = nearer or any(self._text[end : end + 1] == "," for _, end in firms)  # "with the Post, Ana Ruiz said"
        after = self._text[place[1] : min(block.span.end, place[1] + NEAR)].casefold()
        asked_by = any(phrase in before for phrase in _words("by"))
        mutual = since >= 0 and self._is_mutual(before, since, place[0] - len(before) + since, earlier)
        if not nearer and not mutual and _announces(before) and not asked_by and not _is_topic(before):
            return True
        return any(phrase in after for phrase in _words("by"))

    def _is_mutual(self, before: str, since: int, at: int, earlier: Sequence[Offsets]) -> bool:
        """Whether one person speaks to another, so that either may be the one who asks: "She spoke to Ana Ruiz"."""
        led = any(end <= at and not self._text[end:at].strip() for _, end in earlier)
        return before[since:].startswith(_MUTUAL) and (led or bool(_SOMEBODY.search(before[:since])))

    def answers(self, asks: Sequence[bool], met: Turn) -> list[Turn]:
        """Blocks that ask speak to the one interviewed; those after them are the answer."""
        found: list[Turn] = []
        begun = False
        for asking in asks:
            begun = begun or asking
            if asking:
                found.append(Turn(addressed=met.speakers, evidence=met.evidence))
            else:
                found.append(Turn(speakers=met.speakers, evidence=met.evidence) if begun else NOBODY)
        return found

    def called_upon(self, asks: Sequence[bool], *, alternating: bool) -> list[Turn]:
        """Who is called by a title at the head of a block answers in the next, and so on until another is called.

        Where blocks seldom ask, the floor is given for a speech: all blocks are the speaker's that do not ask.
        """
        told: dict[int, Turn] = {}
        for at, block in enumerate(self._blocks):
            for place in self._in(block):
                before = self._text[block.span.start : place[0]]
                who = Turn(speakers=(self._member(place),), evidence=(place,))
                if alternating and _INTRODUCES.search(before[-NEAR:]):
                    told[at] = who
                elif self._mentions[place].title and self._calls(
                    block, place, asking=asks[at], alternating=alternating
                ):
                    told.setdefault(at + 1, who)
        if not told:
            return []
        return (
            alternating_turns(len(self._blocks), told, asks)
            if alternating
            else given_turns(len(self._blocks), told, asks)
        )

    def _calls(self, block: Block, place: Offsets, *, asking: bool, alternating: bool) -> bool:
        """Whether a name is a call: at the head or the end of a block, or in a question between commas."""
        before = self._text[max(block.span.start, place[0] - NEAR) : place[0]].strip()
        if self._text[place[1] : place[1] + 1] not in (",", "?", "."):
            return False
        heads = place[0] - block.span.start < NEAR and bool(_CALLS.fullmatch(before + " " if before else ""))
        ends = place[1] + 1 >= block.span.end and before.endswith((".", "?", "!"))
        if not alternating:
            return ends or (heads and bool(_PROCEED.fullmatch(self._text, place[1], block.span.end)))
        return heads or ends or (asking and before.endswith((",", ".", "?", "!")))

    def speech(self) -> Turn:
        """The one whose speech the first blocks announce or who wrote the text, else the only "my name is"."""
        for place in self._in(self._blocks[0])[:1] if self._blocks else ():
            if (
                not self._text[self._blocks[0].span.start : place[0]].strip()
                and self._text[place[1] : place[1] + 1] == ":"
            ):
                return Turn(speakers=(self._member(place),), evidence=(place,))  # "Ana Ruiz: Why I left"
        for block in self._blocks[:OPENING]:
            for place in self._in(block)[:OPENING]:
                after = _speech_of().match(self._text, place[1], block.span.end)
                before = _SPEECH_BY.search(self._text[max(block.span.start, place[0] - NEAR) : place[0]])
                if after or (before and before[1].casefold() in _words("speech")):
                    return Turn(speakers=(self._member(place),), evidence=(place,))
        written = {
            self._member(place): place for block in self._blocks if block.kind == "byline" for place in self._in(block)
        }
        if len(written) == 1:
            return Turn(speakers=tuple(written), evidence=tuple(written.values()))
        named = {
            self._member(place): place
            for place in self._places
            if _INTRODUCES.search(self._text[max(0, place[0] - NEAR) : place[0]])
            and '"' not in self._text[max(0, place[0] - NEAR) : place[0]].replace("“", '"')
        }
        return Turn(speakers=tuple(named), evidence=tuple(named.values())) if len(named) == 1 else NOBODY


def _prompts(words: str) -> bool:
    """Whether a short block bids somebody speak, or is about him: "Tell us about it", "It was a hard week for you"."""
    low = words.casefold()
    said = {row[0] for row in table("first_persons") if row[1] == "prompt"}
    pronouns = set(re.findall(r"[\w'’]+", low))
    own = any(person in low.split() for person in ("i", "my", "me")) or '"' in low or "“" in low
    return len(words) < PROMPT and not own and (low.startswith(tuple(said)) or bool(pronouns & {"you", "your"}))


def _announces(words: str) -> bool:
    low = words.casefold()
    return any(phrase in low for phrase in _words("interview"))


def _is_letters(blocks: Sequence[Block]) -> bool:
    """Whether a page of readers' letters is told by its heading: it has many voices."""
    if any(block.span.exact.casefold().strip(" .:") in _words("letters") for block in blocks):
        return True
    return sum(block.span.exact.casefold().startswith(tuple(_words("salutation"))) for block in blocks) > 1


def _is_topic(before: str) -> bool:
    """Whether the words before a name make it what an interview is about."""
    after = max((before.rfind(phrase) for phrase in _words("interview")), default=-1)
    return bool(_TOPIC.search(before[after:] if after >= 0 else " ".join(before.split()[-2:]) + " "))


@cache
def _meets_somebody() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(_words("interview"), key=len, reverse=True))
    return re.compile(rf"\b(?:{phrases})\s(?:with\s)?(?:an?|one|two|three|some|several|many)\s")


@cache
def _speech_of() -> re.Pattern[str]:
    """ "'s farewell speech", " delivered brief remarks", " keynote speech": what follows whose speech it is."""
    speech = "|".join(re.escape(word) for word in sorted(_words("speech")))
    whose = r"\s*['’]s?|\s(?:delivers|delivered|gives|gave|holds|held)"
    kind = r"\s(?:(?:opening|closing|keynote|floor|farewell)\s)?"
    return re.compile(rf"(?:(?:{whose})\s(?:\w+\s){{0,3}}|{kind})(?:{speech})\b", re.IGNORECASE)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in table("first_persons") if row[1] == kind)
