"""A count with its fate → when, where, by whom and in which window, only as words of the same sentence tell.

Times and names come from the other extractors; a place must follow a preposition of place, a day must not be
the day on which somebody spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.counted import Count
from onrecord.extract.fates import Fate
from onrecord.extract.headings import Heading
from onrecord.extract.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.model import AsOf, Mention, Timex
from onrecord.model.ids import Offsets
from onrecord.model.vocabulary import Scope

SPEECH_REACH = 6  # words between a reporting verb and the day on which it was said
LOCATIVE_REACH = 32  # characters before a place in which its preposition is looked for
SINCE_REACH = 10  # words between "since" and the day in its clause
BY_REACH = 8  # words between an outcome and "by"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ON = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?(?:T.*)?$")  # a day, week, month or year, as precise as given
_NOT_ON = frozenset({"since", "until", "till", "by", "before", "after", "from", "of", "to", "between"})
_STOCKS = frozenset({"held", "detained", "missing", "alive", "displaced", "infected", "affected"})
_AGENTS = frozenset({"person", "organisation", "group", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sentence: its lexemes, what stands in it; `times` and `mentions` are those inside it,
    `earlier` is the last place named before it, `heading` the one of the list that it stands in,
    `windowed` says whether a closed window is named in it."""

    text: str
    words: Sequence[Lexeme]
    times: Sequence[Timex]
    mentions: Sequence[Mention]
    earlier: Mention | None
    heading: Heading | None
    windowed: bool
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The fields of a figure that its circumstances fill, and the places of the words that tell them."""

    scope: Scope = "unknown"
    since: str | None = None
    until: str | None = None
    on: str | None = None
    as_of: AsOf | None = None
    place: Offsets | None = None
    by: Offsets | None = None
    evidence: tuple[Offsets, ...] = ()


def circumstances(scene: Scene, counts: Sequence[Count], k: int, fate: Fate) -> Circumstances:
    """The circumstances of the count at index `k`."""
    evidence: list[Offsets] = []
    listed = scene.heading if fate.side in ("toll", "noun") else None
    if listed:
        evidence.append(listed.place)
    since = _dated(scene, ("since",), evidence) or _since_clause(scene, fate, evidence)
    since = since or (listed.since if listed else None)
    until = _dated(scene, ("until", "till"), evidence)
    as_of = _as_of(scene, counts[k], fate, evidence)
    on = None if since or fate.present or fate.side == "toll" else _on(scene, counts[k], fate, evidence)
    place = _place(scene, counts, k, fate, evidence)
    return Circumstances(
        scope=listed.scope if listed else _scope(scene, counts[k], fate, bool(since)),
        since=since,
        until=until,
        on=on,
        as_of=as_of,
        place=place,
        by=_by(scene, fate),
        evidence=tuple(evidence),
    )


def _before(scene: Scene, start: int, reach: int) -> list[str]:
    """The last words before a place in the text, the nearest first."""
    at = _index(scene.words, start)
    return [word.low for word in reversed(scene.words[max(0, at - reach) : at])]


def _index(words: Sequence[Lexeme], start: int) -> int:
    """The index of the first lexeme that begins at or after `start`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low


def _dated(scene: Scene, prepositions: tuple[str, ...], evidence: list[Offsets]) -> str | None:
    """The one date that stands right after a preposition; None where there are several."""
    found = [
        time
        for time in scene.times
        if time.type == "DATE"
        and time.value
        and _DAY.match(time.value)
        and _before(scene, time.span.start, 1)[:1]
        and _before(scene, time.span.start, 1)[0] in prepositions
    ]
    if len({time.value for time in found}) != 1:
        return None
    evidence.append((found[0].span.start, found[0].span.end))
    return found[0].value


def _since_clause(scene: Scene, fate: Fate, evidence: list[Offsets]) -> str | None:
    """The day of the clause after a perfect verb: "have been displaced since the river burst its banks on 11 May"."""
    words = scene.words
    since = next((k for k in range(fate.last, len(words)) if words[k].low == "since"), None)
    if since is None or not fate.present:
        return None
    for time in scene.times:
        at = _index(words, time.span.start)
        if time.type == "DATE" and time.value and _DAY.match(time.value) and since < at <= since + SINCE_REACH:
            between = {word.low for word in words[since + 1 : at]}
            if between & (figure_words("clause") | {",", ";"}):
                return None
            evidence.append((words[since].start, time.span.end))
            return time.value
    return None


def _as_of(scene: Scene, count: Count, fate: Fate, evidence: list[Offsets]) -> AsOf | None:
    """Stated ("as of Friday", "by Friday", a toll that rose on Friday), else the publication day of a present verb."""
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not time.value or not _DAY.match(time.value):
            continue
        before = _before(scene, time.span.start, 2)
        stated = before[:2] == ["of", "as"] or before[:1] == ["by"]
        beside = fate.side == "toll" and before[:1] == ["on"] and _follows(scene, count, time)
        if stated or beside:
            evidence.append((time.span.start, time.span.end))
            return AsOf(value=time.value[:10], basis="text")
    if fate.present and scene.published:
        return AsOf(value=scene.published[:10], basis="published")
    return None


