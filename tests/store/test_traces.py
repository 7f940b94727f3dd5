"""The shelf of traces in a database comes to what the one in memory does, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from onrecord.model.trace import Bonded, Trace
from onrecord.relate import Memory, link
from onrecord.store import Entry, Store, open_store
from tests.record.test_linking import MOMENT, told
from tests.relate.traced import drawn

SIZE = 40


@pytest.fixture
def store(store_place: str) -> Store:
    return open_store(store_place, create=True, write=True)


def put(store: Store) -> list[str]:
    """Reports on the record, that traces may be of."""
    several = [told(f"outlet-{number}", f"Report {number} of an invented day.") for number in range(SIZE)]
    with store.turn() as turn:
        turn.write([Entry(payload=each.text.encode(), report=each) for each in several], MOMENT)
    return [each.sighting for each in several]


def linked(store: Store, come: Mapping[str, Trace], gone: set[str]) -> None:
    with store.turn() as turn:
        shelf = turn.shelf()
        shelf.of_readings(shelf.current(come))
        link(shelf, come, gone)


def bonds(store: Store, names: list[str]) -> set[Bonded]:
    with store.turn() as turn:
        return set(turn.shelf().bonds(names))


@pytest.mark.parametrize("seed", [3, 4])
def test_what_is_linked_step_by_step_is_what_memory_has_at_once(store: Store, seed: int) -> None:
    order = Random(seed)
    with store:
        names = put(store)
        several = dict(zip(names, drawn(seed, SIZE).values(), strict=True))
        others = dict(zip(names, drawn(seed + 100, SIZE).values(), strict=True))
        order.shuffle(names)
        for start in range(0, SIZE, 7):  # some are read otherwise at first, or taken away in between
            some = names[start : start + 7]
            linked(store, {name: order.choice((several, others))[name] for name in some}, set())
        gone = set(names[:9])
        linked(store, {name: several[name] for name in names[9:]}, gone)
        memory = Memory()
        link(memory, {name: several[name] for name in names[9:]})
        assert {each.sighting: each for each in store.groups()} == memory.groups
        assert bonds(store, names) == set(memory.bonds(names)) != set()
        linked(store, {name: several[name] for name in gone}, set())
        link(memory, {name: several[name] for name in gone})
        assert {each.sighting: each for each in store.groups()} == memory.groups


def test_a_key_is_counted_no_further_than_it_matters(store: Store) -> None:
    with store:
        names = put(store)
        traces = dict(zip(names, drawn(5, SIZE).values(), strict=True))
        linked(store, traces, set())
        memory = Memory()
        link(memory, traces)
        keys = {number for trace in traces.values() for number in trace.prints}
        with store.turn() as turn:
            shelf = turn.shelf()
            assert shelf.tallies(keys) == memory.tallies(keys)
            held = {key: sorted(several) for key, several in shelf.holders(keys).items()}
            assert held == {key: sorted(several) for key, several in memory.holders(keys).items()}
            assert shelf.traces(names) == traces
            assert shelf.traces(["s_nobody"]) == {}
