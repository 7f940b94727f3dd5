"""Names of people in a row → a count of them: "Ana Velt, 34, Bor Lind, 27, and Cara Moss, 41, were killed" are three.

In: the lexemes and names of a sentence, or a heading of the dead and the lines beneath it. Out: counts whose number is
the list itself, figures only where the verb of a whole list tells what became of them. A single name counts nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from onrecord.extract.quantities.ages import OLDEST
from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, is_digits, is_word
from onrecord.extract.quantities.readings import Reading
from onrecord.extract.quantities.sentence_scene import Scene, index_of
from onrecord.extract.quantities.syntax import Syntax
from onrecord.model import Analysis, Mention, Quantity
from onrecord.model.ids import Offsets

GAP = 10  # words between two names: an age, a place, a trade
LONGEST_HEADING = 60  # characters of "The dead:"
MOST_LINES = 1000  # beneath a heading
_JOINS = frozenset({"and", "&"})
_SINGULAR = frozenset({"was", "is", "has", "remains", "dies", "who", "whose"})
_MARKS = frozenset({",", ";", "(", ")"})
_BESIDE = frozenset({"aged", "of", "from", "a", "an", "the", "his", "her", "their"})
_DEAD = {word: frozenset({"the", "both"}) for word in ("dead", "deceased")}
_DEAD |= {word: frozenset({"those", "who"}) for word in ("killed", "died")}
_HEADING = re.compile(
    r"\s*(?:the|those|all|names? of the)?\s*(?:confirmed\s+)?"
    r"(?P<who>dead|deceased|killed|fatalities|victims|died)(?:\s+(?:are|were|include))?\s*:\s*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*[-*•–—·▪◦‣+]?\s*(?:\d{1,3}[.)]\s*)?")


def with_names(scene: Scene, counts: list[Count]) -> list[Count]:
    """The counts with the lists of names in the sentence; "a nurse" inside a list is one of its people."""
    named = name_counts(scene)
    if not named:
        return counts
    inside = {k for each in named for k in range(each.first, each.last)}
    kept = [count for count in counts if not (count.bare and count.first in inside)]
    return sorted([*kept, *named], key=lambda count: (count.reading.number, -count.last))


def name_counts(scene: Scene) -> list[Count]:
    """The lists of two names and more in a sentence, as counts."""
    people = [mention for mention in scene.mentions if mention.kind == "person"]
    if scene.tree is None or len(people) < 2:
        return []
    places = [
        (index_of(scene.words, mention.start), index_of(scene.words, mention.end))
        for mention in people
        if mention.start >= scene.words[0].start
        and mention.end <= scene.words[-1].end
        and scene.text[mention.end - 2 : mention.end].lower() not in ("'s", "’s")
    ]
    found: list[Count] = []
    row = places[:1]
    for before, place in zip(places, [*places[1:], (-1, -1)], strict=True):
        if place[0] >= 0 and _goes_on(scene.words, before[1], place[0], scene.tree):
            row.append(place)
            continue
        if len(row) > 1 and _is_closed(scene.words, row) and not _is_of_one(scene.words, row[-1][1]):
            found.append(_count(row, scene.words, scene.tree))
        row = [place]
    return found


def _goes_on(words: Sequence[Lexeme], first: int, last: int, tree: Syntax) -> bool:
    """Whether only marks, "and", ages and appositions stand between two names."""
    between = words[first:last]
    if not 0 < len(between) <= GAP or not (between[0].text in _MARKS or between[0].low in _JOINS):
        return False
    apposed = any(word.text == "," or word.low in _JOINS for word in between[-3:])  # "and her son Bor Lind"
    if between[-1].low in _BESIDE or not apposed:
        return False
    return all(
        word.text in _MARKS or word.low in _JOINS | _BESIDE or _is_age(word) or _is_noun(word, tree) for word in between
    )


def _is_age(word: Lexeme) -> bool:
    return is_digits(word) and word.text.isdecimal() and len(word.text) < 4 and 0 < int(word.text) <= OLDEST


def _is_noun(word: Lexeme, tree: Syntax) -> bool:
    at = tree.at(word) if is_word(word) else None
    return at is not None and tree.words[at].upos in ("NOUN", "PROPN", "ADJ")


def _is_of_one(words: Sequence[Lexeme], at: int) -> bool:
    """Whether the verb behind the list is said of one: "and Ana Velt remains in custody"."""
    return at < len(words) and words[at].low in _SINGULAR


def _is_closed(words: Sequence[Lexeme], row: Sequence[Offsets]) -> bool:
    """Whether "and" stands before the last name, or behind it before more people."""
    if any(word.low in _JOINS for word in words[row[-2][1] : row[-1][0]]):
        return True
    after = row[-1][1]
    while after < len(words) and (words[after].text == "," or _is_age(words[after])):
        after += 1
    return after < len(words) and words[after].low in _JOINS


def _end(words: Sequence[Lexeme], last: int, tree: Syntax) -> int:
    """Where the age and the trade of the last one end that stand between commas: ", 41, a nurse from Lorn,"."""
    at = last
    while at < len(words) and at - last <= GAP and words[at].text == ",":
        beyond = at + 1
        while beyond < len(words) and (
            words[beyond].low in _BESIDE or _is_age(words[beyond]) or _is_noun(words[beyond], tree)
        ):
            beyond += 1
        if beyond == at + 1 or beyond >= len(words) or not (words[beyond].text in ",." or _is_age(words[beyond - 1])):
            break
        at = beyond
    return at


def _count(row: Sequence[Offsets], words: Sequence[Lexeme], tree: Syntax) -> Count:
    first, last, value = row[0][0], _end(words, row[-1][1], tree), Decimal(len(row))
    reading = Reading(
        first=first,
        last=last,
        number=first,
        number_last=last,
        value=value,
        low=value,
        high=value,
        bound="exactly",
        unit=None,
        form="words",
    )
    return Count(reading=reading, first=first, last=last, noun=None, kind="people", names=row[-1][0])


def is_named_dead(words: Sequence[Lexeme], count: Count) -> bool:
    """ "named the dead as A and B", "the dead were identified as A and B", "the dead: A and B"."""
    if count.names is None or count.first < 2 or words[count.first - 1].low not in ("as", "were", "are", ":"):
        return False
    before = [word.low for word in words[max(0, count.first - GAP) : count.first - 1]]
    told = [k for k, low in enumerate(before) if low in _DEAD and set(before[max(0, k - 2) : k]) & _DEAD[low]]
    return bool(told) and not set(before[told[-1] :]) & (figure_words("clause") - {"as"})


def dead_beneath(analysis: Analysis, number: int, mentions: Sequence[Mention], killed: bool) -> Quantity | None:
    """The people in the lines beneath the heading that is sentence `number` ("The dead:"), as one figure.

    "Victims:" are dead only where the text has told of dead before.
    """
    text, sentences = analysis.document.text, analysis.sentences
    heading = sentences[number]
    if heading.end - heading.start > LONGEST_HEADING:
        return None
    found = _HEADING.fullmatch(text, heading.start, heading.end)
    if found is None or (found["who"].lower() == "victims" and not killed):
        return None
    starts = {mention.start: mention for mention in mentions if mention.kind == "person"}
    lines: list[Mention] = []
    block, end = heading.block, heading.end
    for sentence in sentences[number + 1 : number + 1 + MOST_LINES]:
        if sentence.block == block and lines:
            continue  # what else a line says
        opening = _MARKED.match(text, sentence.start, sentence.end)
        name = starts.get(opening.end() if opening else sentence.start)
        if name is None or sentence.block == block:
            break
        lines.append(name)
        block, end = sentence.block, sentence.end
    if not lines:
        return None
    value = Decimal(len(lines))
    place = (lines[0].start, lines[-1].end)
    return Quantity(
        span=(lines[0].start, end),
        number=place,
        value=value,
        low=value,
        high=value,
        bound="exactly",
        unit="person",
        outcome="killed",
        scope="incident",
        evidence=((heading.start, heading.end),),
        confidence=0.8,
    )
