"""Who was told, and the names in it → the news outlets among them, which carried what they were told.

A name is an outlet's by its words ("Alder Times"), as a known one ("CNN"), or by a noun beside it ("the broadcaster XBN").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.extract.statements.nodes import Node
from onrecord.lexicon import table
from onrecord.model import Mention, Offsets


def carriers(addressee: Sequence[Node], names: Iterable[Mention]) -> tuple[Offsets, ...]:
    """The places of the names of outlets in the nodes of an addressee."""
    called = any(node.low in _outlets("noun") and not node.named for node in addressee)
    return tuple(
        (name.start, name.end) for name in names if is_outlet(name.name) or (called and name.kind == "organisation")
    )


def is_outlet(name: str) -> bool:
    """Whether the words of a name are those of a news outlet."""
    words = name.casefold().split()
    if " ".join(words) in _outlets("name"):
        return True
    return len(words) > 1 and (words[0] in _outlets("first") or words[-1] in _outlets("last"))


@cache
def _outlets(use: str) -> frozenset[str]:
    both = ("first", "last")
    return frozenset(row[0] for row in table("outlets") if row[1] == use or (row[1] == "both" and use in both))
