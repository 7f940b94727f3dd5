"""A record for tests: reports found by url, key or id, newest first, and by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Report
from onrecord.model.citation import Citation, Verdict
from onrecord.prove import judge
from onrecord.prove.edges import WORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Reports, judged from as the program judges from its record."""

    reports: tuple[Report, ...]

    def cited(self, citation: Citation) -> list[Report]:
        """The reports that a citation names, newest first."""
        named = [
            report
            for report in self.reports
            if (citation.url and report.url == citation.url)
            or (citation.key and report.key == citation.key)
            or (citation.id and citation.id in (report.id, report.sighting))
        ]
        return sorted(named, key=lambda report: report.published.value if report.published else "", reverse=True)

    def elsewhere(self, words: str) -> Iterator[Report]:
        """The reports that hold most of the words."""
        sought = set(WORD.findall(words.lower()))
        scored = [(len(sought & set(WORD.findall(report.text.lower()))), report) for report in self.reports]
        yield from (report for score, report in sorted(scored, key=lambda pair: -pair[0]) if score * 2 > len(sought))

    def judge(self, citation: Citation) -> Verdict:
        """The verdict, whose places are held against the texts that they name."""
        verdict = judge(citation, self.cited(citation), self.elsewhere)
        assert list(untrue(verdict, self.reports)) == []
        return verdict


def untrue(verdict: Verdict, reports: Iterable[Report]) -> Iterator[str]:
    """The places of a verdict that are not words of the text that they name."""
    texts = {report.sighting: report.text for report in reports}
    for place in verdict.places:
        if texts[place.sighting][place.start : place.end] != place.exact or not place.exact:
            yield f"{place.start} to {place.end}: {place.exact!r}"
