"""`onrecord doctor`: what is installed, what is missing, and which settings are in force."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.output import say
from onrecord.cli.printable import plural, printable
from onrecord.errors import SettingsError
from onrecord.model.place import shown
from onrecord.settings import load

PROGRAM = "onrecord"
OLDEST = (3, 11)
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?:>=(?P<least>[0-9.]+))?[^;]*(?:;.*\bextra == [\"'](?P<extra>\w+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A package that the program needs: always, or for an extra."""

    name: str
    extra: str | None
    needs: str | None
    version: str | None

    @property
    def fits(self) -> bool:
        """Installed, and not older than needed."""
        return self.version is not None and (self.needs is None or _release(self.version) >= _release(self.needs))

    @property
    def remedy(self) -> str:
        """What to do where it does not fit."""
        package = f"'{PROGRAM}[{self.extra}]'" if self.extra else PROGRAM
        state = "not installed" if self.version is None else f"older than {self.needs}"
        return f"{state}: pip install --upgrade {package}" if self.version else f"{state}: pip install {package}"


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Tell what is installed and what is set.

    Names each package that is needed, always or for an extra, how to get what is missing, and where each setting
    comes from.

    Exit code 0: everything required is there. 1: something is missing. 2: a setting is not understood.
    """
    import json
    import platform
    from importlib.metadata import version

    parts = list(_parts())
    settings, wrong = _settings()
    python = platform.python_version()
    if as_json:
        told = {
            "program": version(PROGRAM),
            "python": python,
            "platform": platform.platform(),
            "parts": [asdict(part) | {"fits": part.fits} for part in parts],
            "settings": [{"name": name, "value": value, "origin": origin} for name, value, origin in settings],
            "settings_error": wrong,
        }
        say(json.dumps(told, indent=2) + "\n")
    else:
        first = f"{PROGRAM} {version(PROGRAM)} · Python {python} · {platform.platform()}"
        lines = (first, *_part_lines(parts), *_setting_lines(settings, wrong))
        say("".join(f"{printable(line)}\n" for line in lines))
    if wrong:
        raise typer.Exit(2)
    if sys.version_info < OLDEST or not all(part.fits for part in parts if not part.extra):
        raise typer.Exit(1)


def _parts() -> Iterator[Part]:
    """What the installed program says that it needs, required first."""
    from importlib.metadata import PackageNotFoundError, requires, version

    for requirement in sorted(requires(PROGRAM) or [], key=lambda line: "extra ==" in line):
        found = _REQUIREMENT.match(requirement)
        if found:
            try:
                installed = version(found["name"])
            except PackageNotFoundError:
                installed = None
            yield Part(name=found["name"], extra=found["extra"], needs=found["least"], version=installed)


def _settings() -> tuple[list[tuple[str, object, str]], str | None]:
    """Each setting with its value and origin; or what is wrong with them."""
    try:
        in_force = load(Path.cwd(), os.environ, {})
    except SettingsError as error:
        return [], str(error)
    values = asdict(replace(in_force.settings, record=shown(in_force.settings.record)))
    if values["watch"]["webhook"]:
        values["watch"]["webhook"] = "(set)"  # such addresses have a secret in them
    return [(name, value, in_force.origins[name]) for name, value in values.items()], None


def _part_lines(parts: list[Part]) -> Iterator[str]:
    extra: str | None = ""
    for part in parts:
        if part.extra != extra:
            extra = part.extra
            yield ""
            yield f"extra {extra}" if extra else "required"
        yield f"  {'✓' if part.fits else '✗' if not part.extra else '–'} {part.name:<18} " + (
            f"{part.version}" if part.fits else part.remedy
        )


def _setting_lines(settings: list[tuple[str, object, str]], wrong: str | None) -> Iterator[str]:
    yield ""
    yield "settings"
    for name, value, origin in settings:
        yield f"    {name:<18} {_told(value)}  ({origin})"
    if wrong:
        yield f"  ✗ {wrong}"


def _told(value: object) -> object:
    """A value as a person reads it."""
    if isinstance(value, dict):
        feeds, queries = len(value["feeds"]), len(value["queries"])
        return f"{plural(feeds, 'feed')}, {queries} saved, every {value['every']} s"
    return (", ".join(map(str, value)) or "none") if isinstance(value, tuple | list) else value


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version's release: 2.40.1rc1 as (2, 40, 1)."""
    return tuple(int(number) for number in re.findall(r"\d+", re.match(r"[\d.]*", version)[0]))  # type: ignore[index]
