"""One contract for every annotator: what goes out comes back equal, and what a person changed is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import export
from onrecord.errors import InputError
from onrecord.export import marks
from onrecord.model import Failure, Judgement, Report
from tests.export.samples import EMOJI, lookup, samples, written
from tests.export.tools import TOOLS, Prodigy, Tool
from tests.synthetic import TEXT, changed, report

WHO = {"by": "Bo Lind", "at": "2031-05-02T10:30:00Z"}
EACH_TOOL = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
MINISTER, BRIDGE = "the health minister, Ana Ruiz", "The bridge was closed"


def came_back(opened: Tool, *reports: Report) -> list[Judgement | Failure]:
    return list(export.judgements(opened.name, opened.lines(), **WHO, lookup=lookup(reports or None)))


def judged(opened: Tool, *reports: Report) -> list[Judgement]:
    found = came_back(opened, *reports)
    assert [each for each in found if isinstance(each, Failure)] == []
    return [each for each in found if isinstance(each, Judgement)]


def changes(opened: Tool, *reports: Report) -> list[Judgement]:
    return [each for each in judged(opened, *reports) if each.verdict != "accepted"]


def parts(judgement: Judgement) -> list[tuple[str, str]]:
    return [(each.label, each.span.exact) for each in judgement.spans]


def opened(tool: type[Tool], *reports: Report) -> Tool:
    return tool(written(tool.name, *(reports or [report()])))


@EACH_TOOL
def test_what_nobody_changed_is_accepted_in_the_machines_places(tool: type[Tool]) -> None:
    found = judged(tool(written(tool.name)))
    assert {each.verdict for each in found} == {"accepted"}
    machine = {(each.sighting, fact.id): fact for each in samples() for fact in marks.machine(each)}
    assert {(each.sighting, each.fact) for each in found} == set(machine)
    for each in found:
        mine = {(mark.label, mark.start, mark.end) for mark in machine[each.sighting, str(each.fact)].marks}
        assert {(part.label, part.span.start, part.span.end) for part in each.spans} == mine
        assert each.values == {}


@EACH_TOOL
def test_what_was_accepted_is_exported_equal(tool: type[Tool]) -> None:
    first = written(tool.name)
    found = judged(tool(first))
    assert written(tool.name, judged=by_sighting(found)) == first


def by_sighting(found: Iterable[Judgement]) -> export.Judged:
    kept = list(found)
    return lambda whole: [each for each in kept if each.sighting == whole.sighting]


@EACH_TOOL
def test_every_span_is_exact_in_a_text_with_emoji(tool: type[Tool]) -> None:
    emoji = samples()[1]
    assert emoji.text == EMOJI
    for each in judged(opened(tool, emoji), emoji):
        for part in each.spans:
            assert emoji.text[part.span.start : part.span.end] == part.span.exact


@EACH_TOOL
def test_a_judgement_says_who_when_where_and_of_what(tool: type[Tool]) -> None:
    whole = report()
    first = judged(opened(tool), whole)[0]
    assert (first.by, first.at, first.origin) == (*WHO.values(), tool.name)
    assert (first.report, first.sighting, first.text_sha256) == (whole.id, whole.sighting, whole.text_sha256)
    assert first.id.startswith("j_")
    assert judged(opened(tool), whole)[0].id == first.id


@EACH_TOOL
def test_a_fact_whose_head_was_removed_is_rejected(tool: type[Tool]) -> None:
    whole = report()
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    (gone,) = changes(file, whole)
    assert (gone.verdict, gone.fact, gone.kind) == ("rejected", whole.events[0].id, "event")
    assert parts(gone) == [("patient", "The bridge"), ("trigger", "closed")], "what it is that was rejected"


@EACH_TOOL
def test_a_moved_span_is_a_correction(tool: type[Tool]) -> None:
    whole = report()
    file = opened(tool)
    file.move(0, "source", MINISTER, "Ana Ruiz")
    (moved,) = changes(file, whole)
    assert (moved.verdict, moved.fact) == ("corrected", whole.statements[0].id)
    assert ("source", "Ana Ruiz") in parts(moved)
    assert ("source", MINISTER) not in parts(moved)


@EACH_TOOL
def test_a_moved_head_is_a_correction_of_its_fact(tool: type[Tool]) -> None:
    file = opened(tool)
    file.move(0, "content", BRIDGE, "bridge was closed")
    (moved,) = changes(file, report())
    assert (moved.verdict, moved.fact) == ("corrected", report().statements[1].id)
    assert [words for label, words in parts(moved) if label == "content"] == ["bridge was closed", "Nobody warned us"]


@EACH_TOOL
def test_another_label_is_a_correction(tool: type[Tool]) -> None:
    file = opened(tool)
    file.rename(0, "patient", "The bridge", "agent")
    (renamed,) = changes(file, report())
    assert (renamed.verdict, parts(renamed)) == ("corrected", [("agent", "The bridge"), ("trigger", "closed")])


@EACH_TOOL
def test_a_part_that_was_removed_is_a_correction(tool: type[Tool]) -> None:
    file = opened(tool)
    file.remove(0, "cue", "said")
    (less,) = changes(file, report())
    assert (less.verdict, parts(less)) == (
        "corrected",
        [("content", "At least 19 people were killed in Oranto on Tuesday"), ("source", MINISTER)],
    )


@EACH_TOOL
def test_words_marked_anew_are_an_addition(tool: type[Tool]) -> None:
    file = opened(tool)
    file.add(0, "trigger", "warned")
    (more,) = changes(file, report())
    assert (more.verdict, more.fact, more.kind, parts(more)) == ("added", None, "event", [("trigger", "warned")])


@EACH_TOOL
def test_corrections_are_exported_as_people_left_them(tool: type[Tool]) -> None:
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    file.move(0, "source", MINISTER, "Ana Ruiz")
    file.add(0, "trigger", "warned")
    again = tool(written(tool.name, report(), judged=by_sighting(judged(file, report()))))
    assert again.find(0, "source", "Ana Ruiz")
    assert again.find(0, "trigger", "warned")
    with pytest.raises(StopIteration):
        again.find(0, "trigger", "closed")


@EACH_TOOL
def test_a_fact_that_was_not_shown_is_not_judged(tool: type[Tool]) -> None:
    """One that was rejected before, or that a newer engine found after the export."""
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    rejected = judged(file, report())
    second = judged(tool(written(tool.name, report(), judged=by_sighting(rejected))), report())
    assert report().events[0].id not in {each.fact for each in second}
    assert {each.verdict for each in second} == {"accepted"}
    older = changed(report(), statements=report().statements[:1])
    assert {each.fact for each in judged(opened(tool, older), report())} == {each.id for each in marks.machine(older)}


@EACH_TOOL
def test_a_rejected_fact_that_is_marked_again_is_accepted(tool: type[Tool]) -> None:
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    rejected = judged(file, report())
    again = tool(written(tool.name, report(), judged=by_sighting(rejected)))
    again.add(0, "trigger", "closed")
    found = {each.fact: each.verdict for each in judged(again, report())}
    assert found[report().events[0].id] in ("accepted", "corrected")


@EACH_TOOL
def test_a_file_that_does_not_tell_what_was_shown_is_refused(tool: type[Tool]) -> None:
    file = opened(tool)
    document = file.documents[0]
    document.get("data", document.get("onrecord", document)).pop("facts")
    (failure,) = came_back(file, report())
    assert "which facts were shown" in str(failure)


@EACH_TOOL
def test_the_latest_judgement_of_a_fact_is_shown(tool: type[Tool]) -> None:
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    found = judged(file, report())
    later = list(
        export.judgements(
            tool.name, opened(tool).lines(), by="Ana", at="2031-05-02T10:30:00.5Z", lookup=lookup((report(),))
        )
    )
    kept = [each for each in (*later, *found) if isinstance(each, Judgement)]
    assert written(tool.name, report(), judged=lambda _: kept) == written(tool.name, report())


@EACH_TOOL
def test_judgements_of_another_text_are_not_shown(tool: type[Tool]) -> None:
    file = opened(tool)
    file.remove(0, "trigger", "closed")
    found = judged(file, report())
    other = changed(report(), text_sha256="0" * 64)
    assert written(tool.name, other, judged=lambda _: found) == written(tool.name, other)


@EACH_TOOL
def test_one_bad_span_refuses_its_report_and_no_other(tool: type[Tool]) -> None:
    first, second = report(), samples()[1]
    file = opened(tool, first, second)
    span = file.spans(0)[0]
    for where in (span, span.get("value", {})):
        where |= {name: 10_000 for name in ("end", "end_offset") if name in where}
    found = came_back(file, first, second)
    (failure,) = [each for each in found if isinstance(each, Failure)]
    assert "is no stretch of a text of" in failure.reason
    assert failure.locator.startswith("line 1")
    assert {each.sighting for each in found if isinstance(each, Judgement)} == {second.sighting}


@EACH_TOOL
@pytest.mark.parametrize(
    "place", [(5, 5), (9, 5), (-3, 2), (1.5, 3), ("1", 3), (None, None), (True, 3), (2**70, 2**71)]
)
def test_a_place_that_is_none_is_told(tool: type[Tool], place: tuple[object, object]) -> None:
    file = opened(tool)
    span = file.spans(0)[0]
    where = span.get("value", span)
    for name, value in zip(("start", "end"), place, strict=True):
        where[name if name in where else f"{name}_offset"] = value
    (failure,) = came_back(file, report())
    assert isinstance(failure, Failure)
    assert "is no stretch" in failure.reason


@EACH_TOOL
def test_a_label_that_is_none_of_ours_is_told(tool: type[Tool]) -> None:
    file = opened(tool)
    file.rename(0, "trigger", "closed", "verb")
    (failure,) = came_back(file, report())
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.remedy.startswith("use content, cue")) == ("'verb' is no label", True)


@EACH_TOOL
def test_a_report_that_is_not_known_is_told(tool: type[Tool]) -> None:
    found = came_back(opened(tool), samples()[1])
    assert [isinstance(each, Failure) and "no report that is known" in each.reason for each in found] == [True]


@EACH_TOOL
def test_another_version_of_the_text_is_told(tool: type[Tool]) -> None:
    file = opened(tool)
    file.documents[0] = json.loads(json.dumps(file.documents[0]).replace(report().text_sha256, "0" * 64))
    (failure,) = came_back(file, report())
    assert "another version of the text" in str(failure)


@EACH_TOOL
def test_a_text_that_was_changed_on_the_way_is_told(tool: type[Tool]) -> None:
    file = opened(tool)
    document = file.documents[0]
    document.get("data", document)["text"] = TEXT.replace("\r\n", "\n")
    (failure,) = came_back(file, report())
    assert "its text is not the one that was exported" in str(failure)


@EACH_TOOL
@pytest.mark.parametrize(
    "line",
    [
        *(
            "{",
            "}",
            "nonsense",
            '{"a": ',
            '"',
            "[[[",
            "[1, 2]",
            '{"a": 1}',
            '{"a": "\\ud800"}',
            "{}{}",
            "\x00",
            '{"text": []}',
        ),
        *('{"onrecord": 1, "data": 2, "text": "x"}', '{"data": {"sighting": ["x"]}}', "{" * 5000, '{"a":' * 5000),
    ],
)
def test_nothing_in_a_file_ends_the_reading(tool: type[Tool], line: str) -> None:
    whole = report()
    lines = [line.encode() + b"\n", b"\xff\xfe{\n"]
    found = list(export.judgements(tool.name, lines, **WHO, lookup=lookup((whole,))))
    assert {type(each) for each in found} <= {Failure}
    assert found


NAMES = ["id", "value", "labels", "label", "start", "end", "spans", "entities", "result", "type"]
FIELDS = ["entities", "relations", "label", "spans", "annotations", "answer", "data", "onrecord"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@EACH_TOOL
@given(value=ANYTHING, name=st.sampled_from(FIELDS))
@settings(max_examples=60, deadline=None)
def test_nothing_in_a_field_ends_the_reading(tool: type[Tool], value: object, name: str) -> None:
    file = opened(tool)
    file.documents[0][name] = value
    for each in came_back(file, report()):
        assert isinstance(each, Failure | Judgement)


@EACH_TOOL
@pytest.mark.parametrize(
    ("by", "at"), [(" ", "2031-05-02T10:30:00Z"), ("Bo", "2031-05-02"), ("Bo", "2031-05-02T10:30:00")]
)
def test_nobody_and_no_time_are_refused_at_once(tool: type[Tool], by: str, at: str) -> None:
    with pytest.raises(InputError):
        export.judgements(tool.name, [], by=by, at=at, lookup=lookup())


@EACH_TOOL
@given(
    text=st.text(alphabet=st.sampled_from('🌊👩 \n“”"ab.,é'), max_size=30), tail=st.text(alphabet="🚒 a", max_size=5)
)
@settings(max_examples=20, deadline=None)
def test_any_text_comes_back(tool: type[Tool], text: str, tail: str) -> None:
    whole = onrecord.read_text(f"{text}\n\n“The bridge {tail} was closed,” Ana Ruiz said.", published="2031-05-02")
    assert Counter(each.verdict for each in judged(opened(tool, whole), whole)) == Counter(
        accepted=len(list(marks.machine(whole)))
    )


@pytest.mark.parametrize("each", samples(), ids=lambda each: each.key or each.id)
def test_prodigys_tokens_are_the_text_and_hold_every_span(each: Report) -> None:
    (task,) = Prodigy(written("prodigy", each)).documents
    joined = "".join(token["text"] + " " * token["ws"] for token in task["tokens"])
    assert joined == each.text
    assert all(each.text[token["start"] : token["end"]] == token["text"] for token in task["tokens"])
    for span in task["spans"]:
        assert task["tokens"][span["token_start"]]["start"] == span["start"]
        assert task["tokens"][span["token_end"]]["end"] == span["end"]
