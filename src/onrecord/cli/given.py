"""Reports that are given to a verb: files of reports, or of records as `onrecord read --json` writes them.

What goes in: locators. What comes out: reports, or failures in their place. Records are taken as they are, and are
not read anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import Failure, Report
from onrecord.settings import load

RECORDS = frozenset((".jsonl", ".json", ".ndjson"))  # endings of files that may hold records


def reports_given(paths: Iterable[str], published: str | None = None) -> Iterator[Report | Failure]:
    """The reports of files, in their order. Standard input (`-`) is taken for records."""
    from onrecord import pipeline

    settings = load(Path.cwd(), os.environ, {}).settings
    for path in paths:
        if path == "-" or _holds_records(Path(path)):
            yield from _records(path)
        else:
            yield from pipeline.read_all([path], settings, published=published)


def _holds_records(path: Path) -> bool:
    """Whether the first line of a file is a record."""
    if path.suffix.lower() not in RECORDS or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next((line for line in lines if line.strip()), ""))
    except (OSError, ValueError, RecursionError):
        return False  # whoever reads it tells why
    return isinstance(first, dict) and str(first.get("schema", "")).startswith("onrecord/")


def _records(path: str) -> Iterator[Report]:
    from onrecord import codec

    name = "standard input" if path == "-" else path
    stream = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115 - closed below
    try:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield codec.decode(line, f"{name}, line {number}")
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); name another file") from None
    finally:
        if path != "-":
            stream.close()
