"""The command line: a file a verb. Nothing heavy is imported before a verb needs it."""

from __future__ import annotations

import sys

from onrecord import codec, pipeline
from onrecord.model import Failure
from onrecord.settings import Settings


def main() -> None:
    """Stand-in until the verbs are there: `onrecord read --json PATH…`."""
    for report in pipeline.read_all([a for a in sys.argv[2:] if not a.startswith("--")], Settings()):
        if isinstance(report, Failure):
            sys.stderr.write(f"{report}\n")
        else:
            sys.stdout.write(codec.encode(report).decode() + "\n")
