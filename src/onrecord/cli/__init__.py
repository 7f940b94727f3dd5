"""The command line: a file a verb. Nothing heavy is imported before a verb needs it.

Exit codes: 0 done, 1 failed, 2 misused, 3 finished with some inputs failed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from onrecord.errors import OnrecordError, SettingsError


def main() -> None:
    """What the command `onrecord` runs: the verb, or one line that says what is wrong and what to do."""
    from onrecord.cli.app import app
    from onrecord.cli.printable import printable

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started the program: nothing to read, nobody to tell
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    try:
        app(prog_name="onrecord")
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {printable(str(error))}\n")
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except OSError as error:
        sys.stderr.write(f"onrecord: {printable(str(error))}; make room, or write elsewhere\n")
        sys.exit(1)
