"""An incident as a list shows it: what several reports tell of, by the report that was published last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Reports that tell of one incident: how many, in how many wordings, by whom, and from when to when.

    `id` changes when the group does; `sighting` is the report that was published last, and names it for good. `title`
    is that of the report that was published first. `cursor`: give it to go on after this one.
    """

    id: str
    sighting: str
    title: str | None
    reports: int
    wordings: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    cursor: str
