"""Small reports about invented places, no two alike, as a file of JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

_PLACES = ("Oranto", "Veldhaven", "Brackwater", "Tammar")


def lines(count: int, first: int = 0) -> list[str]:
    """So many reports, each a line."""
    return [json.dumps(fields(number)) for number in range(first, first + count)]


def fields(number: int) -> dict[str, str]:
    """One of them."""
    place = _PLACES[number % len(_PLACES)]
    text = (
        f"At least {number + 3} people were killed in {place} on Tuesday, the mayor, Ana Ruiz, said.\n\n"
        f'"The bridge over the Tamm was closed," she told the Courier. "Nobody warned the {number + 20} families."'
    )
    return {"id": f"report-{number}", "published": "2031-05-02", "outlet": f"The {place} Courier", "text": text}


def file(path: Path, count: int, first: int = 0) -> Path:
    """So many reports in a file."""
    path.write_text("".join(f"{line}\n" for line in lines(count, first)))
    return path
