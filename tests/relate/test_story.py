"""A story of sixty reports, by the real reader: every relation right, none made up.

Once with families and incidents as the program finds them; for other seeds with those of the plot, so that what is
proved is how facts are related and not how reports are grouped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Report
from onrecord.model.relation import Side
from onrecord.record.linking import of_reports
from onrecord.relate.relations import part, relations
from tests.relate.story import Expected, Story, family_of, incident_of, story

WORDS = 4  # words by which a statement is told

Groups = tuple[Mapping[str, str], Mapping[str, str]]  # incidents and families by sighting


def read(told: Story, folder: Path) -> list[Report]:
    """The reports of a story, by the real reader."""
    file = folder / "story.jsonl"
    file.write_text("".join(f"{json.dumps(report)}\n" for report in told.reports), encoding="utf-8")
    return [report for report in onrecord.read_all(file) if isinstance(report, Report)]


def found_groups(reports: list[Report]) -> Groups:
    """Incidents and families as the program finds them."""
    placed = list(of_reports(reports))
    return {each.sighting: each.group for each in placed}, {each.sighting: each.family for each in placed}


def plotted_groups(reports: list[Report]) -> Groups:
    """Incidents and families as the plot has them."""
    return (
        {report.sighting: incident_of(report.key or "") for report in reports},
        {report.sighting: family_of(report.key or "") for report in reports},
    )


def found(told: Story, reports: list[Report], groups: Groups) -> set[Expected]:
    """The relations of a story as the program finds them."""
    incidents, families = groups
    related = relations(map(part, reports), incidents=incidents, families=families)
    return {(one.kind, *_side(one.one, told), *_side(one.other, told)) for one in related}


def _side(side: Side, told: Story) -> tuple[str, str]:
    words = side.spans[0].exact.replace(",", "").split()
    if side.kind == "figure":
        numbers = {words for each in told.expected for words in (each[2], each[4])}
        words = [next((word for word in words if word in numbers), " ".join(words))]
    return side.key or "", " ".join(words[:WORDS])


def test_every_relation_of_the_story_is_right_and_none_is_made_up(tmp_path: Path) -> None:
    told = story(1)
    assert len({report["id"] for report in told.reports}) == 60
    reports = read(told, tmp_path)
    assert found(told, reports, found_groups(reports)) == told.expected


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_relations_are_right_in_other_stories_whose_groups_are_known(seed: int, tmp_path: Path) -> None:
    told = story(seed)
    reports = read(told, tmp_path)
    assert found(told, reports, plotted_groups(reports)) == told.expected
