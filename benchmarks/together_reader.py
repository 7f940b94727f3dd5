"""One reader of `benchmarks.together`, in a process of its own: a place and the file that ends it → what it saw."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.together import read

if __name__ == "__main__":
    print(json.dumps(asdict(read(sys.argv[1], Path(sys.argv[2])))))
