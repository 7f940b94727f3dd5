"""How good it is, on real corpora that are not part of the project: pinned scores and their floors."""

from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"
