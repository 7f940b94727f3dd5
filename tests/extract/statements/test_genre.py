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


def test_an_attitude_is_none_where_the_text_speaks_for_itself_though_others_say_something() -> None:
    own = "I think that the mill is old. I believe that it will fall. I hope that it holds."
    assert "the sale of the harbour" in contents(f"{WALK} {TOLD} {ATTITUDE}")
    assert "the sale of the harbour" not in contents(f"{WALK} {TOLD} {own} {ATTITUDE}")


def test_what_is_quoted_is_not_the_voice_of_the_text() -> None:
    own = " ".join(["“I think that the mill is old, and I believe that it will fall,” she said."] * 2)
    assert "the sale of the harbour" in contents(f"{WALK} {TOLD} {own} {ATTITUDE}")


def test_a_thing_with_a_clause_behind_it_is_no_clause() -> None:
    assert contents(f"{WALK} I regret any harm that the work may have done.") == []
    assert contents(f"{WALK} I know how the mill was built.") == ["how the mill was built"]
