"""Settings, read once at the door: default, then `onrecord.toml`, then `ONRECORD_*`, then the flag."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set. `limit`: bytes of the largest report that is read."""

    limit: int = 10_000_000
