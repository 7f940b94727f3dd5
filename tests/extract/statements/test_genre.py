"""What is no clause is left out where a text reports little, and kept where it is a report."""

from __future__ import annotations

from tests.extract.statements.reading import read

WALK = " ".join(f"The path turns left at the mill and goes down to pond number {number}." for number in range(1, 24))
ATTITUDE = "The union opposes the sale of the harbour."
TOLD = " ".join(["The mayor said that the bridge was closed."] * 3)


def contents(text: str) -> list[str]:
    return [span.exact for statement in read(text).statements for span in statement.content]


def test_an_attitude_to_a_thing_is_a_statement_in_a_short_text() -> None:
    assert contents(ATTITUDE) == ["the sale of the harbour"]


def test_it_is_none_in_a_long_text_in_which_nobody_says_anything() -> None:
    assert contents(f"{WALK} {ATTITUDE}") == []


def test_it_is_one_in_a_long_report() -> None:
    assert "the sale of the harbour" in contents(f"{WALK} {TOLD} {ATTITUDE}")


def test_a_clause_is_a_statement_in_every_text() -> None:
    assert contents(f"{WALK} I think that the harbour will be built.") == ["that the harbour will be built"]
