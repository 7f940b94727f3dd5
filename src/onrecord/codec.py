"""Reports to JSON lines and back: `report → bytes` and `bytes → report`, checked at the edge by msgspec.

A record is one JSON object on one line. `seal` is the sha256 of that line written with an empty seal, so a
change of any character of a record shows; the keys' order is the dataclasses'.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.ids import sha256
from onrecord.model.vocabulary import SCHEMA

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(Report)


def seal(report: Report) -> Report:
    """The same report with its `seal` set."""
    return dataclasses.replace(report, seal=_seal_of(report))


def is_sealed(report: Report) -> bool:
    """Whether the record is, character for character, the one that was sealed."""
    return report.seal == _seal_of(report)


def encode(report: Report) -> bytes:
    """One JSON line, without the line feed."""
    return _encoder.encode(report)


def decode(line: bytes | str, where: str = "record") -> Report:
    """The report of one JSON line.

    Raises InputError with `where` and the field's path if the line is not a record of this version.
    """
    try:
        report = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{where}: not a record: {error}; give the output of `onrecord read --json`") from None
    if report.schema != SCHEMA:
        raise InputError(f"{where}: schema is {report.schema!r}, this program reads {SCHEMA!r}; read the report again")
    return report


def decode_lines(lines: Iterable[bytes], where: str) -> Iterator[Report]:
    """Each report of JSON lines; empty lines are passed over. Errors name the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield decode(line, f"{where}, line {number}")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the types."""
    (reference,), components = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": components}


def _seal_of(report: Report) -> str:
    return sha256(_encoder.encode(dataclasses.replace(report, seal="")))
