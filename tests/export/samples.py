"""Reports for the exports' tests: one with something in every field, one with emoji, and the examples."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import onrecord
from onrecord import export
from onrecord.model import Report
from tests.synthetic import report

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
EMOJI = (
    "🌊🌊 At least 12 people were injured in Kestermouth on Monday, the mayor, Rosa Denholm, said. "
    '"The 👩‍🚒 crews never stopped," she told the Harbour Gazette.\n\n“No one 🚒 was killed,” Rosa Denholm said.'
)
HOSTILE = "</script><script>alert(1)</script>\u2028& =1+1"


@cache
def samples() -> tuple[Report, ...]:
    """All of them; the first is made by hand, the second has emoji before most of its facts."""
    read = (found for path in sorted(EXAMPLES.iterdir()) for found in onrecord.read_all(path))
    found = (report(), onrecord.read_text(EMOJI, published="2031-05-02"), *read)
    return tuple(each for each in found if isinstance(each, Report))


def lookup(reports: tuple[Report, ...] | None = None) -> Callable[[str], Report | None]:
    """The report of a sighting's or a report's id."""
    found = samples() if reports is None else reports
    return ({each.id: each for each in found} | {each.sighting: each for each in found}).get


def written(name: str, *reports: Report, raw: bool = False, judged: export.Judged | None = None) -> bytes:
    """What a format's file holds; of all samples where no report is given."""
    stream = BytesIO()
    export.write(name, reports or samples(), stream, raw=raw, judged=judged)
    return stream.getvalue()


def objects(lines: bytes) -> Iterator[Any]:
    """The objects of JSON lines."""
    return (json.loads(line) for line in lines.decode().split("\n") if line)
