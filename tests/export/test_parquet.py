"""Facts as Parquet: the table's columns, typed, and nothing taken from a network."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord import export
from onrecord.export import parquet
from onrecord.export.tables import COLUMNS, facts
from onrecord.model import Report
from tests.export.samples import samples
from tests.synthetic import changed, report


def read(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_columns_are_the_tables_and_typed(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    export.write("parquet", samples(), path)
    with duckdb.connect(":memory:") as connection:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    assert {row[0]: row[1] for row in described} == parquet.types()
    assert tuple(parquet.types()) == COLUMNS
    assert {name for name, kind in parquet.types().items() if kind != "VARCHAR"} == {
        *("start", "end", "value", "low", "high", "confidence")
    }


def test_every_fact_is_a_row_with_its_words_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    export.write("parquet", samples(), path)
    expected = [
        {
            column: float(value) if isinstance(value, Decimal) else value
            for column, value in {column: fact.get(column) for column in COLUMNS}.items()
        }
        for each in samples()
        for fact in facts(each)
    ]
    assert read(path) == expected
    assert "-5 to 8 boats" in [row["exact"] for row in read(path)]
    assert [path.name for path in tmp_path.iterdir()] == ["facts.parquet"]


def with_words(words: str) -> Report:
    return changed(report(), title=words, outlet="", key="'; DROP TABLE facts; --")


@pytest.mark.parametrize("words", ["\x00", "a\r\nb\u2028", "🌊" * 3, "\\u0000", "''", "NULL", "x" * 3_000_000])
def test_any_words_come_back(words: str, tmp_path: Path) -> None:
    path = tmp_path / "it's.parquet"
    export.write("parquet", [with_words(words)], path)
    assert {(row["title"], row["outlet"]) for row in read(path)} == {(words, "")}


def test_a_fact_longer_than_a_line_of_duckdb_is_written(tmp_path: Path) -> None:
    words = "\x01" * 4_000_000  # six bytes each in JSON
    export.write("parquet", [with_words(words)], tmp_path / "facts.parquet")
    assert {row["title"] == words for row in read(tmp_path / "facts.parquet")} == {True}


def test_a_number_of_any_size_is_written(tmp_path: Path) -> None:
    whole = report()
    figures = (dataclasses.replace(whole.figures[0], value=Decimal("1E+40"), low=Decimal("0.1"), high=None),)
    export.write("parquet", [changed(whole, figures=figures)], tmp_path / "facts.parquet")
    assert [(row["value"], row["low"], row["high"]) for row in read(tmp_path / "facts.parquet") if row["low"]] == [
        (1e40, 0.1, None)
    ]


def test_no_report_is_a_table_without_rows(tmp_path: Path) -> None:
    export.write("parquet", [], tmp_path / "facts.parquet")
    assert read(tmp_path / "facts.parquet") == []


def test_a_report_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    export.write("parquet", samples(), path)
    before = path.read_bytes()

    def broken() -> Any:
        yield samples()[0]
        raise RuntimeError("the record was closed")

    with pytest.raises(RuntimeError, match="closed"):
        export.write("parquet", broken(), path)
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["facts.parquet"]
