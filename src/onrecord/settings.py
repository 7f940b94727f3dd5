"""Settings, read once at the door: default, then `onrecord.toml`, then `ONRECORD_*`, then the flag.

What goes in: the working directory, the environment and the flags given. What comes out: the settings in
force, and for each value where it came from.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from onrecord.errors import InputError, SettingsError
from onrecord.model.place import is_address, is_url, shown

FILE = "onrecord.toml"
PREFIX = "ONRECORD_"
DEFAULT = "default"
DEFAULT_LIMIT = 10_000_000  # bytes of one report
MOST_BYTES = 1_000_000_000  # what a database keeps in one place
MOST_PROCESSES = 1_024
DEFAULT_RECORD = "onrecord.db"
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set.

    `limit`: bytes of the largest report that is read. `record`: the path or URL of the record. `processes`: how many
    read at the same time.
    """

    limit: int = DEFAULT_LIMIT
    record: str = DEFAULT_RECORD
    processes: int = field(default_factory=cores)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The settings in force; `origins` says for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(directory: Path, environment: Mapping[str, str], flags: Mapping[str, object]) -> InForce:
    """The settings in force in a directory; a flag that is None was not given.

    Raises SettingsError with the file, variable or flag, what is wrong with it, and what to write instead.
    """
    values = dataclasses.asdict(Settings())
    origins = dict.fromkeys(values, DEFAULT)
    for name, given, origin in (*_of_file(directory / FILE), *_of_environment(environment), *_of_flags(flags)):
        if name not in values:
            raise SettingsError(f"{origin}: there is no setting {name!r}; the settings are: {', '.join(values)}")
        values[name] = _CHECKED[name](given, origin)
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
            name, value = variable.removeprefix(PREFIX).lower(), environment[variable]
            yield name, _typed(name, value), variable


def _typed(name: str, value: object) -> object:
    """The whole number that a variable's or a flag's text is; the text where it is none."""
    if not isinstance(value, str) or _CHECKED.get(name) is _place:
        return value
    digits = value.strip().replace("_", "")
    return int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else value


def _of_flags(flags: Mapping[str, object]) -> Iterator[tuple[str, object, str]]:
    for name, value in flags.items():
        if value is not None:
            yield name, _typed(name, value), f"--{name}"


def _limit(given: object, origin: str) -> int:
    return _whole_number(given, origin, most=MOST_BYTES, such_as=20_000_000)


def _processes(given: object, origin: str) -> int:
    return _whole_number(given, origin, most=MOST_PROCESSES, such_as=4)


def _whole_number(given: object, origin: str, *, most: int, such_as: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise SettingsError(f"{origin}: {_told(given)} is not a whole number above 0; write one such as {such_as}")
    if given > most:
        raise SettingsError(f"{origin}: {_told(given)} is too large; write {most} at most")
    return given


def _place(given: object, origin: str) -> str:
    """A file's path, `~` being one's own folder, or an address of PostgreSQL."""
    if not isinstance(given, str) or not given.strip():
        raise SettingsError(f"{origin}: {_told(given)} is no place of a record; write a file's path or postgresql://…")
    if is_address(given) and not is_url(given):
        scheme, _, path = given.partition(":")
        named = path.lstrip("/").partition("?")[0] if scheme.lower().startswith("sqlite") else ""
        remedy = (
            f"write the file's path alone: {named}" if named else "write a file's path or postgresql://user@host/name"
        )
        raise SettingsError(f"{origin}: {shown(given)} is no address of a record; {remedy}")
    return os.path.expanduser(given) if given.startswith("~") else given  # noqa: PTH111 - Path takes // away


def _told(given: object) -> str:
    told = repr(given)
    return told if len(told) <= 80 else f"{told[:80]}…"


_CHECKED: Mapping[str, Callable[[object, str], object]] = {
    "limit": _limit,
    "record": _place,
    "processes": _processes,
}
