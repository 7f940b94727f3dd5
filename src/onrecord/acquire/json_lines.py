"""JSON lines → the fields of each report, read line by line; no line longer than the limit is held in memory.

In: a binary stream. Out: for every line that is not blank its number and its bytes, or that it is too long.
Only the fields that the record format names are decoded; whatever else a line holds is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, BinaryIO

from onrecord.acquire import failures
from onrecord.acquire.given import sound
from onrecord.model import Failure

_PIECE = 1 << 20  # bytes of an overlong line that are skipped at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the stream: its number from 1 on, its bytes, None where they are more than the limit, and their size.

    `size` counts the blank lines before it too, so that the sizes add up to the stream's.
    """

    number: int
    data: bytes | None
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The named fields of a JSON line, each of whatever type it came in."""

    text: Any = None
    html: Any = None
    id: Any = None
    published: Any = None
    modified: Any = None
    retrieved: Any = None
    url: Any = None
    title: Any = None
    outlet: Any = None
    language: Any = None

    def named(self) -> dict[str, object]:
        """The fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def lines(stream: BinaryIO, limit: int, first: bytes = b"") -> Iterator[Line]:
    """The lines of a stream, of which `first` has been read already."""
    number = size = 0
    while data := (first or stream.readline(limit + 1)):
        first = b""
        number += 1
        size += len(data)
        if len(data) > limit and not data.endswith(b"\n"):
            while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
                size += len(piece)
            yield Line(number=number, data=None, size=size + len(piece))
        elif data.strip() not in (b"", b"\xef\xbb\xbf"):
            yield Line(number=number, data=data, size=size)
        else:
            continue
        size = 0


def decode(data: bytes, locator: str) -> Fields | Failure:
    """The fields of one JSON object, or why there are none."""
    import msgspec

    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data, type=Fields)
    except msgspec.ValidationError:
        return failures.bad_json(locator, "another kind of value")
    except RecursionError:
        return failures.bad_json(locator, "nested too deeply")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _slowly(data, locator, str(error))


def doubled(data: bytes) -> tuple[str, ...]:
    """The named fields that an object has more than once, of which readers of JSON take the last."""
    import json

    names = [field.name for field in fields(Fields)]
    if not any(data.count(f'"{name}"'.encode()) > 1 for name in names):
        return ()
    given: list[list[str]] = []  # the names of each object, the outermost last

    def seen(pairs: list[tuple[str, object]]) -> None:
        given.append([name for name, _ in pairs])

    try:
        json.loads(data.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=seen)
    except (ValueError, RecursionError):  # in a part that nobody reads
        return ()
    return tuple(name for name in names if given[-1].count(name) > 1)


def whole(data: bytes) -> dict[str, Any]:
    """All that an object holds, for those who look for other fields; nothing where it cannot be decoded."""
    import msgspec

    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _slowly(data: bytes, locator: str, why: str) -> Fields | Failure:
    """The standard library's reading, which tells half characters from a cut-off line."""
    import json

    if not data.rstrip().endswith(b"}"):
        return failures.truncated(locator, "the JSON object does not end")
    try:
        value = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return failures.bad_json(locator, "its bytes are not UTF-8")
    except (ValueError, RecursionError):
        return failures.bad_json(locator, why)
    if not isinstance(value, dict):
        return failures.bad_json(locator, "another kind of value")
    known = Fields(**{field.name: value.get(field.name) for field in fields(Fields)})
    if any(isinstance(words, str) and not sound(words) for words in (known.text, known.html)):
        return failures.lone_surrogate(locator)
    return known
