"""Tellings of one subject → how they stand to each other: repeated, updated, superseded, different, taken back, denied.

Only figures of one running count (an incident's toll, a count from a day), of one period or of what there is at one
time are held against each other. A number that comes again points to where it was first told; a new one to the number
that it comes after. What two sources give for one day differs; where both state the day, they contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from onrecord.lexicon import words
from onrecord.model.relation import Evidence, Relation, RelationKind, Rule, Side
from onrecord.model.series import Subject
from onrecord.model.telling import Telling
from onrecord.relate.before import Before, Figures, is_before
from onrecord.relate.bounds import above, exclude
from onrecord.relate.groups import IN_CARE, MORE, PART
from onrecord.relate.series import Families, is_counted_from_a_day, is_running, is_taken_back, origins
from onrecord.relate.subjects import Incidents, shared_by, subjects
from onrecord.relate.tellings import ASIDE

CEILINGS = frozenset({"at_most", "under"})
LOOSE = frozenset({"about", "at_most", "under", "between"})  # bounds from which no rise is told, unless they exclude


def figure_relations(tellings: Iterable[Telling], incidents: Incidents, families: Families) -> Iterator[Relation]:
    """The relations between figures that share a key (see `figure_keys`); the same in whatever order they come."""
    several = sorted(tellings, key=lambda each: each.order)
    known = Figures(incidents=incidents, families=families, outlets=origins(several, families))
    for subject, members in subjects(several, incidents).items():
        plain = [one for one in members if _is_plain(one)]
        firsts = list(_without_copies(plain, families))
        yield from _copies(plain, families)
        if is_counted_from_a_day(subject) and not subject.place:  # sources may count in different places
            for same in _by_source(firsts, known):
                yield from _followed(same, known, frozenset())
        elif is_running(subject):
            disputes = list(_disputes(firsts, known))
            yield from disputes
            yield from _followed(firsts, known, _disputing(disputes, firsts, known))
        elif is_momentary(subject):
            stated = firsts if subject.kind == "stock" else [one for one in firsts if one.basis in ("until", "on")]
            yield from _disputes(stated, known)  # "in the past week" ends at another hour for each who says so
            yield from _repeated(firsts, known)
            yield from _changed(firsts, known) if subject.kind == "stock" else ()


def _by_source(tellings: Iterable[Telling], known: Figures) -> Iterable[list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        found[known.source(one)].append(one)
    return found.values()


def _is_plain(one: Telling) -> bool:
    """Whether it counts all of a group, so that another count of it can be held against it."""
    told = one.day is not None and one.number is not None and one.number > 0
    return told and one.explicit and not one.has(*ASIDE) and not {MORE, PART} & set(one.group.split())


def aside_relations(tellings: Iterable[Telling], incidents: Incidents, families: Families) -> Iterator[Relation]:
    """Of one number of an incident (a key of `figure_keys`), what takes it back or denies it."""
    several = sorted(tellings, key=lambda each: each.order)
    known = Figures(incidents=incidents, families=families, outlets=origins(several, families))
    yield from _asides(several, known)


def figure_keys(one: Telling, incident: str | None) -> Iterator[tuple[str, ...]]:
    """What figures share that can bear on each other: what they are counts of, or a number that may be taken back."""
    yield "figure", *shared_by(one, incident)
    if incident is not None:
        yield "aside", incident, one.outcome, one.group, str(one.number)


def is_momentary(subject: Subject) -> bool:
    """Whether its figures are of one thing on one day: what there is, or a period, of a place or an incident."""
    return subject.kind in ("stock", "period") and bool(subject.place or subject.incident)


def _without_copies(tellings: Iterable[Telling], families: Families) -> Iterator[Telling]:
    """Of wire copies the first alone."""
    seen: set[Hashable] = set()
    for one in tellings:
        wording = _wording(one, families)
        if wording is None or wording not in seen:
            yield one
        seen.add(wording)


def _copies(tellings: Sequence[Telling], families: Families) -> Iterator[Relation]:
    """A wire copy repeats the figure of where it came from."""
    firsts: dict[Hashable, Telling] = {}
    for one in tellings:
        wording = _wording(one, families)
        if wording is not None and firsts.setdefault(wording, one) is not one:
            yield relation("repeats", one, firsts[wording], "same wording", 1.0)


def _wording(one: Telling, families: Families) -> Hashable | None:
    """What a figure and its copies have in common."""
    if one.sighting not in families:
        return None
    return families[one.sighting], one.number, one.bound, one.source_key if one.source else None


def _followed(tellings: Sequence[Telling], known: Figures, disputing: frozenset[str]) -> Iterator[Relation]:
    """Every figure of a running count and the one that it repeats or comes after, if that can be told."""
    before = Before(known)
    for one in tellings:
        found = _again(one, before) or _comes_after(one, before, known, disputing)
        if found is not None:
            yield found
        before.add(one)


def _again(one: Telling, before: Before) -> Relation | None:
    """A number that was told before."""
    found = None if one.has("corrected") else before.same(one)
    if found is None:
        return None
    other, rule = found
    return relation("repeats", one, other, rule, 0.95 if rule == "same number" else 0.8)


def _comes_after(one: Telling, before: Before, known: Figures, disputing: frozenset[str]) -> Relation | None:
    """The number that a new one comes after: of the same source, else of the last who told one."""
    if one.group.endswith(IN_CARE):
        return None  # those in care are other ones from day to day
    own = before.last(one, of_source=True)
    if own is not None and (one.source is not None or one.has("corrected") or own is before.last(one)):
        return _by_same_source(one, before.first(own, of_source=True))
    if one.has("corrected") or (one.source is not None and known.source(one) in disputing):
        return None
    last = before.last(one, without=disputing)
    if last is None or one.group or not _is_higher(one, last):
        return None
    unsaid = one.source is None or last.source is None
    first = before.first(last, of_source=False)
    return _versioned(relation("updates", one, first, "later and higher", 0.85 if unsaid else 0.6), one, first)


def _by_same_source(one: Telling, last: Telling) -> Relation | None:
    if one.number == last.number:
        return None
    words = [mark.words for mark in one.marks if mark.kind == "corrected" and mark.words is not None]
    if words:
        return relation("supersedes", one, last, "corrected", 0.95, [Evidence(sighting=one.sighting, span=words[0])])
    if _is_higher(one, last):
        return _versioned(relation("updates", one, last, "later and higher, same source", 0.95), one, last)
    if above(last, one):
        return _versioned(relation("supersedes", one, last, "lower, same source", 0.7), one, last)
    return None


def _is_higher(one: Telling, last: Telling) -> bool:
    """Whether a number rose: bounds that leave room for both tell no rise, but for those that are open above."""
    if one.number is None or last.number is None or one.number <= last.number or one.bound in CEILINGS:
        return False
    return above(one, last) or not ({one.bound, last.bound} & LOOSE)


def _versioned(found: Relation, one: Telling, other: Telling) -> Relation:
    """Of two versions of one page, the later stands in place of the earlier."""
    page = one.url or one.key
    if page is None or page != (other.url or other.key) or found.kind == "repeats":
        return found
    return relation("supersedes", one, other, "later version", 0.95)


def _disputes(tellings: Sequence[Telling], known: Figures) -> Iterator[Relation]:
    """Numbers of named sources for one day that cannot both be right, each pair of numbers once."""
    by_day: dict[str, dict[str, Telling]] = {}
    seen: set[frozenset[tuple[str, Decimal | None]]] = set()
    for one in tellings:
        if one.source is not None and one.bound != "about" and not one.group.endswith(IN_CARE):
            of_day = by_day.setdefault(one.day or "", {})
            last = of_day.get(known.source(one))
            if (
                last is None or last.number != one.number
            ):  # the last number of a source on a day, where it was told first
                of_day[known.source(one)] = one
    for _, of_day in sorted(by_day.items()):
        several = sorted(of_day.values(), key=lambda each: each.order)
        for index, one in enumerate(several):
            for other in several[:index]:
                pair = frozenset(((known.source(one), one.number), (known.source(other), other.number)))
                if pair in seen or not _are_two(one, other) or not exclude(one, other):
                    continue
                seen.add(pair)
                yield _dispute(one, other)


def _are_two(one: Telling, other: Telling) -> bool:
    """Whether two named sources are two for certain: no "officials", and no "police" beside "Tarn police"."""
    first, second = set(one.source_key.split()), set(other.source_key.split())
    if first <= second or second <= first or (one.anonymous and other.anonymous):
        return False
    return not any(len(each) == 1 and each <= words("generic_sources") for each in (first, second))


def _dispute(one: Telling, other: Telling) -> Relation:
    stated = one.dated and other.dated
    kind: RelationKind = "contradicts" if stated else "differs"
    rule: Rule = "two sources, stated day" if stated else "two sources, one day"
    return relation(kind, one, other, rule, 0.9 if stated or one.sighting == other.sighting else 0.8)


def _disputing(found: Iterable[Relation], tellings: Iterable[Telling], known: Figures) -> frozenset[str]:
    """Sources that are known to keep counts of their own."""
    facts = {(side.sighting, side.fact) for each in found for side in (each.one, each.other)}
    return frozenset(known.source(one) for one in tellings if (one.sighting, one.fact) in facts)


def _repeated(tellings: Sequence[Telling], known: Figures) -> Iterator[Relation]:
    """Of one day the numbers that come again."""
    by_day: dict[str, Before] = {}
    for one in tellings:
        before = by_day.setdefault(one.day or "", Before(known))
        found = _again(one, before)
        if found is not None:
            yield found
        before.add(one)


def _changed(tellings: Sequence[Telling], known: Figures) -> Iterator[Relation]:
    """What there is, told anew by its source on a later day: it may rise and fall."""
    last: dict[str, Telling] = {}
    for one in tellings:
        source = known.source(one)
        before = last.get(source)
        if one.source is not None and before is not None and is_before(before, one) and exclude(one, before):
            yield _versioned(relation("updates", one, before, "later, same source", 0.8), one, before)
        if before is None or before.number != one.number:
            last[source] = one


def _asides(tellings: Sequence[Telling], known: Figures) -> Iterator[Relation]:
    """Figures that are taken back or denied, and where they were told first."""
    told: dict[Hashable, list[Telling]] = defaultdict(list)
    for one in tellings:
        incident = known.incidents.get(one.sighting)
        if incident is None:
            continue
        own = (incident, one.outcome, one.group, one.number)
        if one.has("withdrawn", "denied"):
            meant = next((other for other in told[own] if _is_meant(one, other, known)), None)
            if meant is not None:
                yield _aside(one, meant)
        elif not one.has(*ASIDE):
            told[own].append(one)


def _aside(one: Telling, meant: Telling) -> Relation:
    evidence = [Evidence(sighting=one.sighting, span=mark.words) for mark in one.marks if mark.words]
    if one.has("withdrawn"):
        return relation("retracts", one, meant, "taken back", 0.9, evidence)
    return relation("denies", one, meant, "denied", 0.8, evidence)


def _is_meant(one: Telling, other: Telling, known: Figures) -> bool:
    if one.has("withdrawn"):
        return is_taken_back(other, one, known.incidents)
    return known.source(one) != known.source(other)


def side(one: Telling) -> Side:
    """A telling as a side of a relation."""
    return Side(
        sighting=one.sighting,
        report=one.report,
        key=one.key,
        url=one.url,
        outlet=one.outlet,
        kind="figure",
        fact=one.fact,
        spans=(one.span,),
        source=one.source,
        day=one.day,
    )


def relation(
    kind: RelationKind, one: Telling, other: Telling, rule: Rule, confidence: float, evidence: Iterable[Evidence] = ()
) -> Relation:
    """A relation between two figures."""
    return Relation(
        kind=kind, one=side(one), other=side(other), rule=rule, confidence=confidence, evidence=tuple(evidence)
    )
