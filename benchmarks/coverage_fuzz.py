"""The readers under atheris, which looks for inputs that take new ways through the code.

    pip install --target .cache/atheris atheris
    PYTHONPATH=.cache/atheris python -m benchmarks.coverage_fuzz -max_total_time=600 -timeout=10 -rss_limit_mb=1000

Goes in: nothing, or a folder of inputs to begin with; options are libFuzzer's. The first byte of an input picks the
ending of its name. Comes out: nothing while all goes well; the input and the error where something is raised that is no
refusal, and where one takes more than the time or the memory given.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

ENDINGS = ("", ".txt", ".html", ".jsonl", ".json", ".xml", ".warc", ".warc.gz")


def main() -> None:
    """Run until libFuzzer ends."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["onrecord.acquire", "onrecord.inflate"]):
        inputs = import_module("onrecord.acquire").inputs
        listing = import_module("onrecord.acquire.listings.listing").listing
    folder = Path(tempfile.mkdtemp(prefix="readers-"))

    def one(data: bytes) -> None:
        file = folder / f"input{ENDINGS[data[0] % len(ENDINGS)] if data else ''}"
        file.write_bytes(data[1:])
        for each in inputs(str(file)):
            reason = getattr(each.acquired, "reason", "")
            if "the program failed" in reason:
                raise RuntimeError(reason)
        listing(data[1:], "https://courier.example/feed")

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
