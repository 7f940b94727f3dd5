"""What servers called the pages that are on a record, kept in a file beside it: to ask whether they are others now.

In: the place of a record. Out: `Remembered`, by address. It is a memory and no part of the record: whoever removes the
file makes everything be fetched once more, and a watch begin anew. What is kept for an address is kept only when what
was read there is on the record, so that a run that was killed forgets nothing that it has to do.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from onrecord.acquire import Link
from onrecord.model.ids import sha256
from onrecord.model.place import is_url, shown

Held = TypeVar("Held", "_Kept", "_OfNews")
BESIDE = "-web.json"  # after the name of a record's file
LARGEST = 500_000_000  # bytes of the file
SOON, SELDOM = 900.0, 86_400.0  # seconds after which a page is asked for again: the first time, and at most
FORGET = 90 * 86_400.0  # seconds after which a page that is listed nowhere any more is forgotten


@dataclass(slots=True, kw_only=True)
class Known:
    """What is known of an address: its validators, where it led to, when it was asked for, and when to ask again.

    `links` are those of a listing. `changed` is the date of its last change, as the listing told it.
    """

    etag: str | None = None
    modified: str | None = None
    url: str | None = None
    at: float = 0.0
    wait: float = SOON
    changed: str | None = None
    links: tuple[Link, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Up to when news was told, and which reports of that very moment were.

    `posted` are hashes of news after that, which a webhook has taken before it took no more.
    """

    since: str | None = None
    sightings: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Remembered:
    """A memory of addresses. `save` writes it. `told_before`: as the file had it, None of a new record."""

    place: Path = field(default_factory=Path)
    pages: dict[str, Known] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    told_before: Told | None = None

    def due(self, url: str, changed: str | None, now: float) -> bool:
        """Whether a page is to be asked for again: it never was, its listing says that it changed, or it is time."""
        known = self.pages.get(url)
        return known is None or (changed is not None and changed != known.changed) or now >= known.at + known.wait

    def seen(self, url: str, known: Known, now: float, *, same: bool) -> None:
        """A page was asked for; one that stays the same is asked for less and less often."""
        before = self.pages.get(url)
        known.at, known.wait = now, min(before.wait * 2, SELDOM) if same and before else SOON
        self.pages[url] = known

    def save(self, now: float) -> None:
        """Write it, whole or not at all; what another run has told since it was read stays told."""
        if self.told == self.told_before:
            others = _read(self.place, _OfNews).told
            self.told = others if others.since else self.told
        self.told_before = self.told
        self.pages = {url: known for url, known in self.pages.items() if now - known.at < FORGET}
        kept = msgspec.json.encode(_Kept(pages=self.pages, told=self.told))
        self.place.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=self.place.parent, prefix=f".{self.place.name}.")
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(kept)
            Path(name).replace(self.place)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


@dataclass(slots=True, kw_only=True)
class _Kept:
    """What the file holds."""

    pages: dict[str, Known] = field(default_factory=dict)
    told: Told = field(default_factory=Told)


@dataclass(slots=True, kw_only=True)
class _OfNews:
    """What the file holds of news alone."""

    told: Told = field(default_factory=Told)


def remembered(place: str, *, is_new: bool = False) -> Remembered:
    """What is remembered of a record: nothing of one that is new, nor from a file that cannot be read."""
    path = _path(place)
    kept = _Kept() if is_new else _read(path, _Kept)
    return Remembered(place=path, pages=kept.pages, told=kept.told, told_before=None if is_new else kept.told)


def _read(path: Path, kind: type[Held]) -> Held:
    """What a file holds; nothing where it cannot be read."""
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        if path.stat().st_size <= LARGEST:
            return msgspec.json.decode(path.read_bytes(), type=kind)
    return kind()


def _path(place: str) -> Path:
    """Beside a file; of a database elsewhere, where programs keep what they can do without."""
    if not is_url(place):
        return Path(place + BESIDE)
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(cache) / "onrecord" / f"{sha256(shown(place))[:24]}{BESIDE}"
