"""Settings, read once at the door: default, then `onrecord.toml`, then `ONRECORD_*`, then the flag.

What goes in: the working directory, the environment and the flags given. What comes out: the settings in
force, and for each value where it came from.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.errors import InputError, SettingsError

FILE = "onrecord.toml"
PREFIX = "ONRECORD_"
DEFAULT = "default"
DEFAULT_LIMIT = 10_000_000  # bytes of one report
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set. `limit`: bytes of the largest report that is read."""

    limit: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The settings in force; `origins` says for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(directory: Path, environment: Mapping[str, str], flags: Mapping[str, object]) -> InForce:
    """The settings in force in a directory; a flag that is None was not given.

    Raises SettingsError with the file, variable or flag, what is wrong with it, and what to write instead.
    """
    values: dict[str, int] = dataclasses.asdict(Settings())
    origins = dict.fromkeys(values, DEFAULT)
    for name, given, origin in (*_of_file(directory / FILE), *_of_environment(environment), *_of_flags(flags)):
        if name not in values:
            raise SettingsError(f"{origin}: there is no setting {name!r}; the settings are: {', '.join(values)}")
        values[name] = _whole_number(given, origin)
        origins[name] = origin
    return InForce(settings=Settings(**values), origins=origins)


def publication_date(given: str) -> str:
    """The ISO date or date-time given, as precise as given. Raises InputError for anything else."""
    try:
        if not _DATE.fullmatch(given):
            raise ValueError
        datetime.fromisoformat(given)
    except ValueError:
        remedy = "give a day as 2031-05-02, or a moment as 2031-05-02T18:30+02:00"
        raise InputError(f"published: {given[:80]!r} is no date; {remedy}") from None
    return given


def _of_file(path: Path) -> Iterator[tuple[str, object, str]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise SettingsError(f"{path.name}: cannot be read ({error.strerror}); make it readable or move it") from None
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: not TOML ({error}); write lines such as `limit = 20_000_000`") from None
    for name, value in table.items():
        yield name, value, f"{path.name}, {name}"


def _of_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, object, str]]:
    for variable in sorted(environment):
        if variable.startswith(PREFIX):
            digits = environment[variable].strip().replace("_", "")
            number = int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else None
            value = environment[variable] if number is None else number
            yield variable.removeprefix(PREFIX).lower(), value, variable


def _of_flags(flags: Mapping[str, object]) -> Iterator[tuple[str, object, str]]:
    for name, value in flags.items():
        if value is not None:
            yield name, value, f"--{name}"


def _whole_number(given: object, origin: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise SettingsError(f"{origin}: {given!r} is not a whole number above 0; write one such as 20000000")
    return given
