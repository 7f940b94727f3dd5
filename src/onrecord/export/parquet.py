"""Facts as one Parquet file: the columns of the table, typed, by DuckDB.

In: reports, one at a time, and a path. Out: the file, there only when it is whole. Rows go through a file of JSON lines
in the folder of the path, so that memory stays flat. Places are 64-bit integers; `value`, `low`, `high` and
`confidence` are doubles: exact for whole numbers up to 2^53, and of any size (the exact decimals are in the JSON
lines). Everything else is text as it is: nothing runs a Parquet cell, so nothing is neutralised.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from onrecord.errors import InputError
from onrecord.export.tables import COLUMNS, facts
from onrecord.model import Report

MEDIA_TYPE = "application/vnd.apache.parquet"
INTEGERS = frozenset({"start", "end"})
NUMBERS = frozenset({"value", "low", "high", "confidence"})
_LINE = 16 * 1024 * 1024  # DuckDB's own limit for a line of JSON; a longer one raises it
_encoder = msgspec.json.Encoder(decimal_format="number")


def types() -> dict[str, str]:
    """The columns and their SQL types."""
    return {name: "BIGINT" if name in INTEGERS else "DOUBLE" if name in NUMBERS else "VARCHAR" for name in COLUMNS}


def write(reports: Iterable[Report], path: Path) -> None:
    """Write the file. Raises InputError where the folder is none or cannot be written to."""
    try:
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            rows, part = Path(folder) / "rows.jsonl", Path(folder) / "part.parquet"
            longest = _spool(reports, rows)
            _convert(rows, part, max(_LINE, 2 * longest))
            part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name a file in a folder of yours") from None


def _spool(reports: Iterable[Report], rows: Path) -> int:
    """The facts as JSON lines; the length of the longest, in bytes."""
    longest = 0
    with rows.open("wb") as stream:
        for report in reports:
            for fact in facts(report):
                line = _encoder.encode({column: fact.get(column) for column in COLUMNS}) + b"\n"
                longest = max(longest, len(line))
                stream.write(line)
    return longest


def _convert(rows: Path, part: Path, longest: int) -> None:
    import duckdb

    offline: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "threads": "1",
    }
    columns = ", ".join(f'"{name}": {_quoted(kind)}' for name, kind in types().items())
    source = (
        f"read_json({_quoted(str(rows))}, format = 'newline_delimited', columns = {{{columns}}}, "
        f"maximum_object_size = {longest})"
    )
    with duckdb.connect(":memory:", config=offline) as connection:
        try:
            connection.execute(
                f"COPY (SELECT * FROM {source}) TO {_quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)"
            )
        except duckdb.IOException as error:
            raise InputError(f"the Parquet file cannot be written ({error}); make room or write elsewhere") from None


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
