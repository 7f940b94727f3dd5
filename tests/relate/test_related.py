"""Relations that grow report by report come to the same as all at once, in any order; they touch neighbours alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.relation import Relation
from onrecord.relate.related import Related, keys
from onrecord.relate.relations import Part, part, relations
from tests.relate.story import family_of, incident_of, story
from tests.relate.test_story import read


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[Part, tuple[str, str]]:
    """The parts of a story's reports, with the incident and family of each."""
    reports = read(story(2), Path(tmp_path_factory.mktemp("story")))
    return {part(report): (incident_of(report.key or ""), family_of(report.key or "")) for report in reports}


@pytest.fixture(scope="module")
def whole(parts: dict[Part, tuple[str, str]]) -> list[Relation]:
    """Their relations, made at once."""
    return at_once(parts)


def at_once(parts: dict[Part, tuple[str, str]]) -> list[Relation]:
    """The relations of parts in their groups."""
    incidents = {one.sighting: incident for one, (incident, _) in parts.items()}
    families = {one.sighting: family for one, (_, family) in parts.items()}
    return relations(parts, incidents=incidents, families=families)


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_reports_come_to_the_same_in_any_order(
    parts: dict[Part, tuple[str, str]], whole: list[Relation], chance: random.Random
) -> None:
    several = list(parts.items())
    chance.shuffle(several)
    related, standing = Related(), set[Relation]()
    for one, (incident, family) in several:
        came, gone = related.put(one, incident=incident, family=family)
        assert standing >= set(gone)
        assert not standing & set(came)
        standing = (standing - set(gone)) | set(came)
    assert related.relations() == whole
    assert standing == set(whole)


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_reports_that_change_their_groups_come_to_the_same(
    parts: dict[Part, tuple[str, str]], whole: list[Relation], chance: random.Random
) -> None:
    related = Related()
    for one in parts:
        related.put(
            one, incident=chance.choice(["ferry", "boat", "fire", "none"]), family=chance.choice(["a", "b", "c"])
        )
    for one, (incident, family) in sorted(parts.items(), key=lambda _: chance.random()):
        related.group(one.sighting, incident=incident, family=family)
    assert related.relations() == whole


def test_a_report_without_a_key_of_others_changes_nothing_of_theirs(parts: dict[Part, tuple[str, str]]) -> None:
    related = Related()
    for one, (incident, family) in parts.items():
        own = {key for key, _ in keys(one, incident)}
        of_others = {key for other in parts if other is not one for key, _ in keys(other, parts[other][0])}
        came, gone = related.put(one, incident=incident, family=family)
        if not own & of_others:
            assert all(each.other.sighting == each.one.sighting == one.sighting for each in came)
            assert gone == []


def test_without_groups_only_what_needs_none_is_told(parts: dict[Part, tuple[str, str]]) -> None:
    told = relations(parts)
    assert {one.rule for one in told} <= {"same quotation", "trimmed quotation", "planned and happened"}
    assert told
