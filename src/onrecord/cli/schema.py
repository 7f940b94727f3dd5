"""`onrecord schema`: the JSON Schema of a record."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a record.

    A record is a line of what `onrecord read --json` prints; the schema is of draft 2020-12.
    """
    import json

    from onrecord import codec
    from onrecord.cli.output import destination, write

    with destination(None) as stream:
        write(stream, json.dumps(codec.schema(), indent=2).encode() + b"\n")
