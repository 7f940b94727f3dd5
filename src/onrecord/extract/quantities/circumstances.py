"""A count with its fate → when, where, by whom and in which window, only as words of the same sentence tell.

Times and names come from the other extractors; a place must follow a preposition of place, a day must not be
the day on which somebody spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.days import NOT_ON, day_of
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.extract.quantities.ranges import is_step
from onrecord.extract.quantities.sentence_scene import Scene, index_of, words_before
from onrecord.extract.quantities.whereabouts import agent_of, place_of
from onrecord.extract.quantities.windows import dated, is_total, since_clause
from onrecord.model import AsOf, Timex
from onrecord.model.ids import Offsets
from onrecord.model.vocabulary import Scope

SAYING_REACH = 5  # words between a reporting verb and the day on which a count was told
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BODIES = frozenset({"bodies", "corpses"})
_STOCKS = frozenset({"held", "detained", "missing", "alive", "displaced", "infected", "affected"})


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


def circumstances(scene: Scene, counts: Sequence[Count], fates: Sequence[Fate | None], k: int) -> Circumstances:
    """The circumstances of the count at index `k`; none where nothing is told of what became of them."""
    fate = fates[k]
    if fate is None:
        return Circumstances(scope="change" if is_step(scene.words, counts[k].first, counts[k].last) else "unknown")
    evidence: list[Offsets] = []
    listed = scene.heading
    if listed:
        evidence.append(listed.place)
    since = dated(scene, ("since",), counts, fates, k, evidence) or since_clause(scene, fate, evidence)
    since = since or (listed.since if listed else None)
    until = dated(scene, ("until", "till"), counts, fates, k, evidence)
    as_of = _as_of(scene, counts, k, fate, evidence)
    summed = is_total(scene.words, counts, k)
    there = fate.side == "noun" and fate.outcome in _STOCKS and scene.words[fate.first].low not in figure_words("acts")
    on = (
        None
        if since or fate.present or summed or there or fate.side == "toll"
        else day_of(scene, counts, fates, k, evidence)
    )
    place = place_of(scene, counts, k, fate, evidence)
    stated = as_of is not None and as_of.basis == "text"
    scope = _scope(scene, counts[k], fate, total=bool(since) or stated, first=_is_first(fates, k))
    scope = "cumulative" if summed else scope
    return Circumstances(
        scope=listed.scope if listed else scope,
        since=since,
        until=until,
        on=on,
        as_of=as_of,
        place=place,
        by=agent_of(scene, fate),
        evidence=tuple(evidence),
    )


def _as_of(scene: Scene, counts: Sequence[Count], k: int, fate: Fate, evidence: list[Offsets]) -> AsOf | None:
    """Stated ("as of Friday", "by Friday", a toll that rose on Friday), else the publication day of a present verb."""
    earlier = fate.side == "toll" and _is_earlier(scene, counts[k])
    if earlier and k > 0 and counts[k - 1].last == counts[k].first - 1:
        return None  # "rose to 31 from 19 on Friday": on Friday there were 31
    beyond = k + 1 if k + 1 < len(counts) and counts[k].last == counts[k + 1].first - 1 else k
    ends = (counts[k], counts[beyond]) if beyond > k and _is_earlier(scene, counts[beyond]) else (counts[k],)
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not time.value or not _DAY.match(time.value):
            continue
        before = words_before(scene, time.span.start, 2)
        stated = before[:2] == ["of", "as"] or before[:1] == ["by"]
        near = any(_follows(scene, count, time) for count in ends)
        beside = fate.side == "toll" and before[:1] == ["on"] and near
        if beside or (stated and (near or not earlier)):
            evidence.append((time.span.start, time.span.end))
            return AsOf(value=time.value[:10], basis="text")
    said = _days_of_saying(scene, fate) if fate.present else []
    if said:
        evidence.extend((time.span.start, time.span.end) for time in said[:1])
        return AsOf(value=str(said[0].value)[:10], basis="text") if len(said) == 1 else None
    if fate.present and scene.published:
        return AsOf(value=scene.published[:10], basis="published")
    return None


def _is_earlier(scene: Scene, count: Count) -> bool:
    """Whether it is the count that a toll has moved from."""
    return count.first > 0 and scene.words[count.first - 1].low == "from"


def _follows(scene: Scene, count: Count, time: Timex) -> bool:
    """Whether the time stands right after the count ("31 on Friday", "31 as of Friday")."""
    return 0 <= index_of(scene.words, time.span.start) - count.last <= 2


def _is_first(fates: Sequence[Fate | None], k: int) -> bool:
    """Whether no other outcome is told before: "two died and three more were hurt" adds to nothing."""
    own = fates[k]
    return all(fate is None or own is None or fate.outcome == own.outcome for fate in fates[max(0, k - 3) : k])


def _scope(scene: Scene, count: Count, fate: Fate, *, total: bool, first: bool) -> Scope:
    """Which count it is: of a running total, a window, one incident, those there are, or a change."""
    words = scene.words
    if is_step(words, count.first, count.last):
        return "change"
    near = {word.low for word in words[max(0, count.first - 2) : count.last + 1]}
    beside = {word.low for word in words[_beside(words, count) : count.last + 1]}
    if (
        first
        and not count.bare
        and beside & figure_words("more")
        and not ("than" in near and "more" in near)
        and "or" not in near
    ):
        return "change"
    if scene.windowed:
        return "period"
    counted = {word.low for word in words[slice(*count.noun)]} if count.noun else set[str]()
    if "new" in counted and fate.side == "noun":
        return "change"  # "45 new cases"
    around = [word.low for word in words]
    labelled = words[count.first - 1].text == ":" and fate.last >= count.first - 1
    acts = words[fate.first].low in figure_words("acts")  # "200 arrests": none of how many there are
    if (fate.side == "toll" and not labelled) or (total and (acts or fate.outcome not in _STOCKS)):
        return "cumulative"
    far = ("so", "far") in pairwise(around)
    if {"total", "overall"} & near or (far and fate.outcome != "missing"):
        return "cumulative"
    perfect = any(word.low in ("has", "have") for word in words[count.last : fate.first])
    perfect = perfect or (fate.side == "before" and fate.present)
    if fate.side == "noun" and words[fate.first].low in _BODIES:
        return "incident"  # "17 bodies were recovered"
    if count.bare and fate.side in ("before", "after", "among"):
        return "incident"
    stock = (fate.outcome in _STOCKS and not acts) or words[fate.first].low == "in"  # "are in serious condition"
    if stock and (fate.present or fate.side == "noun" or _is_still(words, count, fate)) and not perfect:
        return "stock"
    if fate.present:
        return "cumulative"
    return "incident" if fate.side in ("before", "after", "among", "shared") else "unknown"


def _is_still(words: Sequence[Lexeme], count: Count, fate: Fate) -> bool:
    """ "300 still missing", "12 dead, 30 missing": how many there are, where no verb tells of what was."""
    captive = fate.outcome in ("held", "detained") and words[fate.first].low == "in"
    state = fate.side == "after" and (captive or words[fate.first].low in ("missing", "unaccounted"))
    between = words[count.last : fate.first]
    return state and not any(word.low in figure_words("be") for word in between)


def _beside(words: Sequence[Lexeme], count: Count) -> int:
    """Where the words right before a count begin, on its side of a mark: "twelve more, 61 missing"."""
    return count.first - 1 if count.first and words[count.first - 1].text in ",;:" else max(0, count.first - 2)


def _days_of_saying(scene: Scene, fate: Fate) -> list[Timex]:
    """The days on which the count was told: "police said on Monday", "on Monday the ministry said"."""
    words, found = scene.words, []
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not time.value or not _DAY.match(time.value):
            continue
        at, after = index_of(words, time.span.start), index_of(words, time.span.end)
        near = range(max(0, at - SAYING_REACH), at)
        if at and words[at - 1].low in NOT_ON:
            continue
        said = [k for k in near if words[k].low in reporting_forms() and not k < fate.first < at]
        before = any(not _breaks(words, k + 1, at) for k in said)
        opens = at <= 1 and any(word.low in reporting_forms() for word in words[after : after + SAYING_REACH])
        if before or (opens and fate.first > after):
            found.append(time)
    return found


def _breaks(words: Sequence[Lexeme], first: int, last: int) -> bool:
    """Whether a mark or a new clause stands between."""
    return any(word.text in ",;:" or word.low in figure_words("clause") for word in words[first:last])
