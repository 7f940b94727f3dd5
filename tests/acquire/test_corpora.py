"""Every report of the shared corpora is read, and its text is the input's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from onrecord.acquire import acquire
from onrecord.model import Document

DATA = Path(__file__).parents[3] / "shared" / "data"
TEXTS = sorted(
    path
    for room in ("attribution", "times", "figures", "series", "events", "articles")
    for path in DATA.glob(f"{room}/*.jsonl")
)
EACH = 150  # reports of a file; enough for a test that runs at every change


@pytest.mark.skipif(not TEXTS, reason="the shared corpora are not here")
def test_every_text_is_kept_and_laid_out() -> None:
    for path in TEXTS:
        for row, found in zip(rows(path), islice(acquire([str(path)]), EACH), strict=True):
            assert isinstance(found, Document), found
            assert found.text == row["text"]
            assert found.key == row["id"]
            assert "".join("".join(b.span.exact for b in found.blocks).split()) == "".join(found.text.split())


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in islice(lines, EACH))


@pytest.mark.skipif(not (DATA / "pages").exists(), reason="the shared pages are not here")
def test_pages_are_read_with_title_and_date() -> None:
    found = list(islice(acquire([str(DATA / "pages" / "fundus-dev.jsonl")]), 12))
    assert all(isinstance(each, Document) and each.title and each.published for each in found)
