"""Draws the README's picture: `python scripts/picture.py` writes docs/read.svg from an example report.

The picture is what `onrecord read` prints, at 100 columns, cut after the first facts.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import rendered
from onrecord.model import Report
from onrecord.pipeline import read_all
from onrecord.settings import Settings

ROOT = Path(__file__).parent.parent
COLUMNS, LINES = 100, 34


def main() -> None:
    """Write the picture."""
    (report,) = read_all([str(ROOT / "examples" / "reports" / "flood.txt")], Settings())
    if not isinstance(report, Report):
        raise SystemExit(str(report))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    page = rendered(report, width=COLUMNS, colour=True).splitlines()[3:LINES]
    console.print(Text.from_ansi("\n".join(page)))
    picture = console.export_svg(title="onrecord read flood.txt")
    # Rich names web fonts: the picture must not fetch anything, so the viewer's own monospace font is used.
    picture = re.sub(r"@font-face\s*\{[^}]*\}", "", picture).replace("Fira Code", "ui-monospace")
    (ROOT / "docs" / "read.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
