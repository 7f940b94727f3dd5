"""A count with its fate → the day that it happened: the nearest one of its clause that is no day of speech.

The tree, where there is one, says whether a day hangs on what became of people or on a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.extract.quantities.sentence_scene import Scene, index_of, words_before
from onrecord.model import Timex
from onrecord.model.ids import Offsets

SINCE_REACH = 10  # words between "since" and the day in its clause
SPEECH_REACH = 6  # words between a reporting verb and the day on which it was said
NOT_ON = frozenset({"since", "until", "till", "by", "before", "after", "from", "of", "to", "between"})
_PARTS = frozenset({",", ";", "and", "but"})
_ON = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2}(?:-WE)?)?(?:T.*)?$"
)  # a day, week, month or year, as precise as given


def day_of(
    scene: Scene, counts: Sequence[Count], fates: Sequence[Fate | None], k: int, evidence: list[Offsets]
) -> str | None:
    """The day that it happened: the nearest one in the sentence that is no day of speech and ends no window.

    A day that stands with what became of others is the last to be taken.
    """
    count, fate = counts[k], fates[k]
    if fate is None:
        return None
    found: list[tuple[bool, int, Timex]] = []
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not time.value or not _ON.match(time.value):
            continue
        if any(word in NOT_ON for word in words_before(scene, time.span.start, 1)) or _is_speech(scene, time, fate):
            continue
        at = index_of(scene.words, time.span.start)
        if words_before(scene, time.span.start, 1) == ["and"] and "between" in words_before(scene, time.span.start, 4):
            continue
        if _is_of_part(counts, k, at) or (_begins(scene.words, at) and not _is_before_when(scene.words, at, count)):
            continue
        beyond = scene.words[max(count.last, fate.last) : at]
        if any(word.low in figure_words("contrast") or word.text == ";" for word in beyond):
            continue  # "killed 12, while the one ten years ago killed 300", "12 died, down from 30 a year ago"
        near = abs(at - count.first) if fate.side == "shared" else min(abs(at - fate.first), abs(at - count.first))
        parted = fate.side == "shared" and any(word.low in _PARTS for word in scene.words[at : count.first])
        found.append((parted or _stands_with_another(counts, fates, k, at), near, time))
    if not found:
        return None
    nearest = min(found, key=lambda entry: entry[:2])[2]
    evidence.append((nearest.span.start, nearest.span.end))
    return nearest.value.partition("T")[0] if nearest.value else None


def _begins(words: Sequence[Lexeme], at: int) -> bool:
    """Whether the day is that of an event since which is counted: "since the protests began last Thursday"."""
    for k in range(at - 1, max(-1, at - SINCE_REACH), -1):
        if words[k].text in ",;:" or words[k].low in ("when", "after", "while"):
            return False
        if words[k].low == "since":
            return True
    return False


def _is_before_when(words: Sequence[Lexeme], at: int, count: Count) -> bool:
    """Whether what is counted happened on the day that "when" stands behind: "since 2027, on Tuesday, when 12 died"."""
    behind = range(at + 1, min(count.first, at + 4))
    return next((words[k].low == "when" for k in behind if words[k].text != ","), False)


def _is_of_part(counts: Sequence[Count], k: int, at: int) -> bool:
    """Whether a day stands right behind a part of the count: "400 were arrested, 20 of them on Sunday"."""
    return any(other.pronoun is not None and 0 <= at - other.last <= 1 for other in counts[k + 1 :])


def _stands_with_another(counts: Sequence[Count], fates: Sequence[Fate | None], k: int, at: int) -> bool:
    """Whether the words at `at` stand behind what became of others: "12 died on Monday and 30 fell ill on Tuesday"."""
    own, count = fates[k], counts[k]
    for other, fate in zip(counts, fates, strict=True):
        if own is None or fate is None or fate.first == own.first:
            continue
        ends = max(other.last, fate.last)
        if other.first < count.first and ends <= at < min(count.first, own.first):
            return True
        if other.first >= max(count.last, own.last) and at >= min(other.first, fate.first):
            return True
    return False


def _is_speech(scene: Scene, time: Timex, fate: Fate) -> bool:
    """Whether the day is that of a reporting verb ("said on Tuesday", "on Tuesday police said")."""
    words, at = scene.words, index_of(scene.words, time.span.start)
    after = index_of(words, time.span.end)
    governed = _is_governed(scene, at, after, fate)
    if governed is not None:
        return not governed
    for k in range(at - 1, max(-1, at - SPEECH_REACH - 1), -1):
        if fate.first <= k < fate.last:
            return False
        if words[k].low in reporting_forms():
            return True
    return any(
        words[k].low in reporting_forms()
        for k in range(after, min(len(words), after + 3))
        if not fate.first <= k < fate.last
    )


def _is_governed(scene: Scene, at: int, after: int, fate: Fate) -> bool | None:
    """Whether the tree hangs a day on what became of people (True), on a verb of speech (False), or on neither."""
    tree, words = scene.tree, scene.words
    told = tree.at(words[fate.first]) if tree else None
    day = tree.at(words[after - 1]) if tree and after > at else None
    if tree is None or told is None or day is None:
        return None
    above = set(tree.above(day))
    found = tree.words[told].head if tree.words[told].relation in ("advmod", "xcomp") else told
    if told in above or found in above:
        return True  # "were found alive on Tuesday": no word of speech
    said = any(tree.words[k].lemma.lower() in reporting_forms() for k in above)
    return False if said else None
