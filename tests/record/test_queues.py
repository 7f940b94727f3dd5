"""Versions of one report come in the order in which they were given, whichever is read first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.queues import Queues

PLACES = ("a", "b", None)


@given(
    st.lists(st.sampled_from(PLACES), max_size=8).flatmap(
        lambda places: st.tuples(st.just(places), st.permutations(range(len(places))))
    )
)
def test_what_is_done_waits_for_what_was_begun_before_it_at_the_same_place_alone(
    drawn: tuple[list[str | None], list[int]],
) -> None:
    places, done = drawn
    queues: Queues[int] = Queues()
    for number, place in enumerate(places):
        queues.begin(str(number), place)
    out: list[int] = []
    for at, number in enumerate(done, start=1):
        out += queues.done(str(number), number)
        there = set(done[:at])
        assert set(out) == {
            one
            for one in there
            if places[one] is None or all(before in there for before in range(one) if places[before] == places[one])
        }
    for place in ("a", "b"):
        of_place = [one for one in out if places[one] == place]
        assert of_place == sorted(of_place)
