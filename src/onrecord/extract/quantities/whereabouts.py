"""A count with its fate → where it happened and who did it, as names in the same sentence tell.

A place must follow a preposition of place in the same clause; "in the city" is the place named before.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.sentence_scene import Scene, index_of, words_before
from onrecord.model import Mention
from onrecord.model.ids import Offsets

LOCATIVE_REACH = 32  # characters before a place in which its preposition is looked for
BY_REACH = 8  # words between an outcome and "by"
_AGENTS = frozenset({"person", "organisation", "group", "place"})


def place_of(scene: Scene, counts: Sequence[Count], k: int, fate: Fate, evidence: list[Offsets]) -> Offsets | None:
    """The place after "in", "at", "near": the first one behind the count, else the last one before it."""
    words = scene.words
    others = [
        count.first for j, count in enumerate(counts) if j != k and count.first >= counts[k].last and not count.bare
    ]
    limit = words[others[0]].start if others and fate.last <= others[0] else words[-1].end
    limit = min(limit, _clause_end(words, max(fate.last, counts[k].last)))
    limit = max(limit, words[fate.last - 1].end)
    begin = words[counts[k].last - 1].end
    places = [mention for mention in scene.mentions if mention.kind == "place" and is_locative(scene.text, mention)]
    led = {words[count.first - 1].end for j, count in enumerate(counts) if j != k and count.first}
    for mention in places:
        if begin <= mention.start < limit and mention.end not in led:  # "12 people died, in Vask four"
            return mention.start, mention.end
    landmark = _landmark(scene, counts[k], fate)
    if landmark and scene.earlier:
        evidence.append(landmark)
        return scene.earlier.start, scene.earlier.end
    previous = max((words[count.last - 1].end for count in counts[:k] if count.last <= counts[k].first), default=0)
    before = [mention for mention in places if mention.end <= words[counts[k].first].start]
    inside = [mention for mention in before if mention.start >= previous or index_of(words, mention.start) <= 2]
    return (inside[-1].start, inside[-1].end) if inside else None


def _clause_end(words: Sequence[Lexeme], at: int) -> int:
    """Where the clause that runs at `at` ends, as an offset: before "while", ", and", a semicolon."""
    for k in range(at, len(words)):
        conjunction = words[k].low in ("and", "but") and words[k - 1].text == ","
        if conjunction or words[k].text == ";" or words[k].low in figure_words("clause"):
            return words[k].start
    return words[-1].end


def is_locative(text: str, mention: Mention) -> bool:
    """Whether a place stands after a preposition of place."""
    before = text[max(0, mention.start - LOCATIVE_REACH) : mention.start].lower().split()
    while before and before[-1] in figure_words("quarter_of"):
        before.pop()
    return bool(before) and before[-1] in figure_words("locative")


def _landmark(scene: Scene, count: Count, fate: Fate) -> Offsets | None:
    """ "in the city" right after the outcome or the count: the place named before it."""
    words = scene.words
    for at in (fate.last, count.last):
        if at + 2 < len(words) and words[at].low in ("in", "inside") and words[at + 1].low == "the":
            beyond = words[at + 3].low if at + 3 < len(words) else ""
            if words[at + 2].low in figure_words("landmark") and beyond not in ("of", "in", "where"):
                return words[at].start, words[at + 2].end
    return None


def agent_of(scene: Scene, fate: Fate) -> Offsets | None:
    """Who did it: "killed by X", "X has killed", "an attack by X which killed"."""
    words = scene.words
    if fate.side in ("after", "shared", "among"):
        for at in range(fate.last, min(len(words) - 1, fate.last + BY_REACH)):
            if words[at].low in figure_words("clause") or words[at].text in ";:":
                return None
            if words[at].low == "by":
                return _named_at(scene, words[at + 1 : at + 3])
    if fate.side not in ("before", "shared") or words[fate.first].low in figure_words("loses"):
        return None  # who loses two sons has not killed them
    at = fate.first
    while at > 0 and (words[at - 1].low in ("has", "have", "had", "also") or words[at - 1].low.endswith("ly")):
        at -= 1
    relative = at > 0 and words[at - 1].low in ("which", "that")
    at -= relative
    at -= at > 0 and words[at - 1].text == ","
    subject = next((m for m in scene.mentions if at > 0 and m.end == words[at - 1].end and m.kind in _AGENTS), None)
    if subject is None:
        return None
    by = words_before(scene, subject.start, 2)
    passive = by[:1] == ["by"] or by[:2] == ["the", "by"]
    if passive or (not relative and by[:1] != ["in"] and subject.kind != "place"):
        return subject.start, subject.end
    return None


def _named_at(scene: Scene, words: Sequence[Lexeme]) -> Offsets | None:
    if words and words[0].low in ("the", "a", "an"):
        words = words[1:]
    for mention in scene.mentions:
        if words and mention.start == words[0].start and mention.kind in _AGENTS:
            return mention.start, mention.end
    return None
