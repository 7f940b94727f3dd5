"""A report's text, cut where marks begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.phrases import facts_of
from onrecord.model.segments import Mark, marks, segments
from tests import synthetic

TEXT = "One two three four five six seven."
PARTS = st.sampled_from(["content", "source", "cue", "figure", "number", "time", "event"])


@st.composite
def several(draw: st.DrawFn) -> list[Mark]:
    """Marks anywhere in the text, nested and overlapping."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(start=start, end=end, part=draw(PARTS), fact=f"f_{draw(st.integers(0, number))}"))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


@given(several(), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_segments_join_to_the_stretch_and_every_fact_is_come_to_once(found: list[Mark], one: int, other: int) -> None:
    start, end = sorted((one, other))
    made = segments(TEXT, (start, end), found)
    assert "".join(each.words for each in made) == TEXT[start:end]
    opened = [each.fact for each in made if each.opens] + [fact for each in made for fact in each.pins]
    assert len(opened) == len(set(opened))
    heads = {"content", "figure", "number", "time", "event"}
    begun = {mark.fact for mark in found if mark.part in heads and mark.start < end and mark.end > start}
    before = {mark.fact for mark in found if mark.part in heads and mark.start < start < mark.end}
    assert begun - before <= set(opened) <= begun


def test_the_shorter_of_two_marks_has_the_words_and_the_longer_goes_on_around_it() -> None:
    found = [
        Mark(start=0, end=18, part="content", fact="f_said"),
        Mark(start=4, end=7, part="number", fact="f_two"),
    ]
    made = segments(TEXT, (0, len(TEXT)), found)
    assert [(each.words, each.fact, each.opens) for each in made] == [
        ("One ", "f_said", True),
        ("two", "f_two", True),
        (" three four", "f_said", False),
        (" five six seven.", None, False),
    ]
    assert made[1].parts == ("content", "number")
    assert made[1].statement == "f_said"


def test_a_fact_whose_words_are_all_those_of_shorter_ones_is_pinned_before_them() -> None:
    found = [
        Mark(start=0, end=7, part="content", fact="f_outer"),
        Mark(start=0, end=3, part="number", fact="f_one"),
        Mark(start=3, end=7, part="time", fact="t1"),
    ]
    made = segments(TEXT, (0, len(TEXT)), found)
    assert made[0].pins == ("f_outer",)
    assert [each.fact for each in made if each.opens] == ["f_one", "t1"]


def test_what_is_said_within_what_is_said_is_deeper() -> None:
    found = [
        Mark(start=0, end=20, part="content", fact="f_outer"),
        Mark(start=8, end=13, part="content", fact="f_inner"),
    ]
    assert [each.depth for each in segments(TEXT, (0, 20), found)] == [1, 2, 1]


def test_every_fact_of_a_report_is_marked() -> None:
    whole = synthetic.report()
    marked = {mark.fact for mark in marks(whole)}
    facts = {one.id for one in facts_of(whole)} - {one.id for one in whole.events}
    assert facts | {one.id for one in whole.times} <= marked
