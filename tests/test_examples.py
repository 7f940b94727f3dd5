"""The example reports against what a careful reader takes from them (`examples/expected`), fact for fact.

A row of statements, figures or times must be matched by exactly one fact of the record in every field that
the row gives, and no fact may be left over: what is not in the report is not invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.codec import decode, encode, is_sealed, schema
from onrecord.model import Report
from onrecord.pipeline import read_all
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = sorted((EXAMPLES / "reports").iterdir())
Row = dict[str, Any]


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> tuple[Report, Row]:
    (report,) = read_all([str(request.param)], Settings())
    assert isinstance(report, Report), report
    expected = json.loads((EXAMPLES / "expected" / f"{request.param.stem}.json").read_text(encoding="utf-8"))
    return report, expected


def name(report: Report, entity: str | None) -> str | None:
    return next((found.name for found in report.entities if found.id == entity), None)


def statement_rows(report: Report) -> list[Row]:
    times = {time.id: time.value for time in report.times}
    return [
        {
            "form": said.form,
            "content": [span.exact for span in said.content],
            "cue": said.cue and said.cue.exact,
            "source": said.source and said.source.exact,
            "speaker": name(report, said.speaker),
            "source_kind": said.source_kind,
            "via": [name(report, carrier) for carrier in said.via],
            "addressee": said.addressee and said.addressee.exact,
            "polarity": said.polarity,
            "stance": said.stance,
            "time": said.time and times[said.time],
        }
        for said in report.statements
    ]


def figure_rows(report: Report) -> list[Row]:
    numbers = {figure.id: figure.number.exact for figure in report.figures}
    statements = {said.id: said for said in report.statements}
    rows = []
    for figure in report.figures:
        said = statements.get(figure.statement or "")
        rows.append(
            {
                "number": figure.number.exact,
                "value": None if figure.value is None else float(figure.value),
                "low": None if figure.low is None else float(figure.low),
                "high": None if figure.high is None else float(figure.high),
                "bound": figure.bound,
                "unit": figure.unit,
                "counted": figure.counted and figure.counted.exact,
                "outcome": figure.outcome,
                "since": figure.since,
                "on": figure.on,
                "as_of": figure.as_of and figure.as_of.value,
                "place": name(report, figure.place),
                "part_of": figure.part_of and numbers[figure.part_of],
                "source": name(report, figure.source) or (said and said.source and said.source.exact),
            }
        )
    return rows


def differences(expected: Iterable[Row], found: list[Row]) -> list[str]:
    """A line for each row that nothing matches, with what came nearest, and for each fact left over."""
    left, lines = list(found), []
    for row in expected:
        nearest = max(left, key=lambda fact: sum(fact[key] == value for key, value in row.items()), default=None)
        if nearest is None:
            lines.append(f"missing: {row}")
            continue
        wrong = {key: (value, nearest[key]) for key, value in row.items() if nearest[key] != value}
        if not wrong:
            left.remove(nearest)
        else:
            lines.append(f"expected {row}\n      nearest differs in (expected, found): {wrong}")
    return lines + [f"left over: {fact}" for fact in left]


def test_what_the_page_says_of_itself_is_kept(example: tuple[Report, Row]) -> None:
    report, expected = example
    assert report.published is not None
    assert {"value": report.published.value, "basis": report.published.basis} == expected["published"]
    for field in ("title", "outlet", "language", "url", "key"):
        if field in expected:
            assert getattr(report, field) == expected[field]
    if "bylines" in expected:
        assert list(report.bylines) == expected["bylines"]
    if "modified" in expected:
        assert report.modified is not None
        assert report.modified.value == expected["modified"]


def test_every_block_is_of_its_kind(example: tuple[Report, Row]) -> None:
    report, expected = example
    found = [(block.kind, block.span.exact.strip()) for block in report.blocks]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected["blocks"]], found
    assert all(words.startswith(start) for (_, words), (_, start) in zip(found, expected["blocks"], strict=True)), found


def test_every_statement_is_found_and_none_is_invented(example: tuple[Report, Row]) -> None:
    report, expected = example
    assert differences(expected["statements"], statement_rows(report)) == []


def test_every_figure_is_found_and_none_is_invented(example: tuple[Report, Row]) -> None:
    report, expected = example
    assert differences(expected["figures"], figure_rows(report)) == []


def test_every_time_is_found_and_none_is_invented(example: tuple[Report, Row]) -> None:
    report, expected = example
    found = [(time.span.exact, time.value) for time in report.times]
    wanted = [(words, value) for words, value in expected["times"]]
    assert [words for words, _ in found] == [words for words, _ in wanted]
    assert [pair for pair, (_, value) in zip(found, wanted, strict=True) if value and pair[1] != value] == []


def test_everybody_named_is_known_with_role_and_short_forms(example: tuple[Report, Row]) -> None:
    report, expected = example
    entities = {entity.name: entity for entity in report.entities}
    for row in expected["entities"]:
        entity = entities[row["name"]]
        assert entity.kind == row["kind"]
        assert "role" not in row or any(row["role"] in role.lower() for role in entity.roles), entity
        mentions = {span.exact for span in entity.mentions}
        assert all(any(words in mention for mention in mentions) for words in row.get("mentions", [])), entity


def test_the_record_survives_its_own_line_and_keeps_its_seal(example: tuple[Report, Row]) -> None:
    report, _ = example
    again = decode(encode(report))
    assert again == report
    assert is_sealed(again)


def test_the_record_is_what_the_schema_describes(example: tuple[Report, Row]) -> None:
    jsonschema.validate(json.loads(encode(example[0])), schema(), cls=jsonschema.Draft202012Validator)
