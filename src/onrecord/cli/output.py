"""Where the output of a verb goes: standard output, or a file that is there only when it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from onrecord.cli.clashes import forbidden, reported
from onrecord.cli.printable import printable
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.record import Record

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
ELSEWHERE = frozenset((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG))


STOPPED = 128 + signal.SIGINT  # the exit code of who is stopped at the keyboard


class StoppedError(SystemExit):
    """The run was stopped at the keyboard, and has said what came of it."""


@contextmanager
def destination(file: Path | None, record: Record | None = None, *, replaced: bool = False) -> Iterator[BinaryIO]:
    """A place to write bytes to.

    A file is written under the name `.FILE.part` and gets its own name at the end; a run that is stopped leaves
    neither. A pipe or a device is written in place, unless a file is to take its name (`replaced`). A reader of
    standard output that leaves early (`| head`) ends the program quietly. Raises InputError where the file cannot be
    written, and BadParameter, with nothing touched, where it must not be: see `clashes`. Reports on `record` are
    not written over.
    """
    if file is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python's last flush complains
            sys.exit(0)
        return
    own, part, mode = _looked_at(file, record, replaced=replaced)
    with stopped_by_exit():
        try:
            stream = part.open("wb")
        except OSError as error:
            raise _unwritable(file, error) from None
        try:
            try:
                yield stream
            except BaseException:
                with contextlib.suppress(OSError):  # the first error is told, not what follows from it
                    stream.close()
                raise
            _finished(file, stream, part, own, mode)
        except BaseException:
            if part != own:
                part.unlink(missing_ok=True)
            raise


def _looked_at(file: Path, record: Record | None, *, replaced: bool) -> tuple[Path, Path, int | None]:
    """The file itself, the name under which it is written, and its permissions where it is there."""
    try:
        own = file.resolve()  # a link stays a link
        in_place = file.exists() and not file.is_file()  # a pipe or a device has no other name
        hidden = own.with_name(f".{own.name}.part") if own.name else own  # a folder is read without hidden files
        wrong = forbidden(file, replaced=replaced) or (None if in_place else forbidden(hidden, replaced=True))
        wrong = wrong or (reported(file, record) if record else None)
        if wrong is not None:
            raise typer.BadParameter(printable(wrong))
        return (file, file, None) if in_place else (own, hidden, _mode(own))
    except OSError as error:
        raise _unwritable(file, error) from None


def _finished(file: Path, stream: BinaryIO, part: Path, own: Path, mode: int | None) -> None:
    """What was written is whole, and gets its name."""
    try:
        stream.close()
        if part != own:
            if mode is not None:
                part.chmod(mode)
            part.replace(own)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(file, error) from None


def _mode(file: Path) -> int | None:
    """The permissions of a file that is there; a name could be given to another file in spite of them."""
    if not file.is_file():
        return None
    mode = stat.S_IMODE(file.stat().st_mode)
    if not mode & 0o222 or not os.access(file, os.W_OK):
        raise _unwritable(file, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    return mode


def _unwritable(file: Path, error: OSError) -> InputError:
    return InputError(f"{file}: cannot be written ({error.strerror}); {remedy(error)}")


def remedy(error: OSError) -> str:
    """What to do where something could not be written."""
    if error.errno in FULL:
        return "make room, or write elsewhere"
    if error.errno in ELSEWHERE:
        return "name a file in a folder of yours"
    return "write to another file"


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
        raise InputError(f"the output cannot be written ({error.strerror}); {remedy(error)}") from None
