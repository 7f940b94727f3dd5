"""`onrecord verify`: what holds is counted, what does not is shown in its place."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from onrecord import codec
from tests.cli.conftest import Command
from tests.synthetic import changed, report


@pytest.fixture
def line() -> str:
    return codec.encode(report()).decode()


def test_records_that_hold_are_counted(onrecord: Command, line: str, tmp_path: Path) -> None:
    (tmp_path / "flood.jsonl").write_text(f"{line}\n\n{line}\n")
    ran = onrecord("verify", "flood.jsonl")
    assert ran.code == 0
    assert ran.err == "onrecord: flood.jsonl, line 3: the same record as line 1\n"
    assert ran.out == ("flood.jsonl: proved 2 records, 10 facts, 50 spans; every hash, id, reference and seal holds\n")


def test_a_byte_order_mark_before_the_first_record_is_no_lie(onrecord: Command, line: str, tmp_path: Path) -> None:
    (tmp_path / "flood.jsonl").write_text(f"\ufeff{line}\n", encoding="utf-8")
    ran = onrecord("verify", "flood.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("flood.jsonl: proved 1 record, ")


def test_white_space_and_the_order_of_fields_are_not_sealed(onrecord: Command, line: str) -> None:
    fields = json.loads(line)
    other = json.dumps(dict(reversed(fields.items())), indent=None, separators=(", ", " : "))
    assert onrecord("verify", stdin=f"  {other}\n").code == 0


def test_what_read_prints_is_proved_from_standard_input(onrecord: Command, flood: Path) -> None:
    records = onrecord("read", "--json", flood.name).out
    ran = onrecord("verify", stdin=records)
    assert ran.code == 0
    assert ran.out.startswith("standard input: proved 1 record, ")


def test_the_first_lie_is_shown_with_line_and_place_and_what_is_true(onrecord: Command, line: str) -> None:
    forged = line.replace('"exact":"The bridge was closed"', '"exact":"The bridge was opened"')
    ran = onrecord("verify", "-", stdin=f"{line}\n{forged}\n")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "standard input, line 2: statements[1].content[0].exact\n"
        "  says  'The bridge was opened'\n"
        "  true  'The bridge was closed'\n"
    )


def test_all_lists_every_lie_of_every_line(onrecord: Command, line: str) -> None:
    forged = line.replace('"name":"Ana Ruiz"', '"name":"Ana Riuz"').replace('"speaker":"e1"', '"speaker":"e9"')
    ran = onrecord("verify", "--all", "-", stdin=f"{forged}\nnonsense\n{line}\n")
    assert ran.code == 1
    assert "line 1: statements[0].speaker\n  says  'e9'\n  true  the id of no entity of this record\n" in ran.out
    assert "line 1: seal\n" in ran.out
    assert "line 2: the whole line\n  says  'nonsense'\n  true  not a record: JSON is malformed" in ran.out
    assert "line 3" not in ran.out
    assert ran.out.splitlines()[-1].endswith(" lies in 3 records, 10 facts, 50 spans")


def test_a_change_that_no_text_can_prove_breaks_the_seal(onrecord: Command, line: str) -> None:
    ran = onrecord("verify", stdin=line.replace('"title":"The river rises"', '"title":"The river falls"'))
    assert ran.code == 1
    assert ran.out.startswith("standard input, line 1: seal\n")
    assert "the record was changed after it was sealed" in ran.out


def test_a_field_that_the_seal_does_not_cover_is_a_lie(onrecord: Command, line: str) -> None:
    ran = onrecord("verify", stdin=line.replace('"language":', '"verdict":"true","language":'))
    assert ran.code == 1
    assert ran.out.startswith("standard input, line 1: verdict\n")


def test_a_record_sealed_again_over_a_lie_is_still_caught(onrecord: Command) -> None:
    figure = dataclasses.replace(report().figures[0], place="e9")
    forged = changed(report(), figures=(figure, report().figures[1]))
    assert onrecord("verify", stdin=codec.encode(forged).decode()).out.startswith(
        "standard input, line 1: figures[0].place\n"
    )


def test_what_a_record_says_never_acts_on_the_terminal(onrecord: Command, line: str) -> None:
    forged = line.replace('"exact":"The bridge was closed"', '"exact":"\\u001b[2J\u202e\\u009b1m"')
    ran = onrecord("verify", "--all", "-", stdin=f"{forged}\n\x1b[2J\u202e{{\n")
    assert ran.code == 1
    assert not any(character in ran.out for character in "\x1b\u202e\x9b")


@pytest.mark.parametrize(
    "field",
    [
        '"x":' + "[" * 100_000 + "]" * 100_000,
        '"x":' + '{"a":' * 5_000 + "1" + "}" * 5_000,
        '"x":' + "1" * 10_000,
        '"x":1e99999999999999999999',
        '"x":"\\ud800"',
    ],
    ids=["deep list", "deep object", "long number", "far exponent", "half a character"],
)
def test_a_hostile_line_is_a_lie_and_no_crash(onrecord: Command, line: str, field: str) -> None:
    ran = onrecord("verify", stdin=line.replace('"language":', f'{field},"language":'))
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("standard input, line 1: ")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_records_is_an_error(onrecord: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "empty.jsonl").write_text(content)
    ran = onrecord("verify", "empty.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "onrecord: empty.jsonl: there is no record in it; give the output of `onrecord read --json`\n"


@pytest.mark.parametrize("name", ["gone.jsonl", "."])
def test_a_file_that_cannot_be_read_is_an_error(onrecord: Command, name: str) -> None:
    ran = onrecord("verify", name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"onrecord: {name}: cannot be read (")
