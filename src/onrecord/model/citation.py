"""Somebody's citation of a report, and what came of holding it against the texts on the record.

A place in a verdict obeys the rule of every span: the text of the report that it names, from `start` to `end`
(code points, half-open), is `exact`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Standing: TypeAlias = Literal["verified", "moved", "not_found", "no_source", "invalid"]
How: TypeAlias = Literal["exact", "typography", "joined", "aligned", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One row of a file of citations.

    `row` is the row's number as a spreadsheet shows it: the header is row 1. `url`, `key` or `id` names the report,
    `quote` or `figure` is what it is said to hold, `speaker` whose words they are said to be. `others` are all other
    columns with their cells, in order and untouched. An empty cell is None.
    """

    row: int
    url: str | None = None
    key: str | None = None
    id: str | None = None
    quote: str | None = None
    figure: str | None = None
    speaker: str | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of one report on the record: the report's id, the sighting's, its url and key, the stretch."""

    report: str
    sighting: str
    url: str | None
    key: str | None
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of a citation, and those that the report has instead; '' where one of the two has none."""

    cited: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one citation.

    `status`: `verified` (the cited report holds it), `moved` (it is there, but in another version or report, by
    another speaker, or with small changes of form), `not_found`, `no_source` (no such report on the record),
    `invalid` (the row cannot be understood).
    `how` (verified and moved): `exact` (character for character), `typography` (quotation marks, dashes, white space,
    the first letter's case, marked ellipses and insertions aside), `joined` (one statement, the words between its
    stretches left out), `aligned` (small changes of form, in `differences`), `value` (a figure of that value).
    `places`: where the words stand, a place for each stretch; with `not_found`, the nearest passage, or none.
    `score`: 0 to 1, how alike the citation and the places are. `reason`: plain words. `cautions`: what a reader
    should know of a citation that holds.
    """

    citation: Citation
    status: Standing
    how: How | None = None
    places: tuple[Place, ...] = ()
    score: float = 0.0
    differences: tuple[Difference, ...] = ()
    cautions: tuple[str, ...] = ()
    reason: str
