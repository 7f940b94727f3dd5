"""Linking comes to the same in any order, at once or one by one, with reports taken away and put back in between."""

from __future__ import annotations

import dataclasses
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.trace import Bonded, Grouped, Tie, Trace
from onrecord.relate import Memory, families, incidents, link, rarity, regroup
from onrecord.relate.linking import keys_of
from tests.relate.traced import drawn


def linked(several: dict[str, Trace]) -> Memory:
    shelf = Memory()
    link(shelf, several)
    return shelf


def held(shelf: Memory) -> tuple[dict[str, Grouped], set[Bonded]]:
    return shelf.groups, set(shelf.bonds(list(shelf.kept)))


@given(seed=st.integers(0, 9_999), size=st.integers(1, 60), steps=st.integers(1, 9), order=st.randoms())
@settings(max_examples=60, deadline=None)
def test_any_order_and_any_steps_come_to_what_is_made_at_once(seed: int, size: int, steps: int, order: Random) -> None:
    several = drawn(seed, size)
    names = list(several)
    order.shuffle(names)
    shelf = Memory()
    for start in range(0, len(names), steps):
        link(shelf, {name: several[name] for name in names[start : start + steps]})
    assert held(shelf) == held(linked(several))


@given(seed=st.integers(0, 9_999), size=st.integers(2, 50), order=st.randoms())
@settings(max_examples=40, deadline=None)
def test_what_is_taken_away_or_read_otherwise_leaves_nothing_behind(seed: int, size: int, order: Random) -> None:
    several = drawn(seed, size)
    others = dict(zip(several, drawn(seed + 1, size).values(), strict=True))
    shelf = linked({name: order.choice((several, others))[name] for name in several})
    gone = set(order.sample(list(several), size // 3))
    link(shelf, {name: trace for name, trace in several.items() if name not in gone}, gone)
    assert held(shelf) == held(linked({name: trace for name, trace in several.items() if name not in gone}))


def test_the_drawn_reports_are_bound_in_every_way() -> None:
    shelf = linked(drawn(7, 60))
    assert Counter(bond.bond for bond in held(shelf)[1]).keys() >= {"copy", "incident"}
    sizes = Counter(group.incident for group in shelf.groups.values())
    assert max(sizes.values()) > 2
    assert len(sizes) > 3


def weighed(several: dict[str, Trace]) -> set[Bonded]:
    """The bonds of all pairs, each weighed with all that is on the record."""
    every = Memory()
    every.put(several, {name: keys_of(trace) for name, trace in several.items()})
    periods = {rarity.period(trace) for trace in several.values()}
    words = {word for trace in several.values() for word, _ in trace.words}
    tallies = {rarity.word_key(word, period): (0, 0) for word in words for period in periods}
    tallies |= every.tallies({key for trace in several.values() for key in keys_of(trace)})
    left = rarity.Rarity(tallies)
    standing = {key for key, tally in tallies.items() if not rarity.is_key(key) and rarity.is_boilerplate(*tally)}
    sights = {name: rarity.Sight(trace) for name, trace in several.items()}
    found = set[Bonded]()
    for one, other in ((one, other) for one in several for other in several if one < other):
        kin = families.kinship(several[one], several[other], standing)
        if kin is not None:
            why = f"{kin.share / 10:.0f} % of the shorter one's wording"
            found.add(Bonded(one=one, other=other, bond=kin.kind, strength=kin.share, why=why))
        mine, yours = sights[one], sights[other]
        odds = None if families.is_form(mine, yours) else incidents.odds(mine, yours, left)
        if odds is not None and odds >= incidents.KEPT and (kin is None or kin.kind != "copy"):
            why = incidents.why(mine, yours, left)
            found.add(Bonded(one=one, other=other, bond="incident", strength=odds, why=why))
    return found


@given(seed=st.integers(0, 9_999), size=st.integers(2, 70))
@settings(max_examples=30, deadline=None)
def test_nobody_is_passed_over_whom_weighing_every_pair_would_bind(seed: int, size: int) -> None:
    several = drawn(seed, size)
    assert held(linked(several))[1] == weighed(several)


def test_copies_are_bound_by_their_wording_alone_and_what_tells_of_the_same_to_each() -> None:
    first, other = (next(iter(drawn(seed, 1).values())) for seed in (3, 4))
    again = {"words": first.words, "people": first.people, "day": first.day, "days": first.days}
    other = dataclasses.replace(other, beside=(), **again)  # type: ignore[arg-type]
    copies = {f"s_{number:024x}": dataclasses.replace(first, beside=()) for number in range(6)}
    shelf = linked(copies | {"s_other": other})
    assert Counter(bond.bond for bond in held(shelf)[1]) == {"copy": 15, "incident": 6}
    assert len({group.incident for group in shelf.groups.values()}) == 1


@given(seed=st.integers(0, 9_999), several=st.integers(20, 70))
@settings(max_examples=15, deadline=None)
def test_words_that_become_common_take_their_bonds_away_in_any_order(seed: int, several: int) -> None:
    base = next(iter(drawn(seed, 1).values()))
    many = {
        f"s_{number:024x}": Trace(
            lead=number,
            prints=(),
            coarse=0,
            day=base.day,
            days=base.days,
            words=base.words,
            people=("ana ruiz",),
            places=(),
            ages=(),
            tolls=(),
            kinds=(),
        )
        for number in range(several)
    }
    shelf = Memory()
    for name in reversed(many):
        link(shelf, {name: many[name]})
    assert held(shelf) == held(linked(many))
    assert several <= rarity.COMMON or not shelf.bonds(list(many))


@pytest.fixture
def shelf() -> Memory:
    return linked(drawn(7, 60))


def a_pair(shelf: Memory, *, together: bool) -> tuple[str, str]:
    """Two reports that are in one incident without being copies, or in two."""
    names = sorted(shelf.groups)
    pairs = [(one, other) for one in names for other in names if one < other]
    return next(
        (one, other)
        for one, other in pairs
        if (shelf.groups[one].incident == shelf.groups[other].incident) == together
        and shelf.groups[one].family != shelf.groups[other].family
    )


def said(shelf: Memory, pair: tuple[str, str], verdict: str, at: str) -> None:
    shelf.said.append(Tie(kind="incident", one=pair[0], other=pair[1], verdict=verdict, by="Bo Lind", at=at))  # type: ignore[arg-type]
    regroup(shelf, pair)


def test_people_merge_and_split_and_the_last_word_counts(shelf: Memory) -> None:
    before = dict(shelf.groups)
    for together, first, second in ((False, "same", "different"), (True, "different", "same")):
        pair = a_pair(shelf, together=together)
        said(shelf, pair, first, "2031-05-02T10:00:00Z")
        now = shelf.groups[pair[0]].incident == shelf.groups[pair[1]].incident
        assert now is not together
        said(shelf, pair, second, "2031-05-02T11:00:00Z")
        assert (shelf.groups[pair[0]].incident == shelf.groups[pair[1]].incident) is together
        said(shelf, pair, "open", "2031-05-02T12:00:00Z")
        assert shelf.groups == before


def test_what_people_said_holds_when_more_reports_come(shelf: Memory) -> None:
    apart, one = a_pair(shelf, together=True), a_pair(shelf, together=False)
    said(shelf, apart, "different", "2031-05-02T10:00:00Z")
    said(shelf, one, "same", "2031-05-02T10:00:00Z")
    link(shelf, drawn(8, 40))
    assert shelf.groups[apart[0]].incident != shelf.groups[apart[1]].incident
    assert shelf.groups[one[0]].incident == shelf.groups[one[1]].incident
    fresh = Memory(said=shelf.said)
    link(fresh, drawn(7, 60) | drawn(8, 40))
    assert fresh.groups == shelf.groups


def test_copies_that_a_person_holds_apart_are_two_wordings(shelf: Memory) -> None:
    copy = min((bond for bond in held(shelf)[1] if bond.bond == "copy"), key=lambda bond: bond.one)
    shelf.said += [
        Tie(kind="family", one=copy.one, other=other, verdict="different", by="Bo", at="2031-05-02T10:00:00Z")
        for other, group in shelf.groups.items()
        if group.family == shelf.groups[copy.one].family and other != copy.one
    ]
    regroup(shelf, [copy.one])
    assert shelf.groups[copy.one].family != shelf.groups[copy.other].family
    assert shelf.groups[copy.one].incident == shelf.groups[copy.other].incident  # they tell of one thing all the same
