"""Reports to JSON lines and back: `report → bytes` and `bytes → report`, checked at the edge by msgspec.

A record is one JSON object on one line. `seal` is the sha256 of that line as `encode` writes it, with an empty
seal: a change of any value of a record shows, and white space and the order of keys are no part of it.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
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
    """Whether the record is, value for value, the one that was sealed."""
    return report.seal == _seal_of(report)


def encode(report: Report) -> bytes:
    """One JSON line, without the line feed."""
    return _encoder.encode(report)


def line_of(value: Any) -> bytes:
    """Any value of the model (a hit, a change) as one JSON line, without the line feed."""
    return _encoder.encode(value)


def decode(line: bytes | str, where: str = "record") -> Report:
    """The report of one JSON line.

    Raises InputError with `where` and the field's path if the line is not a record of this version.
    """
    try:
        report = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{where}: not a record: {error}; give the output of `onrecord read --json`") from None
    if report.schema != SCHEMA:
        raise InputError(f"{where}: schema is {report.schema!r}, this program reads {SCHEMA!r}; read the report again")
    for index, figure in enumerate(report.figures):
        for name in ("value", "low", "high"):
            number = getattr(figure, name)
            if number is not None and not number.is_finite():  # msgspec takes the string "NaN" for a number
                raise InputError(f"{where}: not a record: {number} is no number - at `$.figures[{index}].{name}`")
    return report


def strange(line: bytes | str, report: Report) -> Iterator[tuple[str, str]]:
    """What a line holds that its report does not: the path and why (unknown field, field given twice, other type).

    Such a field is proved by nothing, since the seal is taken over the fields of this version.
    """
    written = encode(report)
    if (line if isinstance(line, bytes) else line.encode()).strip() == written:
        return
    doubled: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        times = Counter(name for name, _ in pairs)
        doubled.extend(name for name, count in times.items() if count > 1)
        return dict(pairs)

    try:
        given = json.loads(line, object_pairs_hook=once, parse_int=Decimal, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:  # in a field that the report does not have
        yield "the whole line", f"holds what cannot be read ({type(error).__name__})"
        return
    yield from ((name, "is given twice") for name in doubled)
    yield from _differences("", given, json.loads(written, parse_int=Decimal, parse_float=Decimal))


def _differences(path: str, given: Any, read: Any) -> Iterator[tuple[str, str]]:
    if isinstance(given, dict) and isinstance(read, dict):
        for name, value in given.items():
            inside = f"{path}.{name}" if path else name
            if name in read:
                yield from _differences(inside, value, read[name])
            else:
                yield inside, f"is no field of {SCHEMA}"
    elif isinstance(given, list) and isinstance(read, list):
        for index, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from _differences(f"{path}[{index}]", one, other)
    elif given != read or isinstance(given, str) != isinstance(read, str):
        yield path, f"is {given!r} where a record has {read!r}"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the types."""
    (reference,), components = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    definitions = _numbers(components)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": definitions}


def _numbers(schema: Any) -> Any:
    """msgspec describes a Decimal as a string, and a record writes it as a number."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            return {"type": "number"}
        return {name: _numbers(value) for name, value in schema.items()}
    return [_numbers(value) for value in schema] if isinstance(schema, list) else schema


def _seal_of(report: Report) -> str:
    return sha256(_encoder.encode(dataclasses.replace(report, seal="")))
