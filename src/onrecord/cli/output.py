"""Where the output of a verb goes: standard output, or a file that is there only when it is whole."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError


@contextmanager
def destination(file: Path | None) -> Iterator[BinaryIO]:
    """A place to write bytes to.

    A file is written under the name `.FILE.part` and gets its own name at the end; what a run wrote before it
    was stopped stays under the first name. A reader of standard output that leaves early (`| head`) ends the
    program quietly. Raises InputError where the file cannot be written.
    """
    if file is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python's last flush complains
            sys.exit(0)
        return
    in_place = file.exists() and not file.is_file()  # a pipe or a device has no other name
    file = file if in_place else file.resolve()  # a link stays a link
    hidden = file.with_name(f".{file.name}.part")  # hidden, since a folder is read without its hidden files
    part = file if in_place else hidden
    try:
        stream = part.open("wb")
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror}); name a file in a folder of yours") from None
    with stream:
        yield stream
    if not in_place:
        part.replace(file)


def own_output(locators: Iterable[str]) -> str | None:
    """The file that standard output goes to, where it is one of those that are read (`read . > out.jsonl`).

    Such a run would read what it writes, and never end.
    """
    try:
        status = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    files = (file for locator in locators if locator != "-" for file in _files(locator))
    return next((file for file in files if _is(file, status)), None)


def _files(locator: str) -> Iterator[str]:
    """The files that are read for a locator: itself, or what is not hidden below a folder."""
    yield locator
    for folder, folders, names in os.walk(locator):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(Path(folder, name)) for name in names if not name.startswith("."))


def _is(file: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(Path(file).stat(), status)
    except (OSError, ValueError):
        return False


def say(words: str) -> None:
    """Write words for people to standard output; what its encoding cannot show is escaped."""
    write(sys.stdout.buffer, shown(words))


def shown(words: str) -> bytes:
    """Words in the encoding of standard output."""
    return words.encode(sys.stdout.encoding, errors="backslashreplace")


def write(stream: BinaryIO, content: bytes) -> None:
    """Write and hand on at once, so that the first report is out before the last is in."""
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"the output cannot be written ({error.strerror}); make room or write elsewhere") from None
