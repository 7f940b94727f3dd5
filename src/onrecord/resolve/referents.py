"""References of the network → for the place of each, the earlier places of the same one, nearest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Offsets, Reference

SURE = 0.7  # least probability of a link that a speaker is found by; set by hand, not tuned
FARTHEST = 40  # links


def referents(references: Sequence[Reference]) -> Mapping[Offsets, tuple[Offsets, ...]]:
    """By the place of each reference that refers back surely, the places of the chain before it."""
    found: dict[Offsets, tuple[Offsets, ...]] = {}
    for reference in references:
        chain: list[Offsets] = []
        at, score = reference.antecedent, reference.score
        while at is not None and score >= SURE and len(chain) < FARTHEST:
            earlier = references[at]
            chain.append((earlier.start, earlier.end))
            at, score = earlier.antecedent, earlier.score
        if chain:
            found[reference.start, reference.end] = tuple(chain)
    return found
