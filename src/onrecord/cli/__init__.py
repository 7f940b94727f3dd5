"""The command line: a file a verb. Nothing heavy is imported before a verb needs it.

Exit codes: 0 done, 1 failed, 2 misused, 3 finished with some inputs failed, 130 stopped at the keyboard.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from pathlib import Path

from onrecord.errors import OnrecordError, SettingsError


def main() -> None:
    """What the command `onrecord` runs: the verb, or one line that says what is wrong and what to do."""
    try:
        _open_what_is_closed()
        _run()
    except KeyboardInterrupt:  # while the program was being loaded
        sys.stderr.write("onrecord: stopped\n")
        sys.exit(128 + signal.SIGINT)


def _run() -> None:
    from onrecord.cli.app import app
    from onrecord.cli.output import STOPPED, StoppedError
    from onrecord.cli.printable import printable
    from onrecord.settings import collect_seldom

    collect_seldom()
    try:
        app(prog_name="onrecord")
    except StoppedError:
        raise
    except SystemExit as left:
        if left.code == STOPPED:
            sys.stderr.write("onrecord: stopped\n")
        raise
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {printable(str(error))}\n")
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except OSError as error:
        sys.stderr.write(f"onrecord: {printable(f'{_place(error)}{error.strerror or error}')}; {_remedy(error)}\n")
        sys.exit(1)


def _place(error: OSError) -> str:
    return f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""


def _remedy(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "get the right to it, or name another place"
    return (
        "make room, or write elsewhere"
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        else "look whether it is there and sound"
    )


def _open_what_is_closed() -> None:
    """Streams that were closed by who started the program: nothing to read, nobody to tell, nowhere to write.

    What is written to standard output then fails, as it does on a full disk.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open to the end
    if sys.stdout is None:
        nowhere = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = io.TextIOWrapper(io.FileIO(nowhere, "w"), encoding="utf-8", write_through=True)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
