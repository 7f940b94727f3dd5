"""What an expression comes to: type, value and modifier in TIMEX3 terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.extract.times.scene import Scene
from onrecord.model.vocabulary import TimexType


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Type, value (None where it cannot be told) and TimeML's mod; `ago` marks a place told by its distance,
    `aside` one that later words do not go back to ("overnight losses")."""

    type: TimexType
    value: str | None
    mod: str | None = None
    ago: bool = False
    aside: bool = False


Slots: TypeAlias = Mapping[str, str | None]
Reader: TypeAlias = Callable[[Slots, Scene], Reading | None]


def on(value: str | None, mod: str | None = None) -> Reading:
    """A date."""
    return Reading(type="DATE", value=value, mod=mod)
