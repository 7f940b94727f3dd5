"""References of the network → for the place of each, the earlier places of the same one, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Offsets, Reference

FARTHEST = 40  # links


class Referents:
    """The chains of a report's references, followed where they are asked for."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._references = references
        self._at = {(reference.start, reference.end): reference for reference in references}

    def before(self, place: Offsets, least: float) -> Iterator[Offsets]:
        """The places before this one that it refers back to, each by the one after it, as probably as that."""
        reference = self._at.get(place)
        for _ in range(FARTHEST):
            if reference is None or reference.antecedent is None or reference.score < least:
                return
            reference = self._references[reference.antecedent]
            yield reference.start, reference.end
