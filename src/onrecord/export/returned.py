"""Files that come back from annotators: JSON objects found, and each proved to be about a report that is known.

In: the lines of a file (JSON lines, or one JSON array on any number of lines). Out: objects with the place where
each stands, reports by what an object says of them, spans that fit their text; what does not is a Failure
that says what is wrong, where, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.export.marks import KINDS, Mark
from onrecord.model import Failure, Report
from onrecord.model.ids import sha256
from onrecord.model.judgement import instant

Lookup = Callable[[str], Report | None]
# A string (an unfinished one runs to the end of its line), or a brace; linear, since no part can be read twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}]', re.DOTALL)
_BETWEEN = re.compile(r"[\s\[\],\ufeff]*")
_ARRAY = re.compile(r"[\s\ufeff]*\[")
_SHOWN = 40  # characters of something unexpected that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One JSON object of the file and where it stands: `line 3`, in an array `line 1, task 20`."""

    where: str
    value: Mapping[str, Any]


def checked(by: str, at: str) -> tuple[str, str]:
    """Who and when, for what the file itself does not tell. Raises InputError where one of them is none."""
    moment = instant(at)
    if not by.strip():
        raise InputError("nobody is named who judged; give a name")
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in by):
        raise InputError(f"{by!r} holds what is no character of a name; write the name as UTF-8")
    if moment is None:
        raise InputError(f"{at!r} is no instant; give a date and time with its offset, as 2031-05-02T10:30:00Z")
    return by, moment


def objects(lines: Iterable[str | bytes]) -> Iterator[Returned | Failure]:
    """The objects of a file, each as soon as it is closed."""
    depth, begun, pieces = 0, 0, list[str]()
    count: int | None = None  # of the objects so far, where they stand in an array
    for number, given in enumerate(lines, start=1):
        line = given.decode("utf-8", errors="replace") if isinstance(given, bytes) else given
        at = 0
        if number == 1 and _ARRAY.match(line):
            count = 0
        for found in _TOKEN.finditer(line):
            if found[0] == "{":
                if depth == 0:
                    yield from _stray(line[at : found.start()], number)
                    at, begun = found.start(), number
                depth += 1
            elif found[0] == "}" and depth:
                depth -= 1
                if depth == 0:
                    count = None if count is None else count + 1
                    where = f"line {begun}" if count is None else f"line {begun}, task {count}"
                    yield _read("".join([*pieces, line[at : found.end()]]), where)
                    at, pieces = found.end(), []
        if depth:
            pieces.append(line[at:])
        else:
            yield from _stray(line[at:], number)
    if depth:
        yield _failure(f"line {begun}", "a JSON object is not closed", "give the whole file")


def origin(value: Mapping[str, Any]) -> str | None:
    """The tool that an object looks to be of, by where it keeps the ids that were exported; None where by none."""
    for tool, ids in (("label-studio", value.get("data")), ("prodigy", value.get("onrecord")), ("doccano", value)):
        if isinstance(ids, Mapping) and {"sighting", "text_sha256"} <= ids.keys():
            return tool
    return None


def report_of(found: Returned, ids: object, text: object, lookup: Lookup) -> Report | Failure:
    """The report that an object is about, proved by the hash of its text and by the text that came back."""
    told = ids if isinstance(ids, Mapping) else {}
    names = [told.get(name) for name in ("sighting", "report")]
    reports = (lookup(name) for name in names if isinstance(name, str))
    report = next((each for each in reports if each is not None), None)
    if report is None:
        what = f"is about no report that is known ({_shown(names)})"
        return _failure(found.where, what, "keep the fields report, sighting and text_sha256 as they were exported")
    if isinstance(names[0], str) and names[0] != report.sighting and names[1] != report.id:
        return _failure(found.where, f"is about another report than {report.id}", "export it again")
    if told.get("text_sha256") != report.text_sha256:
        return _failure(found.where, "is about another version of the text", "export the report again and judge that")
    if not isinstance(text, str) or sha256_of(text) != report.text_sha256:
        return _failure(found.where, "its text is not the one that was exported", "import the text as it is, unchanged")
    return report


def shown(found: Returned, ids: object) -> frozenset[str] | Failure:
    """The facts that the person was shown, as the export listed them."""
    listed = ids.get("facts") if isinstance(ids, Mapping) else None
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        return _failure(found.where, "does not tell which facts were shown", "keep the field facts as it was exported")
    return frozenset(listed)


def sha256_of(text: str) -> str | None:
    """The hash of a text; None for one that no file can hold."""
    try:
        return sha256(text)
    except UnicodeEncodeError:
        return None


def mark(found: Returned, label: object, start: object, end: object, text: str) -> Mark | Failure:
    """A mark with a label of ours, inside the text, around at least one character."""
    if not isinstance(label, str) or label not in KINDS:
        return _failure(found.where, f"{_shown(label)} is no label", f"use {', '.join(KINDS)}")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        what = f"{label} from {_shown(start)} to {_shown(end)} is no stretch of a text of {len(text)} characters"
        return _failure(found.where, what, "check which characters the tool counts, and mark it again")
    return Mark(label=label, start=start, end=end)


def failure(found: Returned, reason: str, remedy: str) -> Failure:
    """What is wrong with an object, where it stands, and what to do."""
    return _failure(found.where, reason, remedy)


def rows(value: object) -> list[Mapping[str, Any]]:
    """The objects of a JSON list; nothing where it is none."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def every(value: object) -> list[Mapping[str, Any]] | None:
    """The items of a JSON list, an empty object for each that is none, so that none goes unnoticed; None: no list."""
    return [each if isinstance(each, Mapping) else {} for each in value] if isinstance(value, list) else None


def _read(written: str, where: str) -> Returned | Failure:
    try:
        value = msgspec.json.decode(written)
    except (ValueError, RecursionError) as error:  # UnicodeEncodeError too: half a character
        return _failure(where, f"is not JSON ({str(error)[:120]})", "give the file as the tool exported it")
    return Returned(where=where, value=value)


def _stray(between: str, number: int) -> Iterator[Failure]:
    rest = between[_BETWEEN.match(between).end() :] if between else ""  # type: ignore[union-attr]
    if rest.strip():
        what = f"{_shown(rest.strip())} stands where a JSON object should"
        yield _failure(f"line {number}", what, "give JSON lines or one JSON array")


def _failure(where: str, reason: str, remedy: str) -> Failure:
    return Failure(locator=where, reason=reason, remedy=remedy)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
