"""A long run that writes a record, told as it goes: how far it is, what failed, and how it ended.

What goes in: steps, each when it is on the record. What comes out: lines on standard error.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.cli.output import STOPPED, StoppedError, stopped_by_exit
from onrecord.cli.printable import plural, printable
from onrecord.cli.progress import Progress
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.record.ledger import Step


@dataclass(slots=True, kw_only=True)
class Told:
    """The steps of a run so far."""

    bar: Progress
    kept: int = 0

    def __call__(self, step: Step) -> None:
        """One more input."""
        self.kept += step.became in ("added", "read again")
        if step.failure is not None:
            self.bar.clear()
            sys.stderr.write(f"onrecord: {printable(str(step.failure))}\n")
        self.bar.step(step.locator, failed=step.failure is not None, done=step.size, total=step.total)


@contextmanager
def telling() -> Iterator[Told]:
    """What is called with each step; a run that is stopped, by whomever, says what is on the record by then."""
    told = Told(bar=Progress(stream=sys.stderr, shown=sys.stderr.isatty(), width=shutil.get_terminal_size().columns))
    try:
        with stopped_by_exit():
            yield told
    except (KeyboardInterrupt, SystemExit, OnrecordError) as error:
        told.bar.clear()
        if isinstance(error, OnrecordError) and not told.kept:
            raise
        are = "is" if told.kept < 2 else "are"
        kept = f"{plural(told.kept, 'report')} of this run" if told.kept else "nothing of this run"
        sys.stderr.write(f"onrecord: stopped; {kept} {are} on the record, and running it again goes on from there\n")
        if isinstance(error, KeyboardInterrupt):
            raise StoppedError(STOPPED) from None
        raise
    finally:
        told.bar.clear()
