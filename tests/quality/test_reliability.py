"""Statements are judged as the corpus's scorer does, and crossed weights know nothing of their own report."""

from __future__ import annotations

from onrecord.model import Report, Statement
from onrecord.pipeline import read_text
from quality.reliability import Judged, crossed, fitted, high, matched, table

TEXT = "Ana Velt said the bridge was closed. Borin Moor said the ferry was open."


def said() -> tuple[Statement, ...]:
    report = read_text(TEXT)
    assert isinstance(report, Report)
    assert len(report.statements) == 2
    return report.statements


def gold(content: str, source: str | None) -> dict[str, list[tuple[int, int]]]:
    def places(words: str | None) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))] if words else []

    return {"content": places(content), "source": places(source)}


def test_a_statement_is_right_where_half_of_its_content_and_some_of_its_source_are() -> None:
    assert matched([gold("the bridge was closed", "Velt")], said()) == {0}
    assert matched([gold("the bridge was closed", None)], said()) == {0}
    assert matched([gold("the bridge was closed", "Borin Moor")], said()) == set()
    assert matched([gold("closed", "Ana Velt")], said()) == set()


def test_a_gold_statement_is_matched_once() -> None:
    first, second = said()
    assert matched([gold("the bridge was closed", "Ana Velt")], [first, first, second]) <= {0, 1}
    assert len(matched([gold("the bridge was closed", "Ana Velt")], [first, first, second])) == 1


def made(report: int, sign: float, right: bool) -> Judged:
    return Judged(report=str(report), confidence=0.5, signs={"always": 1.0, "sign": sign}, right=right)


SOME = [made(report, float(report % 2), report % 2 == 1 and report % 14 != 7) for report in range(400)]


def test_a_sign_of_the_right_ones_gets_a_weight() -> None:
    weights = fitted(SOME)
    assert weights["sign"] > 2
    assert weights["always"] < 0


def test_crossed_confidence_is_near_to_how_many_are_right() -> None:
    told = crossed(SOME)
    assert all(0.75 < one < 0.9 for one, each in zip(told, SOME, strict=True) if each.signs["sign"])
    assert all(one < 0.15 for one, each in zip(told, SOME, strict=True) if not each.signs["sign"])


def test_a_table_has_a_line_for_each_bin_that_holds_any() -> None:
    assert table([0.91, 1.0, 0.3, 0.31], [True, False, False, True]).splitlines()[2:] == [
        "| 0.3 to 0.4 | 2 | 30.5 | 50.0 |",
        "| 0.9 to 1.0 | 2 | 95.5 | 50.0 |",
    ]
    assert high([0.91, 0.9, 0.3, 0.31], [True, True, False, True]).startswith("50.0 % of 4 statements")
