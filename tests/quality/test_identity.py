"""Pairs drawn for a reader's eye: of two reports each, the same by the same seed."""

from __future__ import annotations

from onrecord.relate.identity import identities
from onrecord.relate.named import named
from quality.identity import drawn
from tests.marking import unmark
from tests.relate.naming import report

MARKED = (
    "In {place.k|Kenya}: {person.a|Ana Velt} of the {organisation.c|Coast Rescue Service} ({organisation.c|CRS})",
    "In {place.k|Kenya} again: {person.a|ANA VELT}, {person.b|Borin Hask}",
    "And in {place.k|Kenya}: {person.b|Borin Hask}, {organisation.c|CRS}",
)


def test_pairs_are_of_two_reports_and_the_same_by_the_same_seed() -> None:
    several = []
    for day, marked in enumerate(MARKED, start=1):
        text, marks = unmark(marked)
        several.append(report(text, list(marks), f"2031-05-0{day}"))
    found = identities(one for each in several for one in named(each))
    pairs = list(drawn(found, 1))
    assert sorted((one.kind, left.name, right.name) for one, left, right in pairs) == [
        ("organisation", "Coast Rescue Service", "CRS"),
        ("person", "Ana Velt", "ANA VELT"),
        ("person", "Borin Hask", "Borin Hask"),
        ("place", "Kenya", "Kenya"),
    ]
    assert all(left.report != right.report for _, left, right in pairs)
    assert list(drawn(found, 1)) == pairs
