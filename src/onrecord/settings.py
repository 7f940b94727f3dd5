"""Settings, read once at the door: default, then `onrecord.toml`, then `ONRECORD_*`, then the flag.

What goes in: the working directory, the environment and the flags given. What comes out: the settings in
force, and for each value where it came from.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import InputError, SettingsError
from onrecord.model.place import is_address, is_url, is_web, shown
from onrecord.model.watched import Saved, Tells, Watch

FILE = "onrecord.toml"
PREFIX = "ONRECORD_"
DEFAULT = "default"
DEFAULT_LIMIT = 10_000_000  # bytes of one report
MOST_BYTES = 1_000_000_000  # what a database keeps in one place
MOST_PROCESSES = 1_024
DEFAULT_RECORD = "onrecord.db"
LEAST_EVERY, MOST_EVERY = 60, 31 * 86_400  # seconds between two rounds of a watch
MOST_DELAY = 3_600  # seconds between two requests to one host
COLLECTED = 10_000  # new values after which Python looks for rings of them: a report makes about as many, hardly a ring
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_seldom() -> None:
    """For a process of our own: with weights and tables in memory, looking for rings as often as by default takes a
    tenth of the time of extraction."""
    gc.set_threshold(COLLECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set.

    `limit`: bytes of the largest report that is read. `record`: the path or URL of the record. `processes`: how many
    read at the same time. `delay`: seconds between two requests to one host. `allow_address`: hosts that may be asked
    although they are of one's own network. `watch`: what is kept fresh, and who is told of what.
    """

    limit: int = DEFAULT_LIMIT
    record: str = DEFAULT_RECORD
    processes: int = field(default_factory=cores)
    delay: float = 1.0
    allow_address: tuple[str, ...] = ()
    watch: Watch = field(default_factory=Watch)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The settings in force; `origins` says for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(directory: Path, environment: Mapping[str, str], flags: Mapping[str, object]) -> InForce:
    """The settings in force in a directory; a flag that is None was not given.

    Raises SettingsError with the file, variable or flag, what is wrong with it, and what to write instead.
    """
    default = Settings()
    values: dict[str, Any] = {each.name: getattr(default, each.name) for each in dataclasses.fields(default)}
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
    if not isinstance(value, str) or _CHECKED.get(name) in (_place, _hosts, _delay):
        return value
    digits = value.strip().replace("_", "")
    return int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else value


def _of_flags(flags: Mapping[str, object]) -> Iterator[tuple[str, object, str]]:
    for name, value in flags.items():
        if value is not None:
            yield name, _typed(name, value), f"--{name.replace('_', '-')}"


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


def _delay(given: object, origin: str) -> float:
    try:
        seconds = -1.0 if isinstance(given, bool) else float(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        seconds = -1.0
    if not 0 <= seconds <= MOST_DELAY:
        raise SettingsError(f"{origin}: {_told(given)} is no number of seconds from 0 to {MOST_DELAY:,}; write 1.5")
    return seconds


def _hosts(given: object, origin: str) -> tuple[str, ...]:
    """Names or numbers of machines, as an address has them: no scheme, no port. A variable has commas between them."""
    several = given.split(",") if isinstance(given, str) else given
    if isinstance(several, int) and not isinstance(several, bool):
        several = [str(several)]
    if not isinstance(several, list | tuple) or not all(isinstance(each, str) for each in several):
        raise SettingsError(f'{origin}: {_told(given)} is no list of hosts; write such as ["wiki.example", "10.0.0.7"]')
    found = tuple(each.strip().strip("[]").rstrip(".").lower() for each in several if each.strip())
    wrong = next((each for each in found if not re.fullmatch(r"[a-z0-9_.-]+|[0-9a-f:.]+", each)), None)
    if wrong is not None:
        raise SettingsError(f"{origin}: {_told(wrong)} is no host; write a name or number alone, as wiki.example")
    return found


def _watch(given: object, origin: str) -> Watch:
    """The table `[watch]`."""
    if isinstance(given, Watch):
        return given
    known = {"feeds", "every", "webhook", "queries"}
    if not isinstance(given, dict):
        raise SettingsError(f"{origin}: is no table; write [watch] and lines such as every = '15m' beneath it")
    unknown = sorted(set(given) - known)
    if unknown:
        raise SettingsError(f"{origin}: there is no {unknown[0]!r} in it; there are {', '.join(sorted(known))}")
    feeds = given.get("feeds", [])
    if not isinstance(feeds, list) or not all(isinstance(each, str) and is_web(each) for each in feeds):
        raise SettingsError(f'{origin}.feeds: is no list of addresses; write such as ["https://news.example/feed.xml"]')
    webhook = given.get("webhook")
    if webhook is not None and not (isinstance(webhook, str) and is_web(webhook)):
        raise SettingsError(f"{origin}.webhook: {_told(webhook)} is no address; write such as https://desk.example/new")
    queries = given.get("queries", {})
    if not isinstance(queries, dict):
        raise SettingsError(f"{origin}.queries: is no table; write [watch.queries.dam] and filters beneath it")
    return Watch(
        feeds=tuple(feeds),
        every=every(given.get("every", "15m"), f"{origin}.every"),
        webhook=webhook,
        queries=tuple(_saved(name, each, f"{origin}.queries.{name}") for name, each in queries.items()),
    )


def _saved(name: str, given: object, origin: str) -> Saved:
    """A saved query: its filters are checked by who searches."""
    if not isinstance(given, dict):
        raise SettingsError(f"{origin}: is no table; write [watch.queries.{name}] and filters beneath it")
    tells = given.get("tells", list(get_args(Tells)))
    if not isinstance(tells, list) or not tells or not set(map(str, tells)) <= set(get_args(Tells)):
        raise SettingsError(
            f"{origin}.tells: {_told(tells)} is none of {', '.join(get_args(Tells))}; write a list of these"
        )
    filters = {key: value for key, value in given.items() if key != "tells"}
    wrong = next((key for key, value in filters.items() if not isinstance(value, str | float | int)), None)
    if wrong is not None:
        raise SettingsError(f"{origin}.{wrong}: {_told(filters[wrong])} is no filter; write such as kind = 'figure'")
    return Saved(name=name, filters=tuple(filters.items()), tells=tuple(tells))


def every(given: object, origin: str) -> int:
    """Seconds of a stretch of time that is written as 90s, 15m, 2h or 1d. Raises SettingsError for anything else."""
    found = (
        re.fullmatch(r"([0-9]{1,7})\s*([smhd]?)", str(given).strip().lower()) if not isinstance(given, bool) else None
    )
    seconds = int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}[found[2]] if found else 0
    if not LEAST_EVERY <= seconds <= MOST_EVERY:
        raise SettingsError(f"{origin}: {_told(given)} is no time from 60s to 31d; write such as 15m or 2h")
    return seconds


_CHECKED: Mapping[str, Callable[[object, str], object]] = {
    "limit": _limit,
    "record": _place,
    "processes": _processes,
    "delay": _delay,
    "allow_address": _hosts,
    "watch": _watch,
}
