"""Pronouns → what they agree with: kinds and sexes, who was answered, and who beside a name may be meant as well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.lexicon import table
from onrecord.model import Attribution, Mention, Offsets, Word
from onrecord.model.vocabulary import EntityKind
from onrecord.resolve.entities import Cast
from onrecord.resolve.names import first_name_gender, gender

# Least probability of the links that a speaker is found by. Of pronouns that the engine links with as much, these found
# their own in documents held apart: he and she 93 in 100 (82 in dialogues), it 73 (77), they 85 (92), before agreement.
SURE = {"he": 0.8, "she": 0.8, "it": 0.95, "they": 0.95}
SEXES = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
AGREES: dict[str, frozenset[EntityKind]] = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "it": frozenset({"organisation", "place"}),
    "they": frozenset({"organisation", "group", "place"}),
}
NEAR = 300  # characters between what is said to somebody and the reply, and between two names of one clause
_PARTS = frozenset({"nsubj", "obj", "iobj", "obl"})


def sexes(mentions: Sequence[Mention], cast: Cast) -> dict[int, str]:
    """The sex of members, by title, else by a first name that one sex bears."""
    found: dict[int, str] = {}
    for mention in mentions:
        member, told = cast.at((mention.start, mention.end)), gender(mention.title)
        if member is not None and told:
            found.setdefault(member, told)
    for member, name in enumerate(cast.names):
        told = first_name_gender(name) if cast.kinds[member] == "person" else None
        if told:
            found.setdefault(member, told)
    return found


def answered(text: str, attributions: Sequence[Attribution]) -> Mapping[Offsets, Offsets]:
    """For the source of each reply, who was told what it replies to: "“No,” X told Y. “Yes,” she replied." """
    found: dict[Offsets, Offsets] = {}
    spoken = [one for one in attributions if one.form == "direct" and one.cue and one.source]
    for before, reply in pairwise(spoken):
        if reply.cue is None or reply.source is None or before.addressee is None:
            continue
        apart = reply.content[0][0] - before.content[-1][1]
        said = text[slice(*reply.cue)].casefold().split()
        if 0 < apart < NEAR and said and (said[-1], "reply") in table("phrase_words"):
            found[reply.source] = before.addressee
    return found


class Beside:
    """The persons who take part in one thing with somebody, so that a pronoun may mean either."""

    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        self._words = words
        self._places = sorted((each.start, each.end) for each in mentions if each.kind == "person")

    def of(self, place: Offsets) -> Sequence[Offsets]:
        """The names that depend on the verb on which the name at a place depends: "X met Y"."""
        verb = self._verb(place)
        if verb is None:
            return ()
        first = bisect_left(self._places, (place[0] - NEAR, 0))
        near = self._places[first : bisect_left(self._places, (place[1] + NEAR, 0))]
        return [other for other in near if other != place and self._verb(other) == verb]

    def is_subject(self, place: Offsets) -> bool:
        """Whether the name at a place is the subject of its clause."""
        return self._verb(place, frozenset({"nsubj"})) is not None

    def _verb(self, place: Offsets, parts: frozenset[str] = _PARTS) -> int | None:
        """The verb whose subject or object the name at a place is."""
        first = bisect_left(self._words, place[0], key=lambda word: word.start)
        inside = range(first, bisect_left(self._words, place[1], key=lambda word: word.start))
        for at in inside:
            word = self._words[at]
            if word.head not in inside and word.head >= 0:
                return word.head if word.relation.partition(":")[0] in parts else None
        return None
