"""Where the output of a verb goes: standard output, or a file that is there only when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
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
