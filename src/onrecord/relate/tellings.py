"""A report → its figures of people, in terms in which they can be held against those of other reports.

What a report says twice in the same words (title and text) is one telling, with what either place tells of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import replace

from onrecord.lexicon import words
from onrecord.model import Figure, Report
from onrecord.model.telling import DayBasis, Mark, MarkKind, Telling
from onrecord.model.vocabulary import Outcome
from onrecord.relate.groups import folded, group
from onrecord.relate.recounts import marks
from onrecord.relate.sentences import Sentences

LEAD = 600  # characters of the story in which its places are looked for
ALIKE = 20  # tellings of one number in a report that another is held against
ASIDE: tuple[MarkKind, ...] = ("former", "withdrawn", "denied")  # marks of what is not told to be so
OWN = "~"  # before the name of an outlet that tells a figure in its own words
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[^\W_]+")
_BARE = frozenset(("the", "a", "an", "of", "for", "in"))


def tellings(report: Report, outcome: Outcome | None = None) -> list[Telling]:
    """The figures of people with an outcome, of any where none is given, each once, in the order of the text."""
    found: dict[Hashable, list[Telling]] = defaultdict(list)
    for one in _each(report, outcome):
        alike = found[one.outcome, one.group, one.number, one.bound]
        at = next((index for index, other in enumerate(alike[:ALIKE]) if _same(one, other)), None)
        if at is None:
            alike.append(one)
        else:
            alike[at] = _joined(alike[at], one)
    return sorted((one for alike in found.values() for one in alike), key=lambda each: each.span.start)


def name_key(name: str) -> str:
    """A name as it is compared: without case, accents, articles and the order of "ministry of health"."""
    return " ".join(sorted(_kept(name)))


def place_key(name: str) -> str:
    """The name of a place as it is compared; its words stay in their order."""
    return " ".join(_kept(name))


def _kept(name: str) -> list[str]:
    return [word for word in _NAME.findall(folded(name)) if word not in _BARE]


def _each(report: Report, outcome: Outcome | None) -> Iterator[Telling]:
    names = {entity.id: entity for entity in report.entities}
    scene = tuple(_scene(report))
    unsaid = {one.id: one.cue for one in report.statements if one.polarity != "said"}
    anonymous = {one.id for one in report.statements if one.source_kind == "anonymous"}
    published = report.published.value if report.published else None
    sentences = Sentences(report)
    before: dict[int, int] = {}  # by the beginning of a sentence, where the last number in it ended
    for figure in sorted(report.figures, key=lambda each: each.number.start):
        around = sentences.around(figure.number.start)
        last, before[around.start] = before.get(around.start), figure.number.end
        if figure.outcome is None or figure.outcome != (outcome or figure.outcome):
            continue
        if figure.unit not in (None, "person"):
            continue
        if figure.value is None and figure.low is None and figure.high is None:
            continue
        own = marks(report, figure.number, around, last)
        if figure.statement in unsaid:
            own = (Mark(kind="denied", words=unsaid[figure.statement]),)
        counted, told = group(figure, report)
        day, basis = _day(figure, published)
        source = names.get(figure.source or "")
        place = names.get(figure.place or "")
        yield Telling(
            sighting=report.sighting,
            report=report.id,
            key=report.key,
            url=report.url,
            outlet=report.outlet,
            published=published,
            fact=figure.id,
            span=figure.span,
            sentence=around,
            outcome=figure.outcome,
            group=counted,
            counted=told,
            scope=figure.scope,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            bound=figure.bound,
            since=figure.since,
            until=figure.until,
            on=figure.on,
            day=day,
            basis=basis,
            dated=figure.as_of is not None and figure.as_of.basis == "text",
            place=place.name if place else None,
            place_key=place_key(place.name) if place else "",
            scene=scene,
            source=source.name if source else None,
            source_key=name_key(source.name) if source else f"{OWN}{name_key(report.outlet or '')}",
            anonymous=source is not None and (source.kind == "unnamed" or figure.statement in anonymous),
            explicit=is_explicit(figure.number.exact),
            marks=own,
            confidence=figure.confidence,
        )


def is_explicit(number: str) -> bool:
    """Whether words are a numeral, or begin with a word for a number."""
    first = _NAME.findall(folded(number))[:1]
    return bool(first) and (first[0][0].isdigit() or (first[0] in words("numbers") and first[0] not in ("a", "an")))


def _day(figure: Figure, published: str | None) -> tuple[str | None, DayBasis | None]:
    """The day that a figure is true of: as stated, else its window's end, else the publication, else when it was."""
    told: tuple[tuple[str | None, DayBasis], ...] = (
        (figure.as_of.value if figure.as_of else None, "as_of"),
        (figure.until, "until"),
        (figure.on if figure.scope == "period" else None, "on"),
        (published, "published"),
        (figure.on, "on"),
    )
    for value, basis in told:
        found = _DAY.match(value or "")
        if found:
            return found[0], basis
    return None, None


def _scene(report: Report) -> Iterator[str]:
    """The places that a report begins with, by the order of their first mention."""
    ends = [block.span.end for block in report.blocks if block.kind in ("paragraph", "list_item")]
    end = min(ends[0], LEAD) if ends else LEAD
    places = [
        (entity.mentions[0].start, place_key(entity.name))
        for entity in report.entities
        if entity.kind == "place" and entity.mentions and entity.mentions[0].start < end
    ]
    return (name for _, name in sorted(places))


def _same(one: Telling, other: Telling) -> bool:
    """Whether a report says the same twice: no field that both have differs."""
    pairs = (
        (one.on, other.on),
        (one.since, other.since),
        (one.place_key or None, other.place_key or None),
        (one.source, other.source),
        (None if one.scope == "unknown" else one.scope, None if other.scope == "unknown" else other.scope),
    )
    return all(first is None or second is None or first == second for first, second in pairs) and (
        one.has(*ASIDE) == other.has(*ASIDE)
    )


def _joined(one: Telling, other: Telling) -> Telling:
    """Both as one: the fuller of the two, with what it does not tell from the other."""
    first, second = sorted((one, other), key=lambda each: (each.source is None, not each.dated, each.span.start))
    return replace(
        first,
        place=first.place or second.place,
        place_key=first.place_key or second.place_key,
        on=first.on or second.on,
        since=first.since or second.since,
        until=first.until or second.until,
        scope=second.scope if first.scope == "unknown" else first.scope,
        marks=first.marks or second.marks,
    )
