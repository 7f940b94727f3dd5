"""FollowTheMoney's own schemata, read as data: the package is looked up and never imported (it needs ICU)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

LENGTHS = {"name": 250, "string": 1024, "text": 65_000, "url": 4096, "date": 32, "language": 16, "address": 250}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?)?)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One schema with the properties of all that it extends."""

    name: str
    abstract: bool
    required: tuple[str, ...]
    properties: dict[str, dict[str, Any]]
    ancestors: frozenset[str]
    edge: dict[str, Any]


def folder() -> Path | None:
    """Where the schemata are; None where the package is not installed."""
    found = find_spec("followthemoney")
    return Path(found.origin).parent / "schema" if found and found.origin else None


@cache
def schema(name: str) -> Schema:
    """A schema by name."""
    place = folder()
    assert place is not None
    (own,) = yaml.safe_load((place / f"{name}.yaml").read_text(encoding="utf-8")).values()
    above = [schema(parent) for parent in own.get("extends", [])]
    inherited = {key: value for each in above for key, value in each.properties.items()}
    return Schema(
        name=name,
        abstract=bool(own.get("abstract")),
        required=tuple(own.get("required", [])),
        properties=inherited | own.get("properties", {}),
        ancestors=frozenset({name}).union(*(each.ancestors for each in above)),
        edge=own.get("edge", {}),
    )


@cache
def languages() -> frozenset[str]:
    """The language codes that it takes, from the source of its type."""
    place = folder()
    assert place is not None
    source = (place.parent / "types" / "language.py").read_text(encoding="utf-8")
    listed = source.partition("LANGUAGES: ")[2].partition("]\n")[0]
    return frozenset(re.findall(r'"([a-z]{3})"', listed))


def faults(entity: dict[str, Any], known: dict[str, str]) -> list[str]:
    """What in an entity its schema does not allow; `known` gives the schema of each entity's id."""
    own = schema(entity["schema"])
    found = [f"{own.name} is abstract"] if own.abstract else []
    found += [f"{own.name} lacks {name}" for name in own.required if not entity["properties"].get(name)]
    ends = [own.edge[end] for end in ("source", "target") if own.edge]
    found += [f"{own.name} is an edge without {end}" for end in ends if len(entity["properties"].get(end, [])) != 1]
    for name, values in entity["properties"].items():
        if name not in own.properties:
            found.append(f"{own.name} has no {name}")
            continue
        for value in values:
            found += [f"{own.name}.{name}: {fault}" for fault in _wrong(own.properties[name], value, known)]
    return found


def _wrong(definition: dict[str, Any], value: object, known: dict[str, str]) -> list[str]:
    kind = definition.get("type", "string")
    if not isinstance(value, str) or not value:
        return [f"{value!r} is no text"]
    if kind == "entity":
        wanted = definition.get("range", "Thing")
        fits = value in known and wanted in schema(known[value]).ancestors
        return [] if fits else [f"{value} is no {wanted}"]
    if len(value) > LENGTHS.get(kind, 1024):
        return [f"{len(value)} characters are too many"]
    if kind == "date" and not DATE.fullmatch(value):
        return [f"{value} is no date"]
    if kind == "language" and value not in languages():
        return [f"{value} is no language"]
    if kind == "url" and not re.match(r"https?://[^\s/]+", value):
        return [f"{value} is no URL"]
    return []
