"""Several reports in one marked case of `docs/records/`, read as the program reads them.

Each report begins with a line `== DATE`, and words that are known of it: `outlet=`, `url=`, `key=`, `incident=`,
`family=` (an underscore is a space). What stands before a heading's line belongs to the report above it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from onrecord import acquire, pipeline
from onrecord.model import Document, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Reports in the order of the case; incidents and families by sighting."""

    reports: list[Report]
    incidents: dict[str, str]
    families: dict[str, str]

    def label(self, sighting: str) -> str:
        """The letter of a report: A is the first."""
        return next(chr(ord("A") + index) for index, one in enumerate(self.reports) if one.sighting == sighting)


def several(text: str) -> Several:
    """The reports of a case."""
    reports: list[Report] = []
    incidents: dict[str, str] = {}
    families: dict[str, str] = {}
    for index, part in enumerate(text.split("== ")[1:]):
        heading, _, body = part.partition("\n")
        day, *words = heading.split()
        known = {name: value.replace("_", " ") for name, _, value in (word.partition("=") for word in words)}
        report = read(body.strip("\n"), day, known.get("key", f"{index}"), known)
        reports.append(report)
        if "incident" in known:
            incidents[report.sighting] = known["incident"]
        if "family" in known:
            families[report.sighting] = known["family"]
    return Several(reports=reports, incidents=incidents, families=families)


def read(text: str, day: str, key: str, known: dict[str, str]) -> Report:
    """One report, by the real reader."""
    document = acquire.from_text(text, published=None if day == "undated" else day)
    assert isinstance(document, Document)
    whole = dataclasses.replace(document, key=key, outlet=known.get("outlet"), url=known.get("url"))
    (report,) = pipeline.read_documents([whole])
    assert isinstance(report, Report)
    return report
