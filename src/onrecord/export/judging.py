"""What came back from an annotator, told apart: accepted, rejected, corrected, added.

In: a report, the marks that a person left (with the fact that each is known to belong to, where the format keeps it,
and the marks it is linked with), changed values, who and when. Out: one judgement for each fact of the
report, and one for each that was added. A mark goes to a fact by, in this order: the fact that it names; the same
label in the same place; a link to a mark of the fact; the one mark that vanished where it stands. Where that could
be more than one, it is an addition: nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from onrecord.export.marks import HEADS, KINDS, Mark, Marked, labelled, machine, offsets
from onrecord.model import FactKind, Judgement, Offsets, Report, Verdict
from onrecord.model.judgement import judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A mark as a person left it; `fact` is the machine's fact that it names, `links` are indices of other marks.

    `values` are those that hang on the mark itself, where it names no fact.
    """

    mark: Mark
    fact: str | None = None
    links: tuple[int, ...] = ()
    values: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who judged, when, and in which format it came back."""

    by: str
    at: str
    origin: str


def judge(
    report: Report,
    left: Sequence[Left],
    values: Mapping[str, Mapping[str, str | None]],
    shown: Collection[str],
    who: Who,
) -> Iterator[Judgement]:
    """The judgements, in the order of the report's facts, then of the text.

    `values`: by fact, as the person left them; what is not there did not change. `shown`: the facts that the person
    was shown. Of another (found by a newer engine since, or rejected before) nothing was said by leaving it out.
    """
    found = list(machine(report))
    owners = _owners(found, left)
    by_fact: defaultdict[str, set[Mark]] = defaultdict(set)
    changed = {fact: dict(own) for fact, own in values.items()}
    for index, ids in owners.items():
        for each in ids:
            by_fact[each].add(left[index].mark)
            if len(ids) == 1:
                changed.setdefault(each, {}).update(left[index].values)
    for fact in found:
        now = {name: value for name, value in changed.get(fact.id, {}).items() if value != fact.values.get(name)}
        if fact.id in shown or any(mark.label in HEADS for mark in by_fact[fact.id]):
            yield _verdict(report, fact, by_fact[fact.id], now, who)
    for group in _groups(left, owners):
        yield judgement(
            report,
            fact=None,
            kind=KINDS[left[group[0]].mark.label],
            verdict="added",
            spans=labelled(report, {left[each].mark for each in group}),
            values={name: value for each in group for name, value in left[each].values.items()},
            by=who.by,
            at=who.at,
            origin=who.origin,
        )


def _verdict(report: Report, fact: Marked, marks: set[Mark], values: dict[str, str | None], who: Who) -> Judgement:
    verdict: Verdict = "corrected"
    if not any(mark.label in HEADS for mark in marks):
        verdict, marks, values = "rejected", set(fact.marks), {}
    elif marks == set(fact.marks) and not values:
        verdict = "accepted"
    return judgement(
        report,
        fact=fact.id,
        kind=fact.kind,
        verdict=verdict,
        spans=labelled(report, marks),
        values=values,
        by=who.by,
        at=who.at,
        origin=who.origin,
    )


def _owners(found: Sequence[Marked], left: Sequence[Left]) -> dict[int, set[str]]:
    """The facts of each mark, by its index; a mark of none is an addition."""
    kinds = {fact.id: fact.kind for fact in found}
    holders: defaultdict[Mark, set[str]] = defaultdict(set)
    for fact in found:
        for mark in fact.marks:
            holders[mark].add(fact.id)
    owners: dict[int, set[str]] = {}
    for index, each in enumerate(left):
        if each.fact is not None and kinds.get(each.fact) == KINDS[each.mark.label]:
            owners[index] = {each.fact}
    named = {(left[index].mark, fact) for index, facts in owners.items() for fact in facts}
    for index, each in enumerate(left):
        free = {fact for fact in holders.get(each.mark, ()) if (each.mark, fact) not in named}
        if index not in owners and free:
            owners[index] = free
    linked = _linked(left)
    _by_links(left, linked, owners, kinds)
    _by_place(left, owners, found)
    return owners


def _linked(left: Sequence[Left]) -> Mapping[int, set[int]]:
    """Which marks are linked with which; the direction of a link says nothing, people draw it either way."""
    linked: defaultdict[int, set[int]] = defaultdict(set)
    for index, each in enumerate(left):
        for other in each.links:
            linked[index].add(other)
            linked[other].add(index)
    return linked


def _by_links(
    left: Sequence[Left], linked: Mapping[int, set[int]], owners: dict[int, set[str]], kinds: Mapping[str, FactKind]
) -> None:
    """A new mark linked with the head of one fact belongs to it; a head speaks for its fact, a cue may be shared."""
    known = dict(owners)
    for index, others in linked.items():
        if index in known:
            continue
        heads = [known[other] for other in others if other in known and left[other].mark.label in HEADS]
        facts = {fact for ids in heads for fact in ids if kinds[fact] == KINDS[left[index].mark.label]}
        if len(facts) == 1:
            owners[index] = facts


def _by_place(left: Sequence[Left], owners: dict[int, set[str]], found: Sequence[Marked]) -> None:
    """A new mark where one mark of the machine's vanished: moved, or given another label."""
    kept = {(left[index].mark, fact) for index, facts in owners.items() for fact in facts}
    vanished: defaultdict[Mark, set[str]] = defaultdict(set)
    for fact in found:
        for mark in fact.marks:
            if (mark, fact.id) not in kept:
                vanished[mark].add(fact.id)
    places, names = _Places(vanished), defaultdict[tuple[FactKind, Offsets], list[Mark]](list)
    for mark in vanished:
        names[KINDS[mark.label], offsets(mark)].append(mark)
    for index in [index for index in range(len(left)) if index not in owners]:
        mark = left[index].mark
        fitting = places.overlapping(mark) or names.get((KINDS[mark.label], offsets(mark)), [])
        if len(fitting) == 1:
            owners[index] = vanished[fitting[0]]


class _Places:
    """Marks by label in the order of the text, to find those that overlap another without looking at all."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in sorted(marks, key=offsets):
            self._marks[mark.label].append(mark)
        self._starts = {label: [mark.start for mark in marks] for label, marks in self._marks.items()}
        self._reach = {label: list(accumulate((m.end for m in marks), max)) for label, marks in self._marks.items()}

    def overlapping(self, mark: Mark) -> list[Mark]:
        """Those of its label that it overlaps; two of them are as good as all, since two decide nothing."""
        found: list[Mark] = []
        at = bisect_left(self._starts.get(mark.label, []), mark.end) - 1
        while at >= 0 and len(found) < 2 and self._reach[mark.label][at] > mark.start:
            if self._marks[mark.label][at].end > mark.start:
                found.append(self._marks[mark.label][at])
            at -= 1
        return found


def _groups(left: Sequence[Left], owners: Mapping[int, set[str]]) -> list[list[int]]:
    """What was added: each head with the marks that are linked with it and of its kind; every other mark alone."""
    linked = _linked(left)
    new = {index for index in range(len(left)) if index not in owners}
    groups: list[list[int]] = []
    for index in sorted(new, key=lambda each: (left[each].mark.label not in HEADS, *offsets(left[each].mark))):
        if index not in new:
            continue
        mine, label = [index], left[index].mark.label
        if label in HEADS:
            near = sorted(linked.get(index, ()))
            mine += [each for each in near if each in new and KINDS[left[each].mark.label] == KINDS[label]]
        new.difference_update(mine)
        groups.append(list(dict.fromkeys(mine)))
    return sorted(groups, key=lambda group: min(offsets(left[each].mark) for each in group))
