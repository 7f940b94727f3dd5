"""Reports of files or of the record, as facts that are held against each other: tellings, with what groups them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import Failure
from onrecord.model.query import Dates
from onrecord.model.telling import Telling
from onrecord.model.vocabulary import Outcome


@dataclass(slots=True, kw_only=True)
class Together:
    """Figures of many reports. `incidents` and `families` are names by sighting."""

    tellings: list[Telling] = field(default_factory=list)
    incidents: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    reports: int = 0


def together(files: list[str] | None, record: str, outcome: Outcome, published: Dates | None = None) -> Together:
    """The figures of an outcome in files, or on the record where no file is given."""
    from onrecord.relate.tellings import tellings

    found = Together()
    if files:
        from onrecord.cli.given import reports_given

        for one in reports_given(files):
            if isinstance(one, Failure):
                found.failures.append(one)
                continue
            found.reports += 1
            if _within(one.published.value if one.published else None, published):
                found.tellings += [each for each in tellings(one) if each.outcome == outcome]
        return found
    from onrecord.record import open_record
    from onrecord.record.figures import figures

    with open_record(record, create=False, write=False) as opened:
        found.tellings += figures(opened, outcome, published)
    return found


def _within(day: str | None, dates: Dates | None) -> bool:
    """Whether a day lies in a range, as the record tells it."""
    if dates is None:
        return True
    if day is None:
        return False
    before = dates.since is not None and day[: len(dates.since)] < dates.since
    after = dates.until is not None and day[: len(dates.until)] > dates.until
    return not before and not after
