"""A count with its fate → its window: since when, until when, and whether it is a running total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.sentence_scene import Scene, index_of, words_before
from onrecord.model.ids import Offsets

SINCE_REACH = 10  # words between "since" and the day in its clause
TOTAL_REACH = 16  # words between "bringing" and the total
JOINED_REACH = 4  # words between two totals: "400 dead and 90"
RECORD_REACH = 7  # words between "the highest" and the year since when
_RECORDS = frozenset({"highest", "lowest", "deadliest", "worst", "biggest", "largest", "most", "fewest", "record"})
_BESIDE = frozenset({"and", "dead", "killed", "injured", "wounded", "deaths", "dead,", "injuries", ","})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_END = re.compile(r"\d{4}(?!\d)")  # of a window: a day, a week, a month or a year


def dated(
    scene: Scene,
    prepositions: tuple[str, ...],
    counts: Sequence[Count],
    fates: Sequence[Fate | None],
    k: int,
    evidence: list[Offsets],
) -> str | None:
    """The one date that stands right after a preposition; None where there are several, or it is that of a total."""
    found = [
        time
        for time in scene.times
        if time.type == "DATE"
        and time.value
        and _END.match(time.value)
        and words_before(scene, time.span.start, 1)[:1]
        and words_before(scene, time.span.start, 1)[0] in prepositions
        and not _is_of_total(scene.words, counts, fates, k, index_of(scene.words, time.span.start))
        and not _is_record(scene.words, index_of(scene.words, time.span.start))
        and not _is_of_clause_before(scene, counts, fates, k, index_of(scene.words, time.span.start))
    ]
    if len({time.value for time in found}) != 1:
        return None
    evidence.append((found[0].span.start, found[0].span.end))
    return found[0].value


def _is_of_total(
    words: Sequence[Lexeme], counts: Sequence[Count], fates: Sequence[Fate | None], k: int, at: int
) -> bool:
    """Whether the words at `at` stand with a total told after this count: "bringing the toll since March to"."""
    own = fates[k]
    if own is None or is_total(words, counts, k):
        return False
    return any(
        counts[k].last <= at < other.first
        and ((fate is not None and fate.side == "toll" and own.side != "toll" and counts[k].last <= fate.first < at)
             or ((begins := brought(words, other)) is not None and begins < at))
        for other, fate in zip(counts, fates, strict=True)
    )  # fmt: skip


def _is_record(words: Sequence[Lexeme], at: int) -> bool:
    """Whether the day is only that of a record: "the highest figure since 2028"."""
    return any(word.low in _RECORDS for word in words[max(0, at - RECORD_REACH) : at])


def _is_of_clause_before(scene: Scene, counts: Sequence[Count], fates: Sequence[Fate | None], k: int, at: int) -> bool:
    """Whether the words at `at` close a clause before this count's: "88 died since March, and 23 are missing"."""
    own, words = fates[k], scene.words
    if own is None or own.side != "after" or not own.present or at > counts[k].first:
        return False
    parted = [
        j
        for j in range(at, counts[k].first - 1)
        if words[j].text == "," and words[j + 1].low in ("and", "but", "while")
    ]
    return bool(parted) and any(fates[j] is not None and counts[j].first < at for j in range(k))


def is_total(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether a count is the total that others are brought to, or stands beside it: "to 400 dead and 90 injured"."""
    while brought(words, counts[k]) is None:
        between = words[counts[k - 1].last : counts[k].first] if k else ()
        joined = any(word.low == "and" for word in between) and len(between) <= JOINED_REACH
        if not joined or not {word.low for word in between} <= _BESIDE:
            return False
        k -= 1
    return True


def brought(words: Sequence[Lexeme], count: Count) -> int | None:
    """Where the verb stands that brings a total to this count: "bringing the total since March to 1,430"."""
    if count.first == 0 or words[count.first - 1].low != "to":
        return None
    for at in range(count.first - 2, max(-1, count.first - TOTAL_REACH), -1):
        if words[at].text == ";" or words[at].low in figure_words("condition"):
            return None
        if words[at].low in figure_words("brings"):
            tallied = any(words[j].low in figure_words("tally") for j in range(at, count.first))
            return at if tallied else None
    return None


def since_clause(scene: Scene, fate: Fate, evidence: list[Offsets]) -> str | None:
    """The day of the clause after a perfect verb: "have been displaced since the river burst its banks on 11 May"."""
    words = scene.words
    since = next((k for k in range(fate.last, len(words)) if words[k].low == "since"), None)
    has = any(word.low in ("has", "have") for word in words[: fate.first])
    if since is None or not (fate.present or (fate.side == "noun" and has)):
        return None
    for time in scene.times:
        at = index_of(words, time.span.start)
        if time.type == "DATE" and time.value and _DAY.match(time.value) and since < at <= since + SINCE_REACH:
            between = {word.low for word in words[since + 1 : at]}
            if between & (figure_words("clause") | {",", ";"}):
                return None
            evidence.append((words[since].start, time.span.end))
            return time.value
    return None
