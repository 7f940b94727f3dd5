"""The command line: a file a verb. Nothing heavy is imported before a verb needs it.

Exit codes: 0 done, 1 failed, 2 misused, 3 finished with some inputs failed.
"""

from __future__ import annotations

import sys

from onrecord.errors import OnrecordError, SettingsError


def main() -> None:
    """What the command `onrecord` runs: the verb, or one line that says what is wrong and what to do."""
    from onrecord.cli.app import app
    from onrecord.cli.printable import printable

    try:
        app(prog_name="onrecord")
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {printable(str(error))}\n")
        sys.exit(2 if isinstance(error, SettingsError) else 1)
