"""`onrecord read` in shards: by many processes or by Ray, and kept in a folder where one is named.

What goes in: locators and what was asked. What comes out: reports and failures in the order of the input; or, kept in
the folder, a total of them.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from onrecord.cli.output import say, write
from onrecord.cli.printable import plural, printable
from onrecord.cli.progress import Progress
from onrecord.model import Failure, Piece, Report
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.batch import Done, Runner

RUNNERS: tuple[Runner, ...] = ("processes", "ray")


@dataclass(slots=True, kw_only=True)
class Sharded:
    """How shards are read, and how many an earlier run has done."""

    settings: Settings
    published: str | None
    runner: Runner
    shards: Path | None
    reports: int = 0
    failures: int = 0
    done: int = 0
    before: int = 0
    _unreadable: list[Failure] = field(default_factory=list)

    def results(self, locators: list[str]) -> Iterator[Report | Failure]:
        """Every report and failure, shard by shard."""
        from onrecord import codec
        from onrecord.batch import Folder

        for done in self._done(locators):
            kept = Folder(str(self.shards)).lines(done.shard.id) if done.lines is None else done.lines
            for line in kept:
                yield codec.decode(line, f"{done.shard.id} in {self.shards}" if done.lines is None else "record")
            yield from done.failures
            yield from self._late()
        yield from self._late()

    def keep(self, locators: list[str], recorded: BinaryIO | None) -> int:
        """Read what is not in the folder yet, tell what fails and what is there now: so many reports."""
        width = shutil.get_terminal_size().columns
        progress = Progress(stream=sys.stderr, shown=sys.stderr.isatty(), width=width)
        try:
            for done in self._done(locators):
                self.done, self.before = self.done + 1, self.before + done.before
                self.reports += done.reports
                self._tell([*done.failures, *self._late()], recorded, progress)
                progress.step(done.shard.id)
            self._tell(self._late(), recorded, progress)
        finally:
            progress.clear()
        parts = [plural(self.reports, "report"), f"{self.failures:,} failed", plural(self.done, "shard")]
        say(f"{printable(str(self.shards))}: {' · '.join([*parts, f'{self.before:,} done before'])}\n")
        return self.reports

    def _done(self, locators: list[str]) -> Iterator[Done]:
        from onrecord import pipeline
        from onrecord.batch import FEW, INPUTS, Folder, engine, read_shards, shards

        together = INPUTS if self.shards else FEW
        by = engine(self.runner)
        folder = Folder(str(self.shards.absolute())) if self.shards else None
        if folder:
            folder.make()
        given = shards(
            self._pieces(locators, together),
            together=together,
            engine=pipeline.engine(),
            published=self.published,
            limit=self.settings.limit,
        )
        return read_shards(given, pipeline.read_shard, pipeline.split, by, self.settings.processes, folder)

    def _pieces(self, locators: list[str], together: int) -> Iterator[Piece]:
        from onrecord import pipeline

        for piece in pipeline.pieces(locators, together):
            if isinstance(piece, Failure):
                self._unreadable.append(piece)
            else:
                yield piece

    def _late(self) -> Iterator[Failure]:
        """What could not even be opened, so far."""
        while self._unreadable:
            yield self._unreadable.pop(0)

    def _tell(self, failures: Iterator[Failure] | list[Failure], recorded: BinaryIO | None, progress: Progress) -> None:
        for failure in failures:
            self.failures += 1
            progress.clear()
            sys.stderr.write(f"onrecord: {printable(str(failure))}\n")
            if recorded:
                write(recorded, json.dumps(asdict(failure)).encode() + b"\n")


def sharded(
    locators: list[str], settings: Settings, published: str | None, runner: str | None, shards: Path | None
) -> Sharded:
    """What reads in shards. Raises BadParameter where that cannot be, or the runner is none."""
    named = runner_given(runner)
    wrong = _amiss(locators, shards)
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    return Sharded(settings=settings, published=published, runner=named, shards=shards)


def runner_given(given: str | None) -> Runner:
    """What --runner gives. Raises BadParameter where it is none."""
    for name in RUNNERS:
        if name == (given or RUNNERS[0]):
            return name
    remedy = f"give {' or '.join(RUNNERS)}"
    raise typer.BadParameter(f"{printable(given or '')} is no runner; {remedy}", param_hint="--runner")


def _amiss(locators: list[str], shards: Path | None) -> str | None:
    """What cannot be read in shards, or not be kept there."""
    if "-" in locators:
        remedy = "name files, or leave --processes, --runner and --shards out"
        return f"standard input is one stream, for one process; {remedy}"
    if shards is None:
        return None
    own = shards.resolve()
    for locator in locators:
        try:
            folder = Path(locator).resolve()
        except (OSError, ValueError):
            continue
        if folder.is_dir() and (folder == own or folder in own.parents):
            return f"{shards} is in {locator}, which is read; keep the shards elsewhere"
    return f"{shards} is a file; name a folder" if own.exists() and not own.is_dir() else None
