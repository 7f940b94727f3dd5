"""`onrecord doctor`, `onrecord schema`, `onrecord --version`, `onrecord --help`."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from onrecord import codec
from tests.cli.conftest import Command


def test_the_doctor_names_the_parts_and_the_settings_with_their_origin(onrecord: Command, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("limit = 7_000\n")
    ran = onrecord("doctor")
    assert ran.code == 0
    assert f"onrecord {metadata.version('onrecord')} · Python 3." in ran.out
    assert f"msgspec            {metadata.version('msgspec')}" in ran.out
    assert "limit              7000  (onrecord.toml, limit)" in ran.out


def test_the_doctor_tells_the_same_as_json(onrecord: Command) -> None:
    told = json.loads(onrecord("doctor", "--json").out)
    parts = {part["name"]: part for part in told["parts"]}
    assert parts["lxml"]["version"] == metadata.version("lxml")
    assert parts["ray"]["extra"] == "ray"
    assert parts["msgspec"]["fits"] is True
    assert told["settings"][0] == {"name": "limit", "value": 10_000_000, "origin": "default"}
    assert [setting["name"] for setting in told["settings"]] == [
        *("limit", "record", "processes"),
        *("delay", "allow_address", "watch"),
    ]


@pytest.mark.parametrize(
    ("requirement", "line", "code"),
    [
        ("no-such-part>=1.0", "✗ no-such-part       not installed: pip install onrecord", 1),
        ("msgspec>=999.1", "✗ msgspec            older than 999.1: pip install --upgrade onrecord", 1),
        (
            'no-such-part[all]>=1; extra == "ray"',
            "– no-such-part       not installed: pip install 'onrecord[ray]'",
            0,
        ),
    ],
)
def test_a_missing_part_is_told_with_how_to_get_it(
    onrecord: Command, monkeypatch: pytest.MonkeyPatch, requirement: str, line: str, code: int
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: [requirement])
    ran = onrecord("doctor")
    assert line in ran.out
    assert ran.code == code


def test_the_doctor_shows_a_bad_setting_and_goes_on(onrecord: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LIMIT", "ten")
    ran = onrecord("doctor")
    assert ran.code == 2
    assert "✗ ONRECORD_LIMIT: 'ten' is not a whole number above 0" in ran.out
    assert "msgspec" in ran.out


def test_the_schema_is_printed_as_it_is_generated(onrecord: Command) -> None:
    ran = onrecord("schema")
    assert ran.code == 0
    assert json.loads(ran.out) == codec.schema()


def test_the_version_is_that_of_the_package(onrecord: Command) -> None:
    assert onrecord("--version").out == f"onrecord {metadata.version('onrecord')}\n"


def test_the_help_names_every_verb(onrecord: Command) -> None:
    for ran in (onrecord("--help"), onrecord("-h")):
        assert ran.code == 0
        assert [verb for verb in ("read", "verify", "schema", "doctor") if f"  {verb} " not in ran.out] == []


def test_the_help_loads_no_room_and_nothing_heavy() -> None:
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from onrecord.cli import main\n"
        "sys.argv = ['onrecord', '--help']\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    rooms = {f"onrecord.{room}" for room in ("pipeline", "acquire", "analyse", "extract", "resolve", "codec")}
    assert "onrecord.cli.read" in loaded
    assert loaded & (rooms | {"msgspec", "lxml", "trafilatura", "htmldate", "resiliparse", "rich"}) == set()
