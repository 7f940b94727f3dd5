"""Who is whom, however the reports come: order, growth, removal, and what people say."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.model.identity import Identity, Named
from onrecord.model.trace import Tie, TieVerdict
from onrecord.relate import names, organisations
from onrecord.relate.aliases import aliases
from onrecord.relate.identity import Identities, identities
from onrecord.relate.named import named
from onrecord.relate.persons import is_full, is_rare
from tests.marking import unmark
from tests.relate.naming import report

NAMES = (
    *("Ana Velt", "A. Velt", "Anna Velt", "Velt", "Alma Velt", "Ana Maria Velt", "John Smith", "Jon Smith", "J. Smith"),
    *("Smith", "Bohdan Tarelsky", "Bohdan Tarelskyy", "Oskar Velt Jr", "Oskar Velt Sr", "Oskar Velt"),
)
BODIES = ("Coast Rescue Service", "CRS", "Health Ministry", "Ministry of Health", "World Health Organization", "WHO")
ROLES = ("president", "governor", "striker", "bishop", "senator", "health minister")
COUNTRIES = ("Kenya", "Peru", "Mongolia")
DAYS = ("2031-05-02", "2031-05-03", "2031-05-04", "2040-05-04")


@st.composite
def several(draw: st.DrawFn) -> list[tuple[Named, ...]]:
    """What several reports name."""
    found = []
    for number in range(draw(st.integers(2, 9))):
        marked = [f"{number}: In {{place.k|{draw(st.sampled_from(COUNTRIES))}}}"]
        for letter in "ab"[: draw(st.integers(1, 2))]:
            role = f"{{role.{letter}|{draw(st.sampled_from(ROLES))}}} " if draw(st.booleans()) else ""
            marked.append(f"{role}{{person.{letter}|{draw(st.sampled_from(NAMES))}}}")
        marked.append(f"{{organisation.o|{draw(st.sampled_from(BODIES))}}}")
        text, marks = unmark(", ".join(marked))
        found.append(named(report(text, list(marks), draw(st.sampled_from(DAYS)))))
    return found


@given(several(), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_one_by_one_in_any_order_is_as_good_as_all_at_once(
    found: list[tuple[Named, ...]], chance: random.Random
) -> None:
    whole = identities(one for part in found for one in part)
    grown = Identities()
    shuffled = list(found)
    chance.shuffle(shuffled)
    for part in shuffled:
        grown.add(part)
        list(grown.all())  # worked out at each step, so that what is stale is worked out again
    assert list(grown.all()) == whole


@given(several(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_names_too_many_to_be_compared_are_so_in_any_order(found: list[tuple[Named, ...]], most: int) -> None:
    whole, grown = Identities(near_most=most), Identities(near_most=most)
    whole.add(one for part in found for one in part)
    for part in found[::-1]:
        grown.add(part)
        list(grown.all())
    assert list(grown.all()) == list(whole.all())
    grown.remove(found[0][0].report)
    for part in found[1:]:
        grown.remove(part[0].report)
    assert list(grown.all()) == []


@given(several(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_people_say_may_come_before_the_reports(found: list[tuple[Named, ...]], data: st.DataObject) -> None:
    nodes = sorted({one.id for part in found for one in part})
    pairs = st.lists(st.sampled_from(nodes), min_size=2, max_size=2, unique=True).map(sorted)
    verdicts = st.sampled_from(["same", "different"])
    told = data.draw(st.lists(st.tuples(pairs, verdicts), max_size=4))
    ties = [
        Tie(kind="name", one=pair[0], other=pair[1], verdict=verdict, by="Bo", at=f"2031-06-01T00:00:0{number}Z")  # type: ignore[arg-type]
        for number, (pair, verdict) in enumerate(told)
    ]
    before, after = Identities(), Identities()
    before.tie(ties)
    for part in found:
        before.add(part)
        list(before.all())
        after.add(part)
        list(after.all())
    after.tie(ties)
    assert list(before.all()) == list(after.all())


@given(several())
@settings(max_examples=60, deadline=None)
def test_what_is_taken_away_leaves_no_trace(found: list[tuple[Named, ...]]) -> None:
    grown = Identities()
    for part in found:
        grown.add(part)
        list(grown.all())
    last = {one.report for one in found[-1]}
    for each in last:
        grown.remove(each)
    rest = [part for part in found if not {one.report for one in part} & last]
    assert list(grown.all()) == identities(one for part in rest for one in part)


@given(several(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_people_say_holds_and_can_be_taken_back(found: list[tuple[Named, ...]], data: st.DataObject) -> None:
    nodes = sorted({one.id for part in found for one in part})
    one, other = sorted(data.draw(st.lists(st.sampled_from(nodes), min_size=2, max_size=2, unique=True)))
    grown = Identities()
    for part in found:
        grown.add(part)
    before = list(grown.all())
    verdicts: tuple[TieVerdict, ...] = ("same", "different", "open")
    for second, verdict in enumerate(verdicts):
        at = f"2031-06-01T00:00:0{second}Z"
        grown.tie([Tie(kind="name", one=one, other=other, verdict=verdict, by="Bo Lind", at=at)])
        together = grown.of(one) == grown.of(other)
        assert verdict == "open" or together == (verdict == "same")
    assert list(grown.all()) == before


@given(several())
@settings(max_examples=40, deadline=None)
def test_everybody_is_in_one_identity_and_its_id_is_of_the_first(found: list[tuple[Named, ...]]) -> None:
    every = identities(one for part in found for one in part)
    members = [each.id for one in every for each in one.members]
    assert len(members) == len(set(members))
    for one in every:
        assert one.id == one.members[0].id
        assert len(one.links) == len(one.members) - 1
        assert all(0 < link.confidence <= 1 and link.one < link.other for link in one.links)


def _of(*marked: str, days: tuple[str, ...] = DAYS) -> list[Identity]:
    found = Identities()
    for text, day in zip(marked, days, strict=False):
        plain, marks = unmark(text)
        found.add(named(report(plain, list(marks), day)))
    return list(found.all())


def test_a_report_that_comes_later_does_not_change_the_id() -> None:
    first = _of("In {place.k|Kenya}: {person.a|Ana Velt}")
    second = _of("In {place.k|Kenya}: {person.a|Ana Velt}", "In {place.k|Kenya} again: {person.a|Ana Velt}")
    assert {one.id for one in first} == {one.id for one in second}


def test_any_members_id_leads_to_the_identity() -> None:
    grown = Identities()
    for text, day in (
        ("In {place.k|Kenya}: {person.a|Ana Velt}", DAYS[1]),
        ("{place.k|Kenya}; {person.a|Ana Velt}", DAYS[0]),
    ):
        plain, marks = unmark(text)
        grown.add(named(report(plain, list(marks), day)))
    both = next(one for one in grown.all() if one.kind == "person")
    assert len(both.members) == 2
    assert all(grown.of(each.id) == both for each in both.members)
    assert grown.of("n_nobody") is None


def test_the_same_report_seen_twice_is_there_once() -> None:
    text, marks = unmark("In {place.k|Kenya}: {person.a|Ana Velt}")
    one = report(text, list(marks), DAYS[0])
    found = identities([*named(one), *named(one)])
    assert [len(each.members) for each in found] == [1, 1]


def test_an_alias_of_two_names_puts_all_three_together() -> None:
    table = aliases(["# other names", "Ana Velt\tLa Veltina\tperson", "", "La Veltina\tVeltina Maxima\tperson"])
    text, marks = unmark("{person.a|Ana Velt}, {person.b|La Veltina} and {person.c|Veltina Maxima}")
    (one,) = identities(named(report(text, list(marks), DAYS[0])), aliases=table)
    assert len(one.members) == 3


@pytest.mark.parametrize(
    "line", ["Ana Velt", "Ana Velt\tLa Veltina", "Ana Velt\tLa Veltina\tship", "\tLa Veltina\tperson", "!\t?\tperson"]
)
def test_a_line_that_is_no_alias_is_told_with_its_number(line: str) -> None:
    with pytest.raises(InputError, match=r"names.tsv, line 2: "):
        aliases(["Ana Velt\tAna\tperson", line], "names.tsv")


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Volodar Zelmensky", "Volodar Zelmenskyy", "spelling"),
        ("Mohammed Tarisi", "Muhammad al-Tarisi", "spelling"),
        ("Yusuf bin Harun", "Yousef bin Haroun", "form"),
        ("Sergey Lavrin", "Sergei Lavrin", "spelling"),
        ("Andriy Shevtsov", "Andrey Shevtsoff", "spelling"),
        ("Joe Oskil", "Joseph R. Oskil Jr.", "form"),
        ("A. Velt", "Ana Velt", "initial"),
        ("Ana Velt", "Ana Velt-Hask", "form"),
        ("Mario Velt", "Maria Velt", None),
        ("Ana Velt", "Ana Hask", None),
        ("Velt", "Ana Velt", None),
    ],
)
def test_how_two_names_may_be_one_persons(one: str, other: str, how: str | None) -> None:
    assert names.variant(names.sounds(one), names.sounds(other)) == how
    assert names.variant(names.sounds(other), names.sounds(one)) == how


@pytest.mark.parametrize(
    ("name", "rarity"),
    [
        ("World Health Organization", "world"),
        ("WHO", "world"),
        ("Supreme Court", "national"),
        ("Ministry of Health", "national"),
        ("Progressive Party", "national"),
        ("City Council", "general"),
        ("Oranto Steel", "own"),
        ("Kenyan Army", "own"),
        ("CRS", "initials"),
        ("Velcorp", "single"),
        ("Board of", "none"),
        ("Government", "none"),
    ],
)
def test_what_a_bodys_name_tells_by_itself(name: str, rarity: str) -> None:
    assert organisations.rarity(name) == rarity


def test_what_is_a_full_name_and_which_is_rare() -> None:
    assert is_full("Ana Velt")
    assert not any(is_full(name) for name in ("Velt", "Climate Change", "South Korea", "Oranto University", "Ana V."))
    assert is_rare("Ana Velt")
    assert is_rare("Ana Maria Smith")
    assert not is_rare("John Smith")
    assert not is_rare("Wang Min-su")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_words_can_be_compared(words: str) -> None:
    assert names.plain(words) == names.plain(f" {words} ".strip() or words)
    assert names.variant(names.sounds(words), names.sounds(words)) in (None, "spelling")
    assert isinstance(organisations.key(words), str)
