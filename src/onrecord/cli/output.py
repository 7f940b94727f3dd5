"""Where the output of a verb goes: standard output, or a file that is there only when it is whole."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError


@contextmanager
def destination(file: Path | None) -> Iterator[BinaryIO]:
    """A place to write bytes to.

    A file is written under the name `.FILE.part` and gets its own name at the end; a run that is stopped leaves
    neither. A reader of standard output that leaves early (`| head`) ends the program quietly. Raises InputError
    where the file cannot be written.
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
    mode = _mode(file)
    with stopped_by_exit():
        try:
            stream = part.open("wb")
        except OSError as error:
            raise _unwritable(file, error.strerror) from None
        try:
            with stream:
                yield stream
            if not in_place:
                if mode is not None:
                    part.chmod(mode)
                part.replace(file)
        except BaseException:
            if not in_place:
                part.unlink(missing_ok=True)
            raise


def _mode(file: Path) -> int | None:
    """The permissions of a file that is there; a name could be given to another file in spite of them."""
    if not file.is_file():
        return None
    mode = stat.S_IMODE(file.stat().st_mode)
    if not mode & 0o222 or not os.access(file, os.W_OK):
        raise _unwritable(file, os.strerror(errno.EACCES))
    return mode


def _unwritable(file: Path, why: str | None) -> InputError:
    return InputError(f"{file}: cannot be written ({why}); name a file in a folder of yours")


@contextmanager
def stopped_by_exit() -> Iterator[None]:
    """Who ends the program by SIGTERM or SIGHUP leaves by an exit, so that what is half-written is taken away."""

    def leave(number: int, _: object) -> None:
        sys.exit(128 + number)

    signals = (signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, leave) for each in signals if signal.getsignal(each) is signal.SIG_DFL}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


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
