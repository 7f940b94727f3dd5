"""The cases of docs/records/families.md: reports, and which of them are one wording or tell of one incident."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from onrecord.model import Report
from onrecord.model.trace import Trace
from onrecord.pipeline import read_text
from onrecord.relate import Memory, link, trace
from tests.marking import RECORDS, Case, cases

CASES = list(cases("families.md"))
_TEXTS = re.compile(r"^```text (?P<name>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_reports_are_together_as_the_page_says(case: Case) -> None:
    traces = dict(reports(case.text))
    shelf = Memory()
    link(shelf, traces)
    asked = case.expected
    assert groups(shelf, "family") == listed(asked["families"])
    if "incidents" in asked:
        assert groups(shelf, "incident") == listed(asked["incidents"])
    assert excerpts(shelf) == set(asked.get("holds", "").split())
    for told in asked.get("origin", "").split():
        name, _, whose = told.partition("=")
        group = shelf.groups[f"s_{name}"]
        assert (f"{group.origin}_{group.basis}".replace(" ", "_") if group.origin else "none") == whose
    again = Memory()
    for name in reversed(traces):
        link(again, {name: traces[name]})
    assert again.groups == shelf.groups


def test_the_page_holds_thirty_cases_or_more() -> None:
    assert len(CASES) >= 30


def reports(body: str) -> Iterable[tuple[str, Trace]]:
    for part in re.split(r"^== ", body, flags=re.MULTILINE)[1:]:
        head, _, lines = part.partition("\n")
        name, *given = head.split()
        yield f"s_{name}", traced(tuple(paragraphs(lines)), tuple(given))


def paragraphs(lines: str) -> Iterable[str]:
    for line in lines.splitlines():
        if line.startswith("@"):
            name, *numbers = line[1:].split()
            yield from (texts()[name][int(number) - 1] for number in numbers)
        elif line.strip():
            yield line


@cache
def texts() -> Mapping[str, list[str]]:
    page = (RECORDS / "families.md").read_text(encoding="utf-8")
    return {found["name"]: found["body"].splitlines() for found in _TEXTS.finditer(page)}


@cache
def traced(lines: tuple[str, ...], given: tuple[str, ...]) -> Trace:
    told = dict(each.split("=") for each in given)
    report = read_text("\n\n".join(lines), told.get("on"))
    assert isinstance(report, Report)
    outlet = told["in"].replace("_", " ") if "in" in told else None
    return trace(dataclasses.replace(report, outlet=outlet))


def groups(shelf: Memory, kind: str) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, group in shelf.groups.items():
        found.setdefault(getattr(group, kind), set()).add(name.removeprefix("s_"))
    return {frozenset(each) for each in found.values() if len(each) > 1}


def listed(told: str) -> set[frozenset[str]]:
    return {frozenset(each.split()) for each in told.split("|") if each.strip()}


def excerpts(shelf: Memory) -> set[str]:
    found = set()
    for bond in shelf.bonds(list(shelf.kept)):
        pair = (bond.one, bond.other) if bond.bond == "holds" else (bond.other, bond.one)
        if bond.bond in ("holds", "held"):
            found.add(">".join(name.removeprefix("s_") for name in pair))
    return found
