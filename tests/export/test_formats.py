"""Every format by its name: what it is written to, and what is refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import codec, export
from onrecord.errors import InputError
from onrecord.model import Report
from tests.export.samples import HOSTILE, lookup, samples, written
from tests.synthetic import report

STREAMED = [name for name, known in export.FORMATS.items() if not known.needs_path]


def test_the_formats_are_the_promised_ones() -> None:
    assert list(export.FORMATS) == [
        *("jsonl", "csv", "tsv", "parquet", "annotations", "schema-org", "followthemoney"),
        *("label-studio", "doccano", "prodigy"),
    ]
    assert list(export.ANNOTATORS) == ["label-studio", "doccano", "prodigy"]


def test_json_lines_are_the_records_themselves() -> None:
    assert [codec.decode(line) for line in written("jsonl").splitlines()] == list(samples())


@pytest.mark.parametrize("name", STREAMED)
def test_a_path_gets_what_a_stream_gets(name: str, tmp_path: Path) -> None:
    export.write(name, samples(), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == written(name)


@pytest.mark.parametrize("name", STREAMED)
def test_a_report_is_written_before_the_next_is_asked_for(name: str) -> None:
    seen: list[int] = []
    chunks = export.FORMATS[name].chunks
    assert chunks is not None

    def reports() -> Iterator[Report]:
        for each in samples()[:3]:
            seen.append(len(seen))
            yield each

    pieces = chunks(reports())
    asked = [len(seen) for _ in pieces]
    assert asked[0] <= 1
    assert {1, 2, 3} <= set(asked)


@pytest.mark.parametrize("name", STREAMED)
def test_no_report_is_an_empty_file_of_its_kind(name: str) -> None:
    stream = io.BytesIO()
    export.write(name, [], stream)
    shown = stream.getvalue().decode()
    assert (json.loads(shown) == []) if name == "label-studio" else (shown.count("\n") == (name in ("csv", "tsv")))


@pytest.mark.parametrize("name", ["annotations", "schema-org", "followthemoney", "label-studio", "doccano", "prodigy"])
def test_words_of_a_report_cannot_end_a_script_that_holds_the_json(name: str) -> None:
    lines = written(name, report(title=HOSTILE, text=samples()[0].text)).decode()
    assert not set("<>&\u2028\u2029") & set(lines)


def test_raw_is_for_tables() -> None:
    assert b",'-5 to 8 boats," in written("csv", report())
    assert b",-5 to 8 boats," in written("csv", report(), raw=True)
    assert b"\t-5 to 8 boats\t" in written("tsv", report(), raw=True)
    assert written("jsonl", raw=True) == written("jsonl")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="use one of jsonl, csv"):
        export.write("xml", [], io.BytesIO())
    with pytest.raises(InputError, match="use one of label-studio, doccano, prodigy"):
        export.judgements("brat", [], by="Bo", at="2031-05-02T10:00:00Z", lookup=lookup())


def test_parquet_needs_a_path() -> None:
    with pytest.raises(InputError, match="name a file"):
        export.write("parquet", [], io.BytesIO())


@pytest.mark.parametrize("name", export.FORMATS)
def test_a_folder_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        export.write(name, samples(), tmp_path / "none" / "out")


def test_the_room_loads_no_heavy_package_before_it_needs_one() -> None:
    code = "import sys, onrecord.export; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
