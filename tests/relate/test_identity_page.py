"""`docs/records/identity.md`: every case of it; those that have one letter are one, those that have two are two."""

from __future__ import annotations

import pytest

from onrecord.model.identity import Identity
from onrecord.model.trace import Tie, TieVerdict
from onrecord.relate.aliases import aliases
from onrecord.relate.identity import Identities
from onrecord.relate.named import named
from tests.marking import Case, cases
from tests.relate.naming import letters, reports, shifted

CASES = list(cases("identity.md"))
VERDICTS: tuple[TieVerdict, ...] = ("same", "different", "open")


def of_case(case: Case, *, backwards: bool = False) -> tuple[list[Identity], dict[str, str]]:
    """The identities of a case, and the letter of each member."""
    told = case.expected.get("alias", "").split(" | ")
    found = Identities(aliases=aliases(["\t".join(told)] if told != [""] else []))
    several = reports(case)
    labels: dict[str, str] = {}
    nodes: dict[str, str] = {}
    start = 0
    for number, one in enumerate(several):
        start = case.text.index(f"\n{one.text}", start) + 1
        inside = [mark for mark in case.marks if start <= mark.start < start + len(one.text)]
        own = letters(one, [shifted(mark, start) for mark in inside])
        labels |= own
        nodes |= {f"{chr(ord('A') + number)}.{letter}": node for node, letter in own.items()}
    for one in several[::-1] if backwards else several:
        found.add(named(one))
    for second, verdict in enumerate(VERDICTS):
        for pair in filter(None, case.expected.get(verdict, "").split("; ")):
            one_, other = sorted(nodes[name] for name in pair.split())
            at = f"2031-06-01T00:00:0{second}Z"
            found.tie([Tie(kind="name", one=one_, other=other, verdict=verdict, by="Bo Lind", at=at)])
    return list(found.all()), labels


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_page(case: Case) -> None:
    found, labels = of_case(case)
    sets = [{labels[each.id] for each in one.members} for one in found]
    assert all(len(several) == 1 for several in sets), [
        (one.name, [link.why for link in one.links]) for one, several in zip(found, sets, strict=True) if several
    ]
    own = [next(iter(several)) for several in sets]
    assert sorted(own) == sorted(set(own)), "one letter stands for two identities"
    by_letter = dict(zip(own, found, strict=True))
    for name, expected in case.expected.items():
        what, _, letter = name.partition(" ")
        if what == "name":
            assert by_letter[letter].name == expected
        elif what == "why":
            assert expected in {link.why for link in by_letter[letter].links}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reports_in_another_order_give_the_same(case: Case) -> None:
    assert of_case(case)[0] == of_case(case, backwards=True)[0]


def test_the_page_has_cases_enough() -> None:
    assert len(CASES) >= 30
