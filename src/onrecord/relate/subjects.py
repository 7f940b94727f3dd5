"""Tellings → what each of them counts: those of one subject can be held against each other, and no others.

Of a count that runs from a day, of a period, of what there is at a time, and of one incident, figures are of different
subjects. Where a report tells no place it is that of the others, if those have one alone, or of the report's beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.model.series import Kind, Subject
from onrecord.model.telling import Telling

TIMES = 20  # a running count beyond so many times what reports tell of an incident is not the incident's
DAY = 10  # characters of an ISO day
SHORTEST = 4  # letters of a word of a place by which a source is told to be of it ("Sarvian", "Sarvia")
HERE = frozenset({"territory", "country", "local", "state", "city", "town"})  # words for a place in a source's name
NEAR = 2  # days between which the same incident's day is told

Incidents = Mapping[str, str]
Tolls = Mapping[tuple[str, str, str], Decimal]


def subjects(tellings: Iterable[Telling], incidents: Incidents | None = None) -> dict[Subject, list[Telling]]:
    """The tellings of each subject, in their order. `incidents` are names of incidents by sighting."""
    known = incidents or {}
    several = sorted(tellings, key=lambda each: each.order)
    tolls = _tolls(several, known)
    wide: dict[Subject, list[Telling]] = defaultdict(list)
    for one in several:
        wide[_wide(one, known.get(one.sighting), tolls)].append(one)
    found: dict[Subject, list[Telling]] = {}
    for subject, members in wide.items():
        for dated, some in _by_day(subject, members):
            for place, same in _by_place(dated, some).items():
                found.setdefault(replace(dated, place=place), []).extend(_of_place(one, place) for one in same)
    return found


def shared_by(telling: Telling, incident: str | None) -> tuple[str, ...]:
    """What all tellings share that can be of one subject with this one; they are looked for by it."""
    own = (telling.outcome, telling.group)
    if incident is not None and (telling.scope == "incident" or (telling.scope == "cumulative" and not telling.since)):
        return ("incident", *own, incident)
    subject = _wide(telling, None, {})
    return (subject.kind, *own, subject.window)


def _wide(one: Telling, incident: str | None, tolls: Tolls) -> Subject:
    """The subject without its place."""
    kind: Kind = one.scope
    window, of = "", None
    if kind == "cumulative":
        window = one.since or ""
        if one.since is None and incident is not None and _of_incident(one, incident, tolls):
            kind, of = "incident", incident
    elif kind == "incident":
        of = incident
    elif kind == "period":
        window = _length(one.since, one.until)
    return Subject(outcome=one.outcome, kind=kind, group=one.group, window=window, place="", incident=of)


def _tolls(tellings: Sequence[Telling], known: Incidents) -> Tolls:
    """By incident, outcome and group: the highest figure told of the incident itself.

    Where none is, it is the lowest of the running counts that tell no beginning.
    """
    found: dict[tuple[str, str, str], Decimal] = {}
    running: dict[tuple[str, str, str], Decimal] = {}
    for one in tellings:
        incident = known.get(one.sighting)
        if incident is None or one.number is None or not one.explicit:
            continue
        own = (incident, one.outcome, one.group)
        if one.scope == "incident":
            found[own] = max(found.get(own, Decimal(0)), one.number)
        elif one.scope == "cumulative" and one.since is None:
            running[own] = min(running.get(own, one.number), one.number)
    return running | found


def _of_incident(one: Telling, incident: str, tolls: Tolls) -> bool:
    """Whether a count without a beginning is the incident's: "the toll has risen to 19", not "23,000 in the war"."""
    highest = tolls.get((incident, one.outcome, one.group))
    return highest is not None and one.number is not None and one.number <= TIMES * max(highest, Decimal(1))


def _length(since: str | None, until: str | None) -> str:
    """How long a period is, in days, where both its ends are told."""
    try:
        days = (date.fromisoformat((until or "")[:10]) - date.fromisoformat((since or "")[:10])).days
    except ValueError:
        return ""
    return f"P{days}D"


def _by_day(subject: Subject, members: list[Telling]) -> Iterable[tuple[Subject, list[Telling]]]:
    """Figures of an incident by its day; those that tell none go with the day that the others have, if it is one."""
    if subject.kind != "incident":
        return [(subject, members)]
    days = Counter(one.on[:10] for one in members if one.on)
    groups: dict[str, list[Telling]] = defaultdict(list)
    main = _main_day(days, subject.incident is not None)
    for one in members:
        day = one.on[:10] if one.on else main
        groups[main if _near(day, main) else day].append(one)
    return [(replace(subject, window=day), some) for day, some in groups.items()]


def _main_day(days: Counter[str], is_known: bool) -> str:
    """The day told most often, the later of two; what is not known to be one incident has none."""
    return max(days.items(), key=lambda item: (item[1], item[0]))[0] if days and is_known else ""


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= NEAR
    except ValueError:
        return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _by_place(subject: Subject, members: list[Telling]) -> dict[str, list[Telling]]:
    """By place. Places of one incident are one (a hotel and its town), unless a report sets them against each other.

    One that tells none is of the place that most of the others have, where the incident or the beginning of the count
    ties them; else of the first place of its report.
    """
    tied = subject.incident is not None or (subject.kind == "cumulative" and len(subject.window) >= DAY)
    told = Counter(one.place_key for one in members if one.place_key)
    main = ""
    if told and (subject.incident is not None or len(told) == 1):
        main = max(told.items(), key=lambda item: (item[1], item[0]))[0]
    apart = _apart(members) if subject.incident is not None else set(told)
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in members:
        own = one.place_key if one.place_key in apart else main if tied else next(iter(one.scene), "")
        found[own].append(one)
    return found


def _of_place(one: Telling, place: str) -> Telling:
    """The telling with its source without the place: "Sarvia's health ministry" is the health ministry there."""
    if one.source is None or not place:
        return one
    stems = [word[: max(SHORTEST, len(word) - 1)] for word in place.split() if len(word) >= SHORTEST]
    kept = [
        word for word in one.source_key.split() if word not in HERE and not any(word.startswith(stem) for stem in stems)
    ]
    return replace(one, source_key=" ".join(kept)) if kept and len(kept) < len(one.source_key.split()) else one


def _apart(members: Iterable[Telling]) -> set[str]:
    """The places for which one report gives numbers of their own: "six in Tarn and four in Oranto"."""
    by_report: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for one in members:
        if one.place_key and not one.has("former"):
            by_report[one.sighting][one.place_key] = one.number
    several = (places for places in by_report.values() if len(set(places.values())) > 1)
    return {place for places in several for place in places}
