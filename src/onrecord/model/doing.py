"""One event of one report, in terms in which it can be held against those of other reports."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.report import Span
from onrecord.model.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What is reported to have happened, or not. `agents` and `patients` are the words that name them, in a bare form,
    `names` those of proper names among them and of the place.

    `day` is that of the event, as the text tells it; `source` is whose words it is in, None in the reporter's own.
    """

    sighting: str
    report: str
    key: str | None
    url: str | None
    outlet: str | None
    published: str | None
    fact: str
    span: Span
    predicate: str
    agents: frozenset[str]
    patients: frozenset[str]
    names: frozenset[str]
    place_key: str
    day: str | None
    status: Status
    source: str | None
    source_key: str

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands among others, the same in whatever order they came."""
        return self.published or "", self.sighting, self.span.start
