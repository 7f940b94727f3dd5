"""Records in a file proved again, down to the place of the first lie."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import typer

from onrecord.cli.output import destination, shown, write
from onrecord.cli.printable import plural, printable
from onrecord.errors import InputError
from onrecord.model import Report
from onrecord.model.proof import Lie, lies, spans


@dataclass(slots=True)
class Proved:
    """What has been looked at so far, and how many lies were in it."""

    records: int = 0
    spans: int = 0
    facts: int = 0
    lies: int = 0
    seals: dict[str, int] = field(default_factory=dict)  # and the line of the first record under it
    again: list[tuple[int, int]] = field(default_factory=list)  # lines with the record of an earlier line


def verify_file(file: str, every: bool) -> None:
    """Prove the records of a file of JSON lines, `-` being standard input; leaves with 1 at a lie."""
    name = "standard input" if file == "-" else printable(file)
    proved = Proved()
    with _opened(file) as lines, destination(None) as stream:
        for number, lie in _all_lies(lines, proved):
            write(stream, shown(told(f"{name}, line {number}", lie)))
            if not every:
                raise typer.Exit(1)
        sys.stderr.writelines(
            f"onrecord: {name}, line {number}: the same record as line {first}\n" for number, first in proved.again
        )
        if not proved.records:
            raise InputError(f"{name}: there is no record in it; give the output of `onrecord read --json`")
        looked_at = (
            f"{plural(proved.records, 'record')}, {plural(proved.facts, 'fact')}, {plural(proved.spans, 'span')}"
        )
        if proved.lies:
            write(stream, shown(f"{name}: {lies_in(proved.lies)} in {looked_at}\n"))
            raise typer.Exit(1)
        write(stream, shown(f"{name}: proved {looked_at}; every hash, id, reference and seal holds\n"))


def told(place: str, lie: Lie) -> str:
    """A lie in its place, for people."""
    return f"{place}: {printable(lie.path)}\n  says  {printable(lie.says)}\n  true  {printable(lie.true)}\n"


def lies_in(count: int) -> str:
    """1 lie, 2 lies."""
    return "1 lie" if count == 1 else f"{count:,} lies"


def _all_lies(lines: Iterable[bytes], proved: Proved) -> Iterator[tuple[int, Lie]]:
    """Each lie with its line, as soon as it is found; a line that is no record is one."""
    for number, line in enumerate(lines, start=1):
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.strip():
            proved.records += 1
            for lie in _lies_of(line, number, proved):
                proved.lies += 1
                yield number, lie


def _lies_of(line: bytes, number: int, proved: Proved) -> Iterator[Lie]:
    from onrecord import codec

    try:
        report = codec.decode(line, "the line")
    except InputError as error:
        yield Lie(path="the whole line", says=_beginning(line), true=str(error).removeprefix("the line: "))
        return
    first = proved.seals.setdefault(report.seal, number)
    if first != number:
        proved.again.append((number, first))
    proved.spans += sum(1 for _ in spans(report))
    proved.facts += len(report.statements) + len(report.figures) + len(report.events)
    yield from lies(report)
    for path, why in codec.strange(line, report):
        yield Lie(path=path, says="a value that nothing proves", true=f"it {why}")
    yield from _seal(report)


def _seal(report: Report) -> Iterator[Lie]:
    from onrecord import codec

    if not codec.is_sealed(report):
        true = codec.seal(report).seal
        yield Lie(path="seal", says=repr(report.seal), true=f"{true!r}: the record was changed after it was sealed")


def _beginning(line: bytes) -> str:
    words = line[:80].decode("utf-8", errors="replace").rstrip()
    return f"{words!r}{'…' if len(line) > 80 else ''}"


def _opened(file: str) -> BinaryIO:
    try:
        return sys.stdin.buffer if file == "-" else Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name a file of records") from None
