"""SECURITY.md names the tests that hold its promises: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_holds_a_promise_is_there(file: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_promise_has_a_test() -> None:
    tables = re.findall(r"\| promise \| held by \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE)
    rows = [row for table in tables for row in table.splitlines()]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row] == []


def test_every_link_leads_somewhere() -> None:
    assert all((ROOT / target).exists() for target in re.findall(r"\]\(([^)#:]+)\)", PAGE))
