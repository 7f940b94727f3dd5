"""The page on the record: it names every field, and its example is what the program reads, and holds."""

from __future__ import annotations

import dataclasses
import re

import pytest

from onrecord import codec
from onrecord.acquire import from_text
from onrecord.model import Block, Entity, Event, Figure, Report, Statement, Timex
from onrecord.model.proof import lies
from onrecord.pipeline import read_documents
from tests.marking import RECORDS

PAGE = (RECORDS / "record.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", [Report, Block, Entity, Timex, Statement, Figure, Event], ids=lambda kind: kind.__name__
)
def test_every_field_has_its_row(kind: type) -> None:
    section = PAGE.partition(f"\n## {kind.__name__}\n")[2].partition("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert [field.name for field in dataclasses.fields(kind) if field.name not in named] == []


def test_the_example_is_what_the_program_reads_and_holds() -> None:
    (example,) = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    record = codec.decode(example)
    document = from_text(record.text, key="flood.txt", published="2031-05-02")
    assert list(read_documents([document])) == [record]
    assert list(lies(record)) == []
    assert list(codec.strange(example, record)) == []
    assert codec.is_sealed(record)