def _follows(scene: Scene, count: Count, time: Timex) -> bool:
    """Whether the time stands right after the count ("31 on Friday")."""
    return 0 <= _index(scene.words, time.span.start) - count.last <= 1


def _on(scene: Scene, count: Count, fate: Fate, evidence: list[Offsets]) -> str | None:
    """The day that it happened: the nearest one in the sentence that is no day of speech and ends no window."""
    found: list[tuple[int, Timex]] = []
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not time.value or not _ON.match(time.value):
            continue
        if any(word in _NOT_ON for word in _before(scene, time.span.start, 1)) or _is_speech(scene, time, fate):
            continue
        at = _index(scene.words, time.span.start)
        found.append((min(abs(at - fate.first), abs(at - count.first)), time))
    if not found:
        return None
    nearest = min(found, key=lambda entry: entry[0])[1]
    evidence.append((nearest.span.start, nearest.span.end))
    return nearest.value.partition("T")[0] if nearest.value else None


def _is_speech(scene: Scene, time: Timex, fate: Fate) -> bool:
    """Whether the day is that of a reporting verb ("said on Tuesday", "on Tuesday police said")."""
    words, at = scene.words, _index(scene.words, time.span.start)
    after = _index(words, time.span.end)
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


def _place(scene: Scene, counts: Sequence[Count], k: int, fate: Fate, evidence: list[Offsets]) -> Offsets | None:
    """The place after "in", "at", "near": the first one behind the count, else the last one before it."""
    words = scene.words
    others = [
        count.first for j, count in enumerate(counts) if j != k and count.first >= counts[k].last and not count.bare
    ]
    limit = words[others[0]].start if others and fate.last <= others[0] else words[-1].end
    limit = max(limit, words[fate.last - 1].end)
    begin = words[counts[k].last - 1].end
    places = [mention for mention in scene.mentions if mention.kind == "place" and is_locative(scene.text, mention)]
    for mention in places:
        if begin <= mention.start < limit:
            return mention.start, mention.end
    landmark = _landmark(scene, counts[k], fate)
    if landmark and scene.earlier:
        evidence.append(landmark)
        return scene.earlier.start, scene.earlier.end
    previous = max((words[count.last - 1].end for count in counts[:k] if count.last <= counts[k].first), default=0)
    before = [mention for mention in places if mention.end <= words[counts[k].first].start]
    inside = [mention for mention in before if mention.start >= previous or _index(words, mention.start) <= 2]
    return (inside[-1].start, inside[-1].end) if inside else None


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


def _by(scene: Scene, fate: Fate) -> Offsets | None:
    """Who did it: "killed by X", "X has killed", "an attack by X which killed"."""
    words = scene.words
    if fate.side in ("after", "shared", "among"):
        for at in range(fate.last, min(len(words) - 1, fate.last + BY_REACH)):
            if words[at].low in figure_words("clause") or words[at].text in ";:":
                return None
            if words[at].low == "by":
                return _named_at(scene, words[at + 1 : at + 3])
    if fate.side not in ("before", "shared"):
        return None
    at = fate.first
    while at > 0 and (words[at - 1].low in ("has", "have", "had", "also") or words[at - 1].low.endswith("ly")):
        at -= 1
    relative = at > 0 and words[at - 1].low in ("which", "that")
    at -= relative
    at -= at > 0 and words[at - 1].text == ","
    subject = next((m for m in scene.mentions if at > 0 and m.end == words[at - 1].end and m.kind in _AGENTS), None)
    if subject is None:
        return None
    by = _before(scene, subject.start, 2)
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


def _scope(scene: Scene, count: Count, fate: Fate, since: bool) -> Scope:
    """Which count it is: of a running total, a window, one incident, those there are, or a change."""
    words = scene.words
    near = {word.low for word in words[max(0, count.first - 2) : count.last + 1]}
    if near & figure_words("more") and not ("than" in near and "more" in near) and "or" not in near:
        return "change"
    if scene.windowed:
        return "period"
    around = [word.low for word in words]
    labelled = words[count.first - 1].text == ":" and fate.last >= count.first - 1
    if (fate.side == "toll" and not labelled) or since or "so far" in " ".join(around) or {"total", "overall"} & near:
        return "cumulative"
    perfect = any(word.low in ("has", "have") for word in words[count.last : fate.first])
    if count.bare and fate.side in ("before", "after", "among"):
        return "incident"
    if fate.outcome in _STOCKS and (fate.present or fate.side == "noun") and not perfect:
        return "stock"
    if fate.present:
        return "cumulative"
    return "incident" if fate.side in ("before", "after", "among", "shared") else "unknown"
